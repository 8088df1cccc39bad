/* SPDX-License-Identifier: GPL-2.0 */
/* Which field of results is which member in JSON; RESULTS.md describes them. */
#ifndef PINCER_RESULTS_MEMBERS_H
#define PINCER_RESULTS_MEMBERS_H

#include "results/members.h"

#define RESULTS_FORMAT 1

extern const struct member run_members[], kernel_members[], facts_members[],
	cell_members[], pins_members[], parts_members[];

/* Those that came later: files without them are as good. */
extern const struct member later_run_members[], later_kernel_members[],
	later_facts_members[];

#endif
