/* SPDX-License-Identifier: GPL-2.0 */
/* Prints strings in columns and colours: what the matrix is made with. */
#ifndef PINCER_PRINTER_H
#define PINCER_PRINTER_H

#include <stdbool.h>
#include <stdio.h>

#include "model/judge.h"

/** enum colour_mode - when to colour */
enum colour_mode { COLOUR_AUTO, COLOUR_NEVER, COLOUR_ALWAYS };

/**
 * struct printer - where the matrix goes
 * @out: the file
 * @width: columns at most
 * @colour: whether to colour
 * @all: print every row and every contract
 * @strict: a defect is a failure
 */
struct printer {
	FILE *out;
	int width;
	bool colour;
	bool all;
	bool strict;
};

/* The colours: those of the verdicts, by enum verdict, and these. */
enum { COLOUR_PLAIN = V_PASS, COLOUR_HEAD = V_COUNT };

/**
 * printer_init() - set where to print
 * @p: filled in; not @all and not @strict
 * @out: the file
 * @width: columns, at least 30; 0 asks $COLUMNS, then the terminal, and takes
 *	80 if there is none
 * @colour: COLOUR_AUTO colours a terminal unless $NO_COLOR is set or $TERM is
 *	"dumb"
 */
void printer_init(struct printer *p, FILE *out, int width,
		  enum colour_mode colour);

/**
 * printer_put() - print a string, cut to so many columns
 * @p: where
 * @s: the string
 * @width: columns at most
 * @colour: a verdict, COLOUR_PLAIN or COLOUR_HEAD
 * @pad: fill up with blanks to @width
 */
void printer_put(const struct printer *p, const char *s, int width, int colour,
		 bool pad);

/** verdict_mark() - the sign that stands for a verdict, '\0' for a pass */
char verdict_mark(enum verdict v);

/* The verdicts that have a mark, the worst last. */
#define VERDICTS_MARKED (V_COUNT - 1)
extern const enum verdict verdict_order[VERDICTS_MARKED];

#endif
