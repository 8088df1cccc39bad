/* SPDX-License-Identifier: GPL-2.0 */
/* What stands below the table of the matrix. */
#ifndef PINCER_NOTES_H
#define PINCER_NOTES_H

#include "report/grid.h"
#include "report/printer.h"

/**
 * notes_print() - print the legend, and the reason of every cell that is no
 *	plain pass
 * @p: where
 * @r: the results, for the names of the kernels
 * @g: their grid
 */
void notes_print(const struct printer *p, const struct results *r,
		 const struct grid *g);

/** totals_print() - print "N passed, N failed, N skipped" */
void totals_print(const struct printer *p, const struct grid *g);

#endif
