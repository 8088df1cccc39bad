/* SPDX-License-Identifier: GPL-2.0 */
/* pincer mutants --upstream: the kernel's own tests over the mutants. */
#ifndef PINCER_MUTANTS_UPSTREAM_H
#define PINCER_MUTANTS_UPSTREAM_H

#include "plan/plan.h"
#include "results/mutants_json.h"

/* Where pincer mutants leaves its results. */
#define MUTANTS_RESULTS "results/mutants.json"

/**
 * mutants_upstream() - try those that have no result of the kernel's own tests
 * @r: the run; its file is written after each batch
 * @p: the plan, prepared, with one kernel and those tests alone
 * @jobs: how many guests may run at the same time
 *
 * Return: 0, or a negative errno, reported, or the signal that came.
 */
int mutants_upstream(struct mutant_run *r, struct plan *p, int jobs);

#endif
