/* SPDX-License-Identifier: GPL-2.0 */
/* Lines of the kernel's log that report an error of the kernel. */
#ifndef PINCER_OOPS_H
#define PINCER_OOPS_H

#include <stdbool.h>

/**
 * oops_severity() - how grave an error a line of the kernel's log reports
 * @line: the line
 * @at: receives where in @line the report begins; may be NULL
 *
 * Return: 0 when it reports none, and else a number that is the higher the
 * graver the error: a panic has the highest, a warning the lowest.
 */
int oops_severity(const char *line, const char **at);

/**
 * oops_is_warning() - whether the case counts as one with a warning during
 *	which the kernel logs this line: a correct kernel never does
 */
bool oops_is_warning(const char *line);

#endif
