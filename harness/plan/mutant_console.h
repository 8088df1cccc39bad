/* SPDX-License-Identifier: GPL-2.0 */
/* What the console of guests says of a mutant. */
#ifndef PINCER_MUTANT_CONSOLE_H
#define PINCER_MUTANT_CONSOLE_H

#include <stdbool.h>

#include "results/mutant.h"

/**
 * struct mutant_console - what one console says
 * @on: how many guests switched the mutant on
 * @counted: how many of them reported how often its place was reached
 * @reached: how often that was, in all of them
 * @severity: oops_severity() of @gravest
 * @gravest: the gravest error that the kernel reported, or ""
 */
struct mutant_console {
	int on, counted;
	long reached;
	int severity;
	char gravest[128];
};

/** mutant_console_read() - read the text of a console for the mutant @name */
void mutant_console_read(struct mutant_console *c, const char *text,
			 const char *name);

/** mutant_console_open() - the same for the console of the guests in @dir */
void mutant_console_open(struct mutant_console *c, const char *dir,
			 const char *name);

/**
 * mutant_console_count() - read the console of a guest that counted all mutants
 * @text: the text
 * @m: the mutants
 * @reached: receives how often the place of each was reached
 *
 * Return: whether the text has all of it.
 */
bool mutant_console_count(const char *text, const struct mutants *m,
			  long *reached);

#endif
