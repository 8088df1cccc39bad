/* SPDX-License-Identifier: GPL-2.0 */
/* kernels/mutants/: a semantic patch a mutant, headed by what it is about. */
#ifndef PINCER_MUTANT_FILE_H
#define PINCER_MUTANT_FILE_H

#include "results/mutant.h"

/**
 * mutants_load() - read all of a directory
 * @dir: the directory
 * @m: receives them, sorted by name
 *
 * Return: 0, or a negative errno after every bad file was reported.
 */
int mutants_load(const char *dir, struct mutants *m);

/**
 * mutant_fits_version() - whether a mutant is meant for a kernel
 * @m: the mutant
 * @version: the kernel's version, "7.2.13" or longer
 */
bool mutant_fits_version(const struct mutant *m, const char *version);

#endif
