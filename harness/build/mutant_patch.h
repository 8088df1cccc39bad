/* SPDX-License-Identifier: GPL-2.0 */
/* Semantic patches of mutants on one file of a kernel, one after the other. */
#ifndef PINCER_MUTANT_PATCH_H
#define PINCER_MUTANT_PATCH_H

#include "results/mutant.h"

/**
 * struct mutant_patch - the file
 * @mutants: of them, those whose @files name it and that are MUTANT_NOT_RUN
 * @src: the kernel's source, which is not written to
 * @file: the file, seen from there
 * @cache: a directory with what spatch made before, for the same question
 */
struct mutant_patch {
	struct mutants *mutants;
	const char *src;
	const char *file;
	const char *cache;
};

/**
 * mutant_patch() - apply them
 * @p: the file; a mutant that does not apply becomes MUTANT_UNFIT, reported
 * @text: receives the file as it has to be, to be freed; NULL when none
 *	applies
 *
 * Return: 0, or a negative errno, reported.
 */
int mutant_patch(const struct mutant_patch *p, char **text);

/** mutant_changes() - whether @m's files name @file */
bool mutant_changes(const struct mutant *m, const char *file);

#endif
