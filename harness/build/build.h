/* SPDX-License-Identifier: GPL-2.0 */
/* Builds a kernel from its source. */
#ifndef PINCER_BUILD_H
#define PINCER_BUILD_H

#include <limits.h>
#include <stdbool.h>

#include "base/progress.h"
#include "fetch/kernel.h"

/**
 * struct build - a kernel that is to be built
 * @name: what a person calls it
 * @place: where in the cache it is built; the next build there reuses its
 *	objects
 * @source: the top directory of its source
 * @owned: the source is a user's tree: it may change, and is never written to
 * @id: what tells the source from any other; "" when @owned
 * @version: its version as its package has it, or "" to ask its Makefile
 * @fragments: what of kernels/config/ is wanted besides the usual, "debug";
 *	names with spaces between them, or ""
 * @mutants: faults to be built in, or NULL; those that cannot be are marked
 * @base: the place where it is built without @mutants, to begin with what is
 *	there
 */
struct build {
	char name[64];
	char place[400];
	char source[PATH_MAX];
	bool owned;
	char id[256];
	char version[128];
	char fragments[256];
	struct mutants *mutants;
	char base[400];
};

/**
 * build_kernel() - build a kernel, unless that was done before
 * @b: the kernel
 * @out: filled in
 * @p: receives the progress; NULL for nobody
 *
 * What was interrupted goes on where it was. Waits while another run builds
 * at the same place.
 *
 * Return: 0, or a negative errno, reported.
 */
int build_kernel(const struct build *b, struct image *out,
		 const struct progress *p);

/**
 * build_known() - find a kernel that was built before
 * @b: the kernel; of one that is @owned nothing is known beforehand
 * @out: filled in
 *
 * Return: 0, or a negative errno: -ENOENT, not reported, when it is not there.
 */
int build_known(const struct build *b, struct image *out);

#endif
