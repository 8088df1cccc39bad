/* SPDX-License-Identifier: GPL-2.0 */
/* The packages that a kernel or a source consists of. */
#ifndef PINCER_APT_SET_H
#define PINCER_APT_SET_H

#include <stdbool.h>

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
 * enum apt_kind - what a suite offers
 * @APT_IMAGE: its newest cloud kernel
 * @APT_SOURCE: its newest kernel source
 * @APT_KINDS: how many there are
 */
enum apt_kind { APT_IMAGE, APT_SOURCE, APT_KINDS };

/**
 * struct apt_set - the packages that something wanted consists of
 * @suite: the suite
 * @release: the number in their names: uname -r of a kernel, the series of a
 *	source
 * @version: the first package's version, "6.1.192-2"
 * @package: the packages
 * @nr: how many
 * @asked_now: the mirror was asked just now, and need not be asked again
 */
struct apt_set {
	char suite[64];
	char release[128];
	char version[128];
	struct apt_package package[APT_PACKAGES_MAX];
	int nr;
	bool asked_now;
};

#endif
