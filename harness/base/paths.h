/* SPDX-License-Identifier: GPL-2.0 */
/* A list of paths, each once, in the order in which they came. */
#ifndef PINCER_PATHS_H
#define PINCER_PATHS_H

#include <stddef.h>

/**
 * struct paths - the list, to be zeroed before use
 * @path: the paths
 * @nr: how many
 */
struct paths {
	char **path;
	size_t nr;
};

/**
 * paths_add() - one more, unless it is there
 * @p: the list
 * @path: the path; it need not end with a NUL
 * @length: its length
 *
 * Return: 0, or -ENOMEM, reported.
 */
int paths_add(struct paths *p, const char *path, size_t length);

/** paths_free() - give the list back, and leave an empty one */
void paths_free(struct paths *p);

#endif
