/* SPDX-License-Identifier: GPL-2.0 */
/* What the matrix is printed on, and how verdicts look there. */
#ifndef PINCER_PAPER_H
#define PINCER_PAPER_H

#include "report/grid.h"
#include "report/matrix.h"

/**
 * struct paper - where the matrix goes
 * @out: the file
 * @width: columns at most
 * @colour: whether to colour
 * @all: every row, every contract
 * @strict: a defect is a failure
 */
struct paper {
	FILE *out;
	int width;
	bool colour;
	bool all;
	bool strict;
};

/** verdict_mark() - the sign that stands for a verdict, '\0' for a pass */
char verdict_mark(enum verdict v);

/* The verdicts that are no pass, the worst last. */
#define VERDICTS_MARKED (V_COUNT - 1)
extern const enum verdict verdict_order[VERDICTS_MARKED];

/* What to print in, besides the colours of the verdicts. */
enum { INK_PLAIN = V_PASS, INK_HEAD = V_COUNT };

/** paper_put() - a string of at most @width columns, filled up if @pad */
void paper_put(const struct paper *p, const char *s, int width, int ink,
	       bool pad);

/* What stands in a cell takes so many bytes. */
#define CELL_MAX (OBSERVED_MAX + 8)

/**
 * tally_text() - many outcomes in one cell: "31ok 2* 4-"
 *
 * Return: the worst verdict among them; skips only if there is nothing else.
 */
enum verdict tally_text(const struct tally *t, char buf[CELL_MAX]);

/** cell_text() - one outcome: what was observed, marked unless it is a pass */
enum verdict cell_text(const struct cell *c, char buf[CELL_MAX]);

/** table_print() - the table: heads, doors, contracts, legend */
void table_print(const struct paper *p, const struct results *r,
		 const struct grid *g);

/** notes_print() - what was skipped, and why cells are not a pass */
void notes_print(const struct paper *p, const struct results *r,
		 const struct grid *g);

/** totals_print() - "N passed, N failed, N skipped" */
void totals_print(const struct paper *p, const struct grid *g);

#endif
