/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Warnings that are expected, and counted. Where KUnit can keep them from the
 * log it does so. Elsewhere they are in the log, after a line that says so, and
 * the kernel's own counter of them tells how many there were.
 */
#ifndef PINCER_WARNED_H
#define PINCER_WARNED_H

#include <kunit/test.h>

struct kunit_suppressed_warning;

/**
 * struct warned - one stretch in which warnings are expected
 * @suppressed: KUnit's idea of it
 * @before: how many there had been
 * @loglevel: what the console showed
 */
struct warned {
	struct kunit_suppressed_warning *suppressed;
	long before;
	int loglevel;
};

/**
 * warned_why() - why no warning can be expected here: it would go unnoticed, or
 * be the end of the machine
 *
 * Return: NULL where one can be.
 */
const char *warned_why(void);

/** warned_begin() - expect warnings of this thread, also those given once */
void warned_begin(struct kunit *test, struct warned *w);

/**
 * warned_end() - expect no more
 *
 * Return: how many there were.
 */
long warned_end(struct kunit *test, struct warned *w);

/** warned_forget() - what is said once may be said again; not of a module */
void warned_forget(void);

#endif
