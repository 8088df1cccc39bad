/* SPDX-License-Identifier: GPL-2.0 */
/* The text of one cell of the matrix. */
#ifndef PINCER_TABLE_CELL_H
#define PINCER_TABLE_CELL_H

#include "report/grid.h"

/* Bytes of the text of a cell. */
#define CELL_MAX (OUTCOME_TEXT_MAX + 8)

/**
 * tally_text() - many outcomes in one cell: "31ok 2* 4-"
 * @t: the outcomes
 * @buf: receives the text; "." when there are none
 *
 * Return: the worst verdict among them; V_SKIP only if there is nothing else.
 */
enum verdict tally_text(const struct tally *t, char buf[CELL_MAX]);

/**
 * cell_text() - one outcome: what was observed, marked unless it is a pass
 * @c: the cell; NULL for none
 * @buf: receives the text; "." for no cell
 *
 * Return: the verdict, V_PASS for no cell.
 */
enum verdict cell_text(const struct cell *c, char buf[CELL_MAX]);

#endif
