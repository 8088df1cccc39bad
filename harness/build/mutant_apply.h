/* SPDX-License-Identifier: GPL-2.0 */
/* Puts mutants into the copy of a kernel's source. */
#ifndef PINCER_MUTANT_APPLY_H
#define PINCER_MUTANT_APPLY_H

#include <stdio.h>

#include "build/build_dir.h"
#include "results/mutant.h"

/**
 * mutants_apply() - change a copy of a source
 * @w: the place, with the copy, which may share its files with other copies:
 *	a file that changes is replaced, and one whose content stays is left
 *	alone, with its time
 * @source: the source itself
 * @fragments: of kernels/config/ besides the usual, as for a build
 * @m: the mutants; those that are not meant for this kernel, or do not fit,
 *	are marked so, and left out
 *
 * Return: 0, or a negative errno, reported.
 */
int mutants_apply(const struct build_dir *w, const char *source,
		  const char *fragments, struct mutants *m);

/** mutants_identify() - all that mutants_apply() depends on, for a digest */
int mutants_identify(const struct mutants *m, FILE *out);

/** mutants_save() - write which do not fit to a file of a built kernel */
int mutants_save(const struct mutants *m, const char *path);

/** mutants_restore() - the reverse, for a kernel that was built before */
int mutants_restore(struct mutants *m, const char *path);

#endif
