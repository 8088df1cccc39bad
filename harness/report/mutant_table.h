/* SPDX-License-Identifier: GPL-2.0 */
/* The table of mutants: who noticed each, and how many by area. */
#ifndef PINCER_MUTANT_TABLE_H
#define PINCER_MUTANT_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "results/mutants_json.h"

/** mutant_table_list() - the mutants there are, by area, without results */
void mutant_table_list(FILE *out, const struct mutants *m);

/** mutant_table_line() - one mutant's result in a line */
void mutant_table_line(FILE *out, const struct mutant *m);

/** mutant_table_print() - the results of a run */
void mutant_table_print(FILE *out, const struct mutant_run *r);

/** mutant_is_good() - whether nothing is left to be done for a mutant */
bool mutant_is_good(const struct mutant *m);

#endif
