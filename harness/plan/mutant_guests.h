/* SPDX-License-Identifier: GPL-2.0 */
/* Guests of one kernel with mutants, some at a time. */
#ifndef PINCER_MUTANT_GUESTS_H
#define PINCER_MUTANT_GUESTS_H

#include "plan/plan.h"
#include "plan/share.h"

/* Results of so many at a time are in memory. */
#define MUTANT_BATCH 8

/**
 * struct mutant_guests - some of the plan's kernels, each the first one
 * @plan: the plan
 * @first: the first of them
 * @nr: how many
 * @jobs: how many guests may run at the same time
 */
struct mutant_guests {
	struct plan *plan;
	size_t first, nr;
	int jobs;
};

/** mutant_guests_open() - room for a batch behind the plan's one kernel */
int mutant_guests_open(struct plan *p);

/**
 * mutant_guests_add() - make a kernel of the plan the first one again
 * @p: the plan
 * @i: which kernel
 * @name: its name
 * @k: receives it, with the first one's job and an empty directory
 *
 * Return: 0, or a negative errno, reported.
 */
int mutant_guests_add(struct plan *p, size_t i, const char *name,
		      struct plan_kernel **k);

/** mutant_guests_renew() - empty its directory: disks are larger than results */
int mutant_guests_renew(const struct plan_kernel *k);

/** mutant_guests_run() - run them; @s is to be closed if it has a list */
int mutant_guests_run(const struct mutant_guests *g, struct shares *s);

/** mutant_guests_collect() - the judged results of the Ith alone; 0 or -errno */
int mutant_guests_collect(const struct mutant_guests *g, const struct shares *s,
			  size_t i, struct results *r);

#endif
