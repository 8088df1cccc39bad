/* SPDX-License-Identifier: GPL-2.0 */
/* Mutants that Pincer and the kernel's own tests notice, side by side. */
#ifndef PINCER_MUTANT_BESIDE_H
#define PINCER_MUTANT_BESIDE_H

#include <stdio.h>

#include "results/mutant.h"

/**
 * mutant_beside_print() - a line for each area, and one for all
 *
 * Of mutants that both suites have tried, and somebody could notice; nothing
 * when there are none.
 */
void mutant_beside_print(FILE *out, const struct mutants *m);

/** mutant_upstream_line() - what the kernel's own tests show of one, in a line */
void mutant_upstream_line(FILE *out, const struct mutant *m);

/** mutant_upstream_print() - the results of the kernel's own tests alone */
void mutant_upstream_print(FILE *out, const struct mutants *m);

/** mutant_upstream_is_good() - whether nothing is left to be tried with them */
bool mutant_upstream_is_good(const struct mutant *m);

#endif
