/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the tests of a bundle need in a guest: the files of the bundle, the shells
 * and commands that its scripts name, and the libraries of all of these, as this
 * machine has them.
 */
#ifndef PINCER_BUNDLE_DEPS_H
#define PINCER_BUNDLE_DEPS_H

#include "build/tree_list.h"
#include "image/bundle.h"
#include "image/program.h"

/* Where a guest has the bundle. */
#define BUNDLE_DIR "kselftest"

/* A guest has no memory for more. */
#define BUNDLE_BYTES_MAX (512LL << 20)

/**
 * struct bundle_deps - the files of this machine that a guest needs
 * @files: all of the bundle
 * @commands: the programs that its scripts name
 * @libraries: what its programs and these load
 */
struct bundle_deps {
	struct tree_list files;
	struct paths commands;
	struct paths libraries;
};

/**
 * bundle_deps_find() - find what the tests of a bundle need
 * @d: filled in; bundle_deps_free() gives it back, also after an error
 * @b: the bundle; sets what each test lacks
 *
 * Return: 0, or a negative errno, reported: -ENOENT if a test is missing.
 */
int bundle_deps_find(struct bundle_deps *d, struct bundle *b);

/**
 * bundle_deps_write() - write all of it into an archive for guests
 * @d: what it needs
 * @b: its bundle
 * @path: the file, an archive that a kernel unpacks
 *
 * Return: 0, or a negative errno, reported.
 */
int bundle_deps_write(const struct bundle_deps *d, const struct bundle *b,
		      const char *path);

/** bundle_deps_free() - free it */
void bundle_deps_free(struct bundle_deps *d);

#endif
