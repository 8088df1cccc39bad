// SPDX-License-Identifier: GPL-2.0
/* The console of guests with mutants, and the kernel's reports of errors. */
#include <string.h>

#include "fuzz.h"
#include "model/oops.h"
#include "plan/mutant_console.h"

void fuzz_one(const char *data, size_t size)
{
	static const struct mutant list[] = {
		{ .name = "seed" }, { .name = "bio_pins_twice" },
	};
	const struct mutants m = { (struct mutant *)list, 2 };
	long reached[2];
	struct mutant_console c;
	const char *at = NULL;

	mutant_console_read(&c, data, "seed");
	if (c.on < 0 || c.counted < 0 || !c.severity != !*c.gravest)
		fuzz_wrong("severity %d: %s", c.severity, c.gravest);
	mutant_console_count(data, &m, reached);
	if (reached[0] != c.reached)
		fuzz_wrong("reached %ld times and %ld", reached[0], c.reached);
	if (oops_severity(data, &at) && (at < data || at > data + size))
		fuzz_wrong("an error begins outside its line");
}
