/* SPDX-License-Identifier: GPL-2.0 */
/* Fragments of a .config: the files of kernels/config/. */
#ifndef PINCER_FRAGMENTS_H
#define PINCER_FRAGMENTS_H

#include <limits.h>

#define FRAGMENTS_MAX 32

/**
 * struct fragments - what a configuration is made of, in this order
 * @path: the files
 * @nr: how many
 */
struct fragments {
	char path[FRAGMENTS_MAX][PATH_MAX];
	int nr;
};

/**
 * fragments_find() - which fragments there are
 * @dir: the directory of them
 * @more: those that are wanted besides the usual ones, by name
 * @f: filled in
 *
 * All of @dir are usual, but those that a kernel asks for by "config = NAME".
 *
 * Return: 0, or a negative errno, reported.
 */
int fragments_find(const char *dir, const char *more, struct fragments *f);

#endif
