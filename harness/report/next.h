/* SPDX-License-Identifier: GPL-2.0 */
/* What to do about a run in which something is not as promised. */
#ifndef PINCER_NEXT_H
#define PINCER_NEXT_H

#include "report/grid.h"
#include "report/printer.h"

/**
 * next_print() - print commands to paste, and where the files lie
 * @p: where to; prints nothing if no cell is bad
 * @g: the grid of the contracts
 */
void next_print(const struct printer *p, const struct grid *g);

#endif
