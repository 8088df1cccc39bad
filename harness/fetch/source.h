/* SPDX-License-Identifier: GPL-2.0 */
/* From a suite to its kernel's source tree. */
#ifndef PINCER_SOURCE_H
#define PINCER_SOURCE_H

#include <limits.h>
#include <stdbool.h>

#include "base/progress.h"
#include "fetch/apt.h"

/**
 * source_obtain() - fetch the newest kernel source of a suite
 * @suite: the suite
 * @name: what a person calls it
 * @all: the whole tree; else the selftests and what they and a style check
 *	need of the rest
 * @p: receives the progress; NULL for nobody
 * @dir: receives the top directory of the tree
 *
 * Return: 0, or a negative errno, reported.
 */
int source_obtain(const char *suite, const char *name, bool all,
		  const struct progress *p, char dir[PATH_MAX]);

/**
 * source_tree() - fetch the newest kernel source of a suite, all of it
 * @suite: the suite
 * @name: what a person calls it
 * @p: receives the progress; NULL for nobody
 * @set: receives the package it came from
 * @dir: receives the top directory of the tree; its name tells this source
 *	from any other
 *
 * Return: 0, or a negative errno, reported.
 */
int source_tree(const char *suite, const char *name, const struct progress *p,
		struct apt_set *set, char dir[PATH_MAX]);

/**
 * source_tree_known() - what is known of it without fetching anything
 * @suite: the suite
 * @set: receives the package, as far as it is known
 * @dir: as for source_tree(), where it is or would be
 *
 * Return: 0 when it is at hand, or a negative errno: -ENOENT, not reported, when
 * it is not.
 */
int source_tree_known(const char *suite, struct apt_set *set,
		      char dir[PATH_MAX]);

/** source_is_whole() - whether @dir is the top one of a kernel's source */
bool source_is_whole(const char *dir);

#endif
