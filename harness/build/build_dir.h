/* SPDX-License-Identifier: GPL-2.0 */
/* Where in the cache a kernel is built. */
#ifndef PINCER_BUILD_DIR_H
#define PINCER_BUILD_DIR_H

#include <limits.h>

#include "base/progress.h"

/**
 * struct build_dir - where a kernel is built
 * @name: the kernel's name
 * @p: receives the progress; NULL for nobody
 * @lock: held while it is built, by everything that builds
 * @dir: the place, with the others in it
 * @src: the copy of the source
 * @obj: the objects
 * @log: the output of the last build
 */
struct build_dir {
	const char *name;
	const struct progress *p;
	int lock;
	char dir[PATH_MAX];
	char src[PATH_MAX];
	char obj[PATH_MAX];
	char log[PATH_MAX];
};

#endif
