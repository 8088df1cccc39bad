// SPDX-License-Identifier: GPL-2.0
/* What apt says of a suite: packages that are named, sized and hashed, or none. */
#include <string.h>

#include "canned_tool.h"
#include "fetch/apt_query.h"
#include "fuzz.h"

static void check(const struct apt_set *set)
{
	int i;

	if (set->nr < 1 || set->nr > APT_PACKAGES_MAX)
		fuzz_wrong("a kernel has %d packages", set->nr);
	for (i = 0; i < set->nr; i++) {
		const struct apt_package *p = &set->package[i];

		if (!*p->name || !*p->file || !*p->hash || !*p->version)
			fuzz_wrong("of package %d, \"%s\", apt does not say all",
				   i, p->name);
		if (strchr(p->file, '/'))
			fuzz_wrong("a package's file is %s", p->file);
	}
}

/* The first section is apt-cache's output, the second that of apt-get. */
void fuzz_one(const char *data, size_t size)
{
	const struct apt_state state = { .suite = "trixie", .dir = "/apt" };
	struct apt_set set;
	int kind;

	(void)size;
	for (kind = 0; kind < APT_KINDS; kind++) {
		canned_tool(data);
		if (!apt_query(&state, kind, &set))
			check(&set);
	}
}
