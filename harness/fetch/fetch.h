/* SPDX-License-Identifier: GPL-2.0 */
/* Kernels and sources that are unpacked from a suite's packages. */
#ifndef PINCER_FETCH_H
#define PINCER_FETCH_H

#include <limits.h>

#include "base/progress.h"
#include "fetch/apt.h"

/**
 * struct fetch - how packages are unpacked
 * @packages: which packages
 * @kind: its kind in the cache
 * @layout: part of every key; another number when @unpack changes
 * @growth: bytes unpacked, as a multiple of the bytes downloaded
 * @unpack: makes it in @dir of the packages in @debs; 0 or a negative errno,
 *	reported
 */
struct fetch {
	enum apt_kind packages;
	const char *kind;
	int layout;
	int growth;
	int (*unpack)(const char *dir, const char *debs,
		      const struct apt_set *set);
};

/**
 * fetch() - fetch the newest of a suite, unless it is in the cache
 * @f: what
 * @suite: the suite
 * @name: what a person calls it
 * @p: receives the progress; NULL for nobody
 * @set: receives what it was made of
 * @dir: receives where it is
 *
 * After a newer one was fetched, those that no suite offers any more are removed
 * a month after their last use.
 *
 * Return: 0, or a negative errno, reported.
 */
int fetch(const struct fetch *f, const char *suite, const char *name,
	  const struct progress *p, struct apt_set *set, char dir[PATH_MAX]);

/**
 * fetch_known() - what is known of the newest without fetching anything
 * @f: what
 * @suite: the suite
 * @set: receives what it would be made of, as far as that is known
 * @dir: receives where it is
 *
 * Return: 0 when it is at hand, or a negative errno: -ENOENT, not reported, when
 * it is not.
 */
int fetch_known(const struct fetch *f, const char *suite, struct apt_set *set,
		char dir[PATH_MAX]);

#endif
