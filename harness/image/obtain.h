/* SPDX-License-Identifier: GPL-2.0 */
/* Fetches or builds a kernel. */
#ifndef PINCER_OBTAIN_H
#define PINCER_OBTAIN_H

#include "base/progress.h"
#include "fetch/kernel.h"

/**
 * obtain() - fetch or build a kernel, unless it is in the cache
 * @k: the kernel
 * @out: filled in; of the running kernel only what is known
 * @p: receives the progress; NULL for nobody
 *
 * What was fetched before is used again; a suite's mirror is asked once a
 * day whether it has a newer one. May be called in several threads.
 *
 * Return: 0, or a negative errno, reported.
 */
int obtain(const struct kernel *k, struct image *out, const struct progress *p);

/**
 * obtain_known() - what is known of a kernel without fetching anything
 * @k: the kernel
 * @out: filled in; its @vmlinuz is "" when the kernel is not at hand
 *
 * Return: 0 when it is at hand, -ENOENT, not reported, when it is not; then
 * @out->version may still be known.
 */
int obtain_known(const struct kernel *k, struct image *out);

#endif
