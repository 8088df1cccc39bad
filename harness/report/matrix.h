/* SPDX-License-Identifier: GPL-2.0 */
/* The matrix: all results, as a table and notes. */
#ifndef PINCER_MATRIX_H
#define PINCER_MATRIX_H

#include <stdio.h>

#include "report/printer.h"
#include "results/results.h"

/**
 * struct matrix_options - how to print it
 * @width: columns at most, but 30 at least; 0 asks $COLUMNS, then the
 *	terminal, and takes 80 if there is none
 * @colour: auto colours a terminal unless $NO_COLOR is set or $TERM is dumb
 * @all: every contract, not only those that say something
 * @strict: a defect is a failure
 */
struct matrix_options {
	int width;
	enum colour_mode colour;
	bool all;
	bool strict;
};

/**
 * matrix_print() - print judged results
 * @r: the results
 * @out: where to
 * @o: how
 *
 * The last line reads "N passed, N failed, N skipped", of the contracts. The
 * kernel's own tests have a table of their own before them; without contracts
 * the last line is theirs, "upstream: N passed, ...".
 */
void matrix_print(const struct results *r, FILE *out,
		  const struct matrix_options *o);

#endif
