/* SPDX-License-Identifier: GPL-2.0 */
/* Reads /dev/kmsg, and counts the records that were overwritten before. */
#ifndef PINCER_INIT_LOG_H
#define PINCER_INIT_LOG_H

#include <stdbool.h>

/**
 * struct log - a reader of the kernel's log
 * @fd: /dev/kmsg; polls readable when there is another record
 * @next: the number of the next record, 0 before the first
 * @time: when the last record was written, microseconds since boot
 * @lost: how many records were overwritten before they were read
 */
struct log {
	int fd;
	unsigned long long next, time;
	unsigned long lost;
};

/** log_open() - read from the first record that is left; 0 or -errno */
int log_open(struct log *l);

/** log_skip() - skip the records that there are now */
void log_skip(struct log *l);

/**
 * log_read() - read the records that there are
 * @l: the log
 * @line: called with the text of each record
 * @ctx: its first argument
 */
void log_read(struct log *l, void (*line)(void *ctx, const char *text),
	      void *ctx);

/**
 * log_during() - call a function in a child, and read the records meanwhile
 * @l: the log
 * @line: called with the text of each record
 * @ctx: its first argument
 * @work: the function; returns 0 or a positive errno
 * @arg: its argument
 *
 * Return: what @work returns, EINTR when a signal killed the child, or the
 * positive errno of fork().
 */
int log_during(struct log *l, void (*line)(void *ctx, const char *text),
	       void *ctx, int (*work)(const char *arg), const char *arg);

/** log_is_result() - whether a line is KUnit's result of a whole suite */
bool log_is_result(const char *text, const char *suite);

/** log_close() - close it, also when log_open() failed */
void log_close(struct log *l);

#endif
