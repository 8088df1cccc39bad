/* SPDX-License-Identifier: GPL-2.0 */
/* The kernels that the .ini files of a directory describe. */
#ifndef PINCER_KERNELS_H
#define PINCER_KERNELS_H

#include <stddef.h>

#include "fetch/kernel.h"

/**
 * kernels_load() - read every .ini of a directory
 * @dir: the directory
 * @list: receives an array, sorted by its "order" key and then by name, to
 *	be freed
 * @nr: receives its length
 *
 * Return: 0, or a negative errno after reporting file and line of what was wrong.
 */
int kernels_load(const char *dir, struct kernel **list, size_t *nr);

#endif
