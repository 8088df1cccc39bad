/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a guest is given for the tests of a bundle: the bundle as it is, the
 * shells and commands that its scripts name, and the libraries of all of that,
 * as this machine has them.
 */
#ifndef PINCER_KIT_H
#define PINCER_KIT_H

#include "image/bundle.h"
#include "image/program.h"
#include "build/tree_list.h"

/* Where a guest has the bundle. */
#define KIT_DIR "kselftest"

/* More than a guest has memory for, besides its tests. */
#define KIT_BYTES_MAX (512LL << 20)

/**
 * struct kit - it
 * @files: all of the bundle
 * @commands: the programs that its scripts name
 * @libraries: what its programs and these load
 */
struct kit {
	struct tree_list files;
	struct paths commands;
	struct paths libraries;
};

/**
 * kit_make() - find out what a bundle's tests need
 * @k: filled in; kit_free() gives it back, also after an error
 * @b: the bundle; its tests learn what they lack
 *
 * Return: 0, or a negative errno, said: -ENOENT for a test that is not there.
 */
int kit_make(struct kit *k, struct bundle *b);

/**
 * kit_write() - write it for a guest
 * @k: the kit
 * @b: its bundle
 * @path: the file, an archive that a kernel unpacks
 *
 * Return: 0, or a negative errno, said.
 */
int kit_write(const struct kit *k, const struct bundle *b, const char *path);

/** kit_free() - give a kit back */
void kit_free(struct kit *k);

#endif
