/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counting warnings that a case expects. KUnit keeps them from the log where it
 * can; elsewhere they are in the log, behind a line that announces them, and
 * /sys/kernel/warn_count is read.
 */
#ifndef PINCER_WARNINGS_H
#define PINCER_WARNINGS_H

#include <kunit/test.h>

struct kunit_suppressed_warning;

/**
 * struct warnings - a section of a case in which warnings are expected
 * @suppressed: KUnit's own record
 * @before: warn_count at its beginning
 * @loglevel: the console's level at its beginning
 */
struct warnings {
	struct kunit_suppressed_warning *suppressed;
	long before;
	int loglevel;
};

/**
 * warnings_skip_reason() - why a case that expects warnings must be skipped:
 * they could not be counted, or would panic the kernel
 *
 * Return: NULL if it need not be.
 */
const char *warnings_skip_reason(void);

/** warnings_begin() - begin to count warnings, WARN_ON_ONCE() included */
void warnings_begin(struct kunit *test, struct warnings *w);

/**
 * warnings_end() - stop counting
 *
 * Return: the number of warnings.
 */
long warnings_end(struct kunit *test, struct warnings *w);

/** warnings_append() - append ",warned", ",warned_often" or ",silent" */
void warnings_append(char *observed, long warnings);

/** warnings_reset_once() - have WARN_ON_ONCE() warn again; not in a module */
void warnings_reset_once(void);

#endif
