/* SPDX-License-Identifier: GPL-2.0 */
/* What is made of a suite's packages and kept in the cache. */
#ifndef PINCER_FETCH_H
#define PINCER_FETCH_H

#include <limits.h>

#include "fetch/apt.h"
#include "base/progress.h"

/**
 * struct fetch - how something is made of packages
 * @packages: which of them
 * @kind: its kind in the cache
 * @layout: part of every key: what was made in another way must not be used
 * @growth: what unpacking takes, in terms of the download
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
 * fetch() - have the newest of a suite at hand
 * @f: what
 * @suite: the suite
 * @name: what a person calls it
 * @p: told what is being done, or NULL
 * @set: receives what it was made of
 * @dir: receives where it is
 *
 * What was fetched before is used again. When something newer came, older
 * ones that no suite has any more are removed, a month after their last use.
 *
 * Return: 0, or a negative errno, reported.
 */
int fetch(const struct fetch *f, const char *suite, const char *name,
	  const struct progress *p, struct apt_set *set, char dir[PATH_MAX]);

/**
 * fetch_known() - what is known of it without fetching anything
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
