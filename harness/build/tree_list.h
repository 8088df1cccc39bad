/* SPDX-License-Identifier: GPL-2.0 */
/* Which files of a kernel tree are its source. */
#ifndef PINCER_TREE_LIST_H
#define PINCER_TREE_LIST_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct tree_list - files, by their paths below the tree
 * @path: the paths, sorted, each once
 * @nr: how many
 */
struct tree_list {
	char **path;
	size_t nr;
};

/**
 * tree_list_all() - every file
 * @dir: the tree
 * @l: filled in; for tree_list_free() in any case
 *
 * Return: 0, or a negative errno, reported.
 */
int tree_list_all(const char *dir, struct tree_list *l);

/**
 * tree_list_source() - what a person would call the source
 * @dir: the tree, which may have been built in
 * @l: filled in; for tree_list_free() in any case
 *
 * In a git tree these are the files that git tracks, whatever was done to
 * them, and those that it neither tracks nor ignores. Elsewhere it is what
 * git would not ignore. A .git that git does not read is an error.
 *
 * Return: 0, or a negative errno, reported.
 */
int tree_list_source(const char *dir, struct tree_list *l);

/**
 * tree_list_split() - sort a text of paths, each ended by a NUL, into a list
 * @text: the text; it ends with an empty path
 * @l: the list, empty before
 *
 * Return: 0 or -ENOMEM.
 */
int tree_list_split(const char *text, struct tree_list *l);

/** tree_list_has() - whether a sorted list has a path */
bool tree_list_has(const struct tree_list *l, const char *path);

/** tree_list_free() - give a list back */
void tree_list_free(struct tree_list *l);

#endif
