/* SPDX-License-Identifier: GPL-2.0 */
/* The kernel's log, line by line, and whether all of it was there. */
#ifndef PINCER_INIT_LOG_H
#define PINCER_INIT_LOG_H

#include <stdbool.h>

/**
 * struct log - from one place on
 * @fd: the log; readable when there is more
 * @next: the number of the record after the last
 * @time: when the last was written, in microseconds
 * @lost: how many records were not there any more
 */
struct log {
	int fd;
	unsigned long long next, time;
	unsigned long lost;
};

/** log_open() - from its beginning; 0 or -errno */
int log_open(struct log *l);

/** log_skip() - leave out all up to now */
void log_skip(struct log *l);

/**
 * log_take() - all that there is
 * @l: the log
 * @line: called with each line
 * @ctx: its first argument
 */
void log_take(struct log *l, void (*line)(void *ctx, const char *text),
	      void *ctx);

/**
 * log_during() - all that is logged while a process of its own does something
 * @l: the log
 * @line: called with each line
 * @ctx: its first argument
 * @work: what to do; 0 or an errno
 * @arg: its argument
 *
 * Return: what @work does, or an errno of ours.
 */
int log_during(struct log *l, void (*line)(void *ctx, const char *text),
	       void *ctx, int (*work)(const char *arg), const char *arg);

/** log_is_result() - whether a line is what KUnit says of a suite at its end */
bool log_is_result(const char *text, const char *suite);

/** log_close() - the reverse of log_open(), also of one that failed */
void log_close(struct log *l);

#endif
