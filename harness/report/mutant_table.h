/* SPDX-License-Identifier: GPL-2.0 */
/* The table of mutants: who noticed each, and how many by area. */
#ifndef PINCER_MUTANT_TABLE_H
#define PINCER_MUTANT_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "results/mutant.h"

/**
 * struct mutant_run - what a table is about
 * @mutants: the mutants
 * @kernel: the kernel's name
 * @version: its version
 * @seconds: how long all of it took
 * @clean: the kernel without mutants kept its promises, first and last
 * @upstream: the kernel's own tests have run
 */
struct mutant_run {
	const struct mutants *mutants;
	const char *kernel, *version;
	double seconds;
	bool clean, upstream;
};

/** mutant_table_list() - the mutants there are, by area, without results */
void mutant_table_list(FILE *out, const struct mutants *m);

/** mutant_table_line() - one mutant's result in a line */
void mutant_table_line(FILE *out, const struct mutant *m);

/** mutant_table_print() - the results of a run */
void mutant_table_print(FILE *out, const struct mutant_run *r);

/** mutant_counts_good() - whether nothing is left to be done for a mutant */
bool mutant_is_good(const struct mutant *m);

#endif
