/* SPDX-License-Identifier: GPL-2.0 */
/* Empty file systems, made once, for guests to put on their devices. */
#ifndef PINCER_TEMPLATE_H
#define PINCER_TEMPLATE_H

#include <limits.h>

/* How many bytes a device needs that is to hold any of them. */
#define TEMPLATE_SIZE_MAX (320 << 20)

/** enum template - an empty file system */
enum template {
	TEMPLATE_NONE,
	TEMPLATE_EXT4,	/* without a journal, 4096 bytes a block */
	TEMPLATE_XFS,
	TEMPLATE_F2FS,
	TEMPLATE_VFAT,
	TEMPLATE_COUNT
};

/**
 * template_file() - make sure that a file system's image is there
 * @which: not TEMPLATE_NONE
 * @path: receives the path of a file that holds its beginning, up to the last
 *	block in use, and holes where it has zeroes. What follows on the device
 *	does not matter.
 *
 * Return: 0, or a negative errno after saying why.
 */
int template_file(enum template which, char path[PATH_MAX]);

/**
 * template_size() - how long the file system is, bytes
 *
 * To use an image as a file, give that file so many bytes first.
 */
long template_size(enum template which);

/**
 * template_copy() - put an image on a new, sparse file
 * @which: the file system; nothing is done for TEMPLATE_NONE
 * @to: descriptor of the file, which holds zeroes
 *
 * Return: 0, or a negative errno after saying why.
 */
int template_copy(enum template which, int to);

#endif
