/* SPDX-License-Identifier: GPL-2.0 */
/* From a URL to a kernel's source tree. */
#ifndef PINCER_URL_H
#define PINCER_URL_H

#include <limits.h>

#include "base/progress.h"

/**
 * url_obtain() - fetch and unpack a tar file, unless it is in the cache
 * @url: of the file: file:, or what curl can fetch
 * @sha256: its checksum, which is verified before anything is unpacked
 * @name: what a person calls it
 * @p: receives the progress; NULL for nobody
 * @dir: receives the top directory of the tree
 *
 * Return: 0, or a negative errno, reported.
 */
int url_obtain(const char *url, const char *sha256, const char *name,
	       const struct progress *p, char dir[PATH_MAX]);

#endif
