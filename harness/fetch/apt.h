/* SPDX-License-Identifier: GPL-2.0 */
/* The newest packages of a Debian suite, through apt. */
#ifndef PINCER_APT_H
#define PINCER_APT_H

#include <stdbool.h>

#include "base/progress.h"

#define APT_PACKAGES_MAX 8

/**
 * struct apt_package - one package, as the signed index has it
 * @name: its name
 * @version: its version
 * @file: the name that apt gives to the downloaded file
 * @hash: "SHA256:..."
 * @size: bytes to download
 */
struct apt_package {
	char name[128];
	char version[128];
	char file[256];
	char hash[160];
	long size;
};

/**
 * enum apt_kind - what is wanted of a suite
 * @APT_IMAGE: its newest cloud kernel
 * @APT_SOURCE: its newest kernel source
 * @APT_KINDS: how many there are
 */
enum apt_kind { APT_IMAGE, APT_SOURCE, APT_KINDS };

/**
 * struct apt_set - the packages that something wanted consists of
 * @suite: the suite
 * @release: what tells them from older ones in their names: of a kernel its
 *	uname -r, of a source its series
 * @version: the first package's version, "6.1.192-2"
 * @package: the packages
 * @nr: how many
 * @asked_now: the mirror was asked just now: asking again is of no use
 */
struct apt_set {
	char suite[64];
	char release[128];
	char version[128];
	struct apt_package package[APT_PACKAGES_MAX];
	int nr;
	bool asked_now;
};

/** enum apt_ask - when to ask the mirror */
enum apt_ask { APT_ASK_DAILY, APT_ASK_NOW };

/**
 * apt_resolve() - which packages a suite's newest kernel or source consists of
 * @kind: what is wanted
 * @suite: of which suite
 * @ask: whether to fetch new indexes; daily becomes now with PINCER_REFRESH=1
 * @name: the kernel's name, for @p
 * @p: told when indexes are fetched, or NULL
 * @set: filled in
 *
 * Return: 0, or a negative errno after saying why.
 */
int apt_resolve(enum apt_kind kind, const char *suite, enum apt_ask ask,
		const char *name, const struct progress *p,
		struct apt_set *set);

/**
 * apt_remembered() - what apt_resolve() found last time
 * @kind: what was wanted
 * @suite: of which suite
 * @set: filled in
 *
 * Return: 0, or -ENOENT, not said, when the suite was never asked.
 */
int apt_remembered(enum apt_kind kind, const char *suite, struct apt_set *set);

/**
 * apt_download() - fetch packages, verified
 * @set: from apt_resolve()
 * @dir: where to put them, under their @file names
 *
 * Return: 0, or a negative errno after saying why; -EIO is apt's.
 */
int apt_download(const struct apt_set *set, const char *dir);

/** apt_size() - bytes to download */
long apt_size(const struct apt_set *set);

#endif
