/* SPDX-License-Identifier: GPL-2.0 */
/* An empty file system, made once, for guests to put on their devices. */
#ifndef PINCER_TEMPLATE_H
#define PINCER_TEMPLATE_H

#include <limits.h>

/* How large the file system is; the device must have that many bytes. */
#define TEMPLATE_EXT4_SIZE (16 << 20)

/**
 * template_ext4() - an ext4 image without a journal, 4096 bytes a block
 * @path: receives the path of a file that holds its beginning, up to the last
 *	block in use: some 100 KB. What follows on the device does not matter.
 *	To use it as a file, give that file TEMPLATE_EXT4_SIZE bytes first.
 *
 * Return: 0, or a negative errno after saying why.
 */
int template_ext4(char path[PATH_MAX]);

#endif
