/* SPDX-License-Identifier: GPL-2.0 */
/* A child that shares its parent's memory by fork(), and must not see it change. */
#ifndef PINCER_WITNESS_H
#define PINCER_WITNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/**
 * struct witness - such a child
 * @child: its id, or -1
 * @gate: it looks at its memory when this is closed
 */
struct witness {
	pid_t child;
	int gate;
};

/* Nobody: is content. */
#define NO_WITNESS ((struct witness){ .child = -1, .gate = -1 })

/**
 * witness_begin() - fork a child
 * @w: filled in
 * @at: memory that holds PATTERN_MEMORY
 * @len: bytes
 *
 * Return: 0, or -1 with errno.
 */
int witness_begin(struct witness *w, const char *at, size_t len);

/** witness_content() - whether the memory still holds the pattern in the child,
 *	which ends
 */
bool witness_content(struct witness *w);

#endif
