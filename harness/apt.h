/* SPDX-License-Identifier: GPL-2.0 */
/* The newest kernel of a Debian suite, through apt. */
#ifndef PINCER_APT_H
#define PINCER_APT_H

#include <stdbool.h>

#include "progress.h"

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
 * struct apt_kernel - a suite's kernel
 * @suite: the suite
 * @release: its uname -r
 * @version: the package's version, "6.1.192-2"
 * @package: the packages that it consists of
 * @nr: how many
 * @asked_now: the mirror was asked just now: asking again is of no use
 */
struct apt_kernel {
	char suite[64];
	char release[128];
	char version[128];
	struct apt_package package[APT_PACKAGES_MAX];
	int nr;
	bool asked_now;
};

/** enum apt_ask - when to ask the mirror */
enum apt_ask { APT_ASK_DAILY, APT_ASK_NOW, APT_ASK_NEVER };

/**
 * apt_resolve() - which packages a suite's newest cloud kernel consists of
 * @suite: the suite
 * @ask: whether to fetch new indexes; daily becomes now with PINCER_REFRESH=1
 * @name: the kernel's name, for @p
 * @p: told when indexes are fetched, or NULL
 * @k: filled in
 *
 * Return: 0, or a negative errno after saying why. With APT_ASK_NEVER
 * -ENOENT, not said, when the suite was never asked.
 */
int apt_resolve(const char *suite, enum apt_ask ask, const char *name,
		const struct progress *p, struct apt_kernel *k);

/**
 * apt_download() - fetch the packages of a kernel, verified
 * @k: from apt_resolve()
 * @dir: where to put them, under their @file names
 *
 * Return: 0, or a negative errno after saying why.
 */
int apt_download(const struct apt_kernel *k, const char *dir);

/** apt_kernel_size() - bytes to download for a kernel */
long apt_kernel_size(const struct apt_kernel *k);

#endif
