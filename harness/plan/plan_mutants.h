/* SPDX-License-Identifier: GPL-2.0 */
/* Boots one kernel with mutants, with none and with each of them switched on. */
#ifndef PINCER_PLAN_MUTANTS_H
#define PINCER_PLAN_MUTANTS_H

#include "plan/mutant_guests.h"
#include "plan/mutant_notice.h"
#include "plan/plan.h"

/**
 * struct mutant_runs - what is booted
 * @plan: the plan, prepared, with one kernel
 * @base: that kernel without any mutant switched on
 * @jobs: how many guests may run at the same time
 * @seconds: what @base took
 * @whole: how often a mutant is noticed has to be known
 */
struct mutant_runs {
	struct plan *plan;
	struct baseline base;
	int jobs;
	double seconds;
	bool whole;
};

/** mutant_runs_open() - room for a batch in the plan; 0 or -errno, reported */
int mutant_runs_open(struct mutant_runs *u);

/**
 * mutant_runs_baseline() - boot the kernel without any mutant
 * @u: receives the results in @base
 *
 * Return: 0, or a negative errno, reported, or the signal that came.
 */
int mutant_runs_baseline(struct mutant_runs *u, struct baseline *out);

/**
 * mutant_runs_batch() - boot some mutants
 * @u: with its baseline
 * @list: the mutants, MUTANT_BATCH at most; receive what their guests showed
 * @nr: how many
 * @rest: try what does not fit their notices, and all suites; else what fits
 *
 * Return: as mutant_runs_baseline().
 */
int mutant_runs_batch(struct mutant_runs *u, struct mutant **list, size_t nr,
		      bool rest);

/** mutant_runs_close() - free what mutant_runs_open() made */
void mutant_runs_close(struct mutant_runs *u);

#endif
