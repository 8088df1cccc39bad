/* SPDX-License-Identifier: GPL-2.0 */
/* Builds kernels from the sources of suites, trees and URLs. */
#ifndef PINCER_BUILD_ORIGIN_H
#define PINCER_BUILD_ORIGIN_H

#include "base/progress.h"
#include "fetch/kernel.h"

/**
 * build_obtain() - build a kernel, unless it is in the cache
 * @k: the kernel
 * @out: filled in; zeroed by the caller
 * @p: receives the progress; NULL for nobody
 *
 * Return: 0, or a negative errno, reported.
 */
int build_obtain(const struct kernel *k, struct image *out,
		 const struct progress *p);

/**
 * build_obtain_known() - what is known of it without fetching or building
 * @k: the kernel
 * @out: filled in; zeroed by the caller
 *
 * Return: 0 when it is at hand, -ENOENT, not reported, when it is not, or another
 * negative errno, reported.
 */
int build_obtain_known(const struct kernel *k, struct image *out);

#endif
