/* SPDX-License-Identifier: GPL-2.0 */
/* The key of a built kernel: a digest of all that it depends on. */
#ifndef PINCER_BUILD_KEY_H
#define PINCER_BUILD_KEY_H

#include "build/fragments.h"

#define BUILD_KEY_MAX 512

struct mutants;

/**
 * build_key() - the name of a built kernel's entry in the cache
 * @place: where in the cache the kernel is built
 * @id: what tells its source from any other
 * @f: the fragments of its configuration
 * @m: the mutants that are built in, or NULL
 * @key: receives the name: of all that the built kernel depends on
 *
 * Return: 0, or a negative errno, reported.
 */
int build_key(const char *place, const char *id, const struct fragments *f,
	      const struct mutants *m, char key[BUILD_KEY_MAX]);

#endif
