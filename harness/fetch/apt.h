/* SPDX-License-Identifier: GPL-2.0 */
/* The newest packages of a Debian suite, through apt. */
#ifndef PINCER_APT_H
#define PINCER_APT_H

#include "base/progress.h"
#include "fetch/apt_set.h"

/** enum apt_ask - when to ask the mirror */
enum apt_ask { APT_ASK_DAILY, APT_ASK_NOW };

/**
 * apt_resolve() - the packages of a suite's newest kernel or source
 * @kind: what is wanted
 * @suite: of which suite
 * @ask: whether to fetch new indexes; daily becomes now with PINCER_REFRESH=1
 * @name: the kernel's name, for @p
 * @p: receives the progress; NULL for nobody
 * @set: filled in
 *
 * Return: 0, or a negative errno, reported.
 */
int apt_resolve(enum apt_kind kind, const char *suite, enum apt_ask ask,
		const char *name, const struct progress *p,
		struct apt_set *set);

/**
 * apt_remembered() - what apt_resolve() found last time, from the cache
 * @kind: what was wanted
 * @suite: of which suite
 * @set: filled in
 *
 * Return: 0, or -ENOENT, not reported, when the suite was never asked.
 */
int apt_remembered(enum apt_kind kind, const char *suite, struct apt_set *set);

/**
 * apt_download() - fetch packages, verified
 * @set: from apt_resolve()
 * @dir: where to put them, under their @file names
 *
 * Return: 0, or a negative errno, reported; -EIO is apt's.
 */
int apt_download(const struct apt_set *set, const char *dir);

#endif
