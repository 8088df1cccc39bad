/* SPDX-License-Identifier: GPL-2.0 */
/* From a suite to its kernel's source tree. */
#ifndef PINCER_SOURCE_H
#define PINCER_SOURCE_H

#include <limits.h>
#include <stdbool.h>

#include "progress.h"

/**
 * source_obtain() - have the newest kernel source of a suite at hand
 * @suite: the suite
 * @name: what a person calls it
 * @all: the whole tree; else the selftests and what they and a style check
 *	need of the rest
 * @p: told what is being done, or NULL
 * @dir: receives the top directory of the tree
 *
 * Return: 0, or a negative errno after saying why.
 */
int source_obtain(const char *suite, const char *name, bool all,
		  const struct progress *p, char dir[PATH_MAX]);

#endif
