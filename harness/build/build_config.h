/* SPDX-License-Identifier: GPL-2.0 */
/* The configuration of a kernel that is built: fragments over tinyconfig. */
#ifndef PINCER_BUILD_CONFIG_H
#define PINCER_BUILD_CONFIG_H

#include "build/build_make.h"

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
 * Return: 0, or a negative errno, said.
 */
int fragments_find(const char *dir, const char *more, struct fragments *f);

/**
 * build_configure() - have a .config made of fragments
 * @w: the place
 * @f: the fragments
 *
 * One that says the same as before is not touched: make has nothing to do.
 *
 * Return: 0, or a negative errno, said: -EINVAL when an option is not what a
 * fragment wants, though this kernel has it.
 */
int build_configure(const struct workplace *w, const struct fragments *f);

#endif
