/* SPDX-License-Identifier: GPL-2.0 */
/* Which commits of the history a git tree has. */
#ifndef PINCER_TREE_HISTORY_H
#define PINCER_TREE_HISTORY_H

#include <stddef.h>

#include "model/history.h"

/**
 * tree_history() - correct a history by what git knows
 * @dir: a kernel tree
 * @version: the version that its Makefile has
 * @h: the history of that version; corrected
 * @from: receives how it is known now
 * @size: bytes in @from
 *
 * A commit is there when HEAD descends from it, or from one that says it is
 * "commit ... upstream" or was cherry-picked from it, unless a later one
 * reverts it. Where the tag of @version's series is at hand, git knows all
 * there is to know; else the version says the rest.
 *
 * Return: 0, or a negative errno, reported. A tree without git, or without a
 * commit, is no error; git that fails is one.
 */
int tree_history(const char *dir, const char *version, struct history *h,
		 char *from, size_t size);

#endif
