/* SPDX-License-Identifier: GPL-2.0 */
/* One kernel's .ini file. */
#ifndef PINCER_KERNEL_INI_H
#define PINCER_KERNEL_INI_H

#include "fetch/kernel.h"

/**
 * struct kernel_ini - the contents of a file
 * @k: the kernel; its name is the caller's to fill in
 * @order: smaller ones come first in the matrix
 */
struct kernel_ini {
	struct kernel k;
	int order;
};

/**
 * kernel_ini_read() - read one .ini file
 * @path: the file
 * @e: filled in; zeroed by the caller
 *
 * Return: 0, or a negative errno after reporting file, line and what was wrong.
 */
int kernel_ini_read(const char *path, struct kernel_ini *e);

#endif
