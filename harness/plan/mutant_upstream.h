/* SPDX-License-Identifier: GPL-2.0 */
/* Runs the kernel's own tests over mutants. */
#ifndef PINCER_MUTANT_UPSTREAM_H
#define PINCER_MUTANT_UPSTREAM_H

#include "plan/mutant_guests.h"
#include "results/mutant.h"

/**
 * struct upstream_stage - tests that run in the same boot
 * @ids: the tests
 * @nr: how many
 * @base: what they come to without a mutant
 * @severity: of the gravest error on the console then
 * @seconds: what they took then
 * @reached: how often they reach the place of each mutant, counted in one boot
 */
struct upstream_stage {
	const char **ids;
	size_t nr;
	struct results base;
	int severity;
	double seconds;
	long *reached;
};

/* The suites that run while the kernel boots, and what runs after. */
#define UPSTREAM_STAGES 2

/**
 * struct mutant_upstream - the kernel's own tests over mutants
 * @plan: the plan, prepared, with one kernel and the tests alone
 * @mutants: the mutants
 * @jobs: how many guests may run at the same time
 * @stage: the tests
 */
struct mutant_upstream {
	struct plan *plan;
	const struct mutants *mutants;
	int jobs;
	struct upstream_stage stage[UPSTREAM_STAGES];
};

/**
 * mutant_upstream_open() - run the tests twice without a mutant
 * @u: with plan, mutants and jobs
 *
 * The second run counts which places the tests reach.
 *
 * Return: 0, or a negative errno, reported, or the signal that came.
 */
int mutant_upstream_open(struct mutant_upstream *u);

/**
 * mutant_upstream_reached() - settle what no test reaches
 * @u: opened
 * @list: of @u->mutants; receives what is left
 * @nr: how many
 *
 * Return: how many are left.
 */
size_t mutant_upstream_reached(const struct mutant_upstream *u,
			       struct mutant **list, size_t nr);

/**
 * mutant_upstream_batch() - run them over some mutants
 * @u: opened
 * @list: of @u->mutants, MUTANT_BATCH at most
 * @nr: how many
 *
 * Return: as mutant_upstream_open().
 */
int mutant_upstream_batch(struct mutant_upstream *u, struct mutant **list,
			  size_t nr);

/** mutant_upstream_close() - free what mutant_upstream_open() made */
void mutant_upstream_close(struct mutant_upstream *u);

#endif
