// SPDX-License-Identifier: GPL-2.0
/* One of the kernel's own tests: its output, and init's line about its end. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "parse/test_run.h"

static void run_lines(struct test_run *t, char *output)
{
	char *line;

	test_run_begin(t, "upstream/mm:test");
	while ((line = strsep(&output, "\n")))
		test_run_line(t, line);
}

static void check_pass(const char *how, const struct report *r,
		       const struct subtests *p)
{
	if (r->verdict != V_PASS)
		return;
	if (!strstr(how, "exited"))
		fuzz_wrong("a test that did not exit has passed: %s", how);
	if (p->failed && outcome_equal(&r->seen.outcome, &r->expected))
		fuzz_wrong("a test with failed parts has passed: %s", how);
}

/* The first section is the end, the second one the output. */
void fuzz_one(const char *data, size_t size)
{
	const char *at = data;
	char *how = fuzz_section(&at), *output = fuzz_section(&at);
	struct subtests parts;
	struct test_run t;
	struct report r;

	(void)size;
	run_lines(&t, output);
	how[strcspn(how, "\n")] = '\0';
	if (!test_run_end(&t, how, &r, &parts)) {
		if ((unsigned int)r.verdict >= V_COUNT || !*r.id)
			fuzz_wrong("a test ended without a verdict: %s", how);
		check_pass(how, &r, &parts);
	}
	free(how);
	free(output);
}
