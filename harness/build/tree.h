/* SPDX-License-Identifier: GPL-2.0 */
/* A copy of a kernel tree, kept up to date, to build in its stead. */
#ifndef PINCER_TREE_H
#define PINCER_TREE_H

#include <stdbool.h>

#include "base/digest.h"

/**
 * struct tree - a tree and its copy
 * @from: the tree, never changed
 * @work: the directory in which the copy is, or will be, "src", beside what
 *	is remembered of it
 * @owned: the tree is a person's: only its source is taken (see
 *	tree_list_source()). Otherwise it is ours and never changes: all is
 *	taken, and linked, not copied
 */
struct tree {
	const char *from;
	const char *work;
	bool owned;
};

/**
 * tree_sync() - make the copy equal to the tree
 * @t: the tree
 * @id: receives what tells its content from that of any other time
 *
 * A file whose content did not change is left as it is, with its time: make
 * has nothing to do for it then. One that did change gets the present time,
 * whatever time it has in the tree, since objects may be younger than that.
 * What was added to the copy stays there.
 *
 * Return: 0, or a negative errno, reported.
 */
int tree_sync(const struct tree *t, char id[DIGEST_SIZE]);

#endif
