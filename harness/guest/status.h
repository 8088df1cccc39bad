/* SPDX-License-Identifier: GPL-2.0 */
/* Shows what every kernel is at, while it works, on stderr. */
#ifndef PINCER_STATUS_H
#define PINCER_STATUS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * enum status_weight - how much a change matters
 * @STATUS_STEP: only the live display shows it
 * @STATUS_PHASE: gets a line of its own where there is no live display
 */
enum status_weight { STATUS_STEP, STATUS_PHASE };

/**
 * status_open() - begin to show
 * @names: the rows' names, one a kernel
 * @nr: how many
 *
 * On a terminal each row that is at work has a line there, which a thread
 * keeps up to date; otherwise each phase is printed once as it begins.
 *
 * Return: the display, or NULL: then nothing is shown, which every function
 * here puts up with.
 */
struct status *status_open(const char *const *names, size_t nr);

/** status_phase() - a row is at something new */
void status_phase(struct status *s, size_t row, enum status_weight weight,
		  const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/** status_join() - one more works for a row, with so much to do */
void status_join(struct status *s, size_t row, size_t todo);

/** status_done() - one of the things that a row has to do is done */
void status_done(struct status *s, size_t row);

/** status_leave() - one who worked for a row is done; the last one ends it */
void status_leave(struct status *s, size_t row, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/** status_close() - wipe the live display and free everything */
void status_close(struct status *s);

#endif
