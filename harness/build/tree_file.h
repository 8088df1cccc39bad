/* SPDX-License-Identifier: GPL-2.0 */
/* One file of a tree, and its copy. */
#ifndef PINCER_TREE_FILE_H
#define PINCER_TREE_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

/**
 * tree_file_put() - make a copy equal to its file
 * @from: the file, or symbolic link
 * @st: receives what lstat() says of the copy
 * @to: the copy, which may be there already
 * @link: another name for the same file will do
 * @timed: the copy gets the file's time, not the present
 *
 * A copy that is equal already is left alone, with its time.
 *
 * Return: 0, or a negative errno, said.
 */
int tree_file_put(const char *from, struct stat *st, const char *to,
		  bool link, bool timed);

#endif
