/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a guest is given for the tests of a bundle: the bundle as it is, the
 * libraries of its programs, and for its scripts a shell with what shells
 * expect, all of it this machine's own.
 */
#ifndef PINCER_KIT_H
#define PINCER_KIT_H

#include "bundle.h"
#include "program.h"
#include "tree_list.h"

/* Where a guest has the bundle. */
#define KIT_DIR "kselftest"

/* More than a guest has memory for, besides its tests. */
#define KIT_BYTES_MAX (512LL << 20)

/**
 * struct kit - it
 * @files: all of the bundle
 * @libraries: what its programs load
 * @shells: shells that its scripts are written for, besides plain sh
 * @nr_shells: how many
 * @busybox: plain sh and the commands, "" without scripts, or without it
 */
struct kit {
	struct tree_list files;
	struct libraries libraries;
	char shells[4][PATH_MAX];
	int nr_shells;
	char busybox[PATH_MAX];
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
