// SPDX-License-Identifier: GPL-2.0
/* Lines of results and of the machine: what was read is written the same. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "model/report.h"

#define LINE_MAX_ 8192

static void check_report(const struct report *r)
{
	char first[LINE_MAX_], again[LINE_MAX_];
	struct report copy;

	if (report_write(r, first, sizeof(first)))
		fuzz_wrong("a result that was read cannot be written: %s", r->id);
	if (report_read(&copy, first))
		fuzz_wrong("this was written and is not read: %s", first);
	if (report_write(&copy, again, sizeof(again)) || strcmp(first, again))
		fuzz_wrong("written as:\n%s\nand then as:\n%s", first, again);
	if (copy.verdict != r->verdict || strcmp(copy.id, r->id) ||
	    !outcome_equal(&copy.seen.outcome, &r->seen.outcome) ||
	    !outcome_equal(&copy.expected, &r->expected))
		fuzz_wrong("another result was read than written: %s", first);
}

static void check_machine(const struct machine *m)
{
	char first[LINE_MAX_], again[LINE_MAX_];
	struct machine copy;

	if (machine_write(m, first, sizeof(first)) ||
	    machine_read(&copy, first) ||
	    machine_write(&copy, again, sizeof(again)) || strcmp(first, again))
		fuzz_wrong("a machine that was read is not written the same: %s",
			   first);
	if (!m->page_size)
		fuzz_wrong("a machine has pages of no bytes");
}

void fuzz_one(const char *data, size_t size)
{
	struct machine m;
	struct report r;

	(void)size;
	if (!report_read(&r, data))
		check_report(&r);
	if (!machine_read(&m, data))
		check_machine(&m);
}
