// SPDX-License-Identifier: GPL-2.0
/* Patterns of a command line, and lists of contracts, a line each. */
#include <stdlib.h>
#include <string.h>

#include "base/exit_status.h"
#include "fuzz.h"
#include "model/selection.h"
#include "results/suites.h"
#include "results/unknown_contract.h"

#define PATTERNS_MAX 4
#define NAME_BYTES 64

static void check(const struct selection *sel, const char *what)
{
	size_t i;

	for (i = 0; i < sel->nr; i++) {
		if (!sel->list[i])
			fuzz_wrong("%s selects no contract at %zu", what, i);
	}
}

static void match(char *text)
{
	struct selection sel = { NULL, 0 };
	char *pattern[PATTERNS_MAX], *line;
	int nr = 0;

	while (nr < PATTERNS_MAX && (line = strsep(&text, "\n")))
		pattern[nr++] = line;
	if (!selection_matching(&sel, pattern, nr))
		check(&sel, "a pattern");
	free(sel.list);
	/* Its search for names that are near takes long for long ones. */
	if (nr && strlen(pattern[0]) < NAME_BYTES &&
	    unknown_contract(pattern[0]) != STATUS_USAGE)
		fuzz_wrong("an unknown contract is no wrong usage");
	if (nr)
		suite_may_fit(suites(&(size_t){ 0 }), pattern[0]);
}

void fuzz_one(const char *data, size_t size)
{
	struct selection sel = { NULL, 0 };
	char *copy = strdup(data);

	match(copy);
	if (!selection_listed(&sel, fuzz_file(data, size)))
		check(&sel, "a list");
	free(sel.list);
	free(copy);
}
