/* SPDX-License-Identifier: GPL-2.0 */
/* The table of the matrix: one column a kernel. */
#ifndef PINCER_TABLE_H
#define PINCER_TABLE_H

#include "report/grid.h"
#include "report/printer.h"

/**
 * table_print() - print the table: heads, doors, contracts, totals
 * @p: where
 * @r: the results, for the heads
 * @g: their grid
 */
void table_print(const struct printer *p, const struct results *r,
		 const struct grid *g);

#endif
