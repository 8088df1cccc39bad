/* SPDX-License-Identifier: GPL-2.0 */
/* The kernel that a word on the command line names. */
#ifndef PINCER_KERNEL_NAMED_H
#define PINCER_KERNEL_NAMED_H

#include <stddef.h>

#include "fetch/kernel.h"

/**
 * kernel_named() - the kernel that a word on the command line names
 * @name: a name in @list, a path to a bzImage, a vmlinux or the source of a
 *	kernel, or "running"
 * @list: the known kernels
 * @nr: how many
 * @k: filled in
 *
 * Return: 0, or a negative errno, reported: -ENOENT with the names in @list.
 */
int kernel_named(const char *name, const struct kernel *list, size_t nr,
		 struct kernel *k);

#endif
