/* SPDX-License-Identifier: GPL-2.0 */
/* Images of empty file systems, made once and kept in the cache. */
#ifndef PINCER_TEMPLATE_H
#define PINCER_TEMPLATE_H

#include <limits.h>

#include "base/guest_disks.h"

/**
 * template_file() - make the image of a file system unless the cache has it
 * @fs: the file system, which has a key
 * @path: receives the image's path. The file ends with the last block in use,
 *	and has holes for zeroes; a file system needs @fs->size bytes.
 *
 * Return: 0, or a negative errno after saying why.
 */
int template_file(const struct guest_fs *fs, char path[PATH_MAX]);

/**
 * template_copy() - write the image of a file system to a sparse file
 * @fs: the file system, which has a key
 * @to: descriptor of the file, which holds zeroes
 *
 * Return: 0, or a negative errno after saying why.
 */
int template_copy(const struct guest_fs *fs, int to);

#endif
