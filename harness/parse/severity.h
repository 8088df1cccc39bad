/* SPDX-License-Identifier: GPL-2.0 */
/* Which lines of a kernel's log report trouble, and how severe it is. */
#ifndef PINCER_SEVERITY_H
#define PINCER_SEVERITY_H

/**
 * severity_find() - look for trouble in a line of a kernel's log
 * @line: the line
 * @severity: receives how severe it is: 0 for a panic, more for less; may be
 *	NULL
 *
 * Return: where in @line the report begins, or NULL when it is none.
 */
const char *severity_find(const char *line, int *severity);

#endif
