/* SPDX-License-Identifier: GPL-2.0 */
/* Displays the progress of every kernel on stderr. */
#ifndef PINCER_DISPLAY_H
#define PINCER_DISPLAY_H

#include <stdbool.h>
#include <stddef.h>

/**
 * enum display_weight - how a change of a row is shown
 * @DISPLAY_STEP: only the live display shows it
 * @DISPLAY_PHASE: gets a line of its own where there is no live display
 */
enum display_weight { DISPLAY_STEP, DISPLAY_PHASE };

/**
 * display_open() - begin to display
 * @names: the rows' names, one a kernel
 * @nr: how many
 *
 * On a terminal each row that is at work has a line there, which a thread
 * keeps up to date; otherwise each phase is printed once as it begins, and
 * every ten seconds where the rows are.
 *
 * Return: the display, or NULL without memory; every function here takes NULL,
 * and displays nothing then.
 */
struct display *display_open(const char *const *names, size_t nr);

/** display_phase() - set what a row is at */
void display_phase(struct display *s, size_t row, enum display_weight weight,
		   const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/** display_join() - one more guest works for a row, with @todo cases */
void display_join(struct display *s, size_t row, size_t todo);

/** display_done() - one of the cases of a row is done */
void display_done(struct display *s, size_t row);

/** display_bad() - of the cases of a row, @nr are not as promised */
void display_bad(struct display *s, size_t row, size_t nr);

/** display_leave() - a guest of a row is done; the last one ends the row */
void display_leave(struct display *s, size_t row, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/** display_close() - wipe the live display and free everything */
void display_close(struct display *s);

#endif
