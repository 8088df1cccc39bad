/* SPDX-License-Identifier: GPL-2.0 */
/* Files that may be compressed. */
#ifndef PINCER_UNPACKED_H
#define PINCER_UNPACKED_H

#include <stddef.h>

/**
 * unpacked_read() - a whole file, decompressed if it is compressed
 * @path: the file
 * @what: what it is, for the message: "module"
 * @data: receives what it holds with a NUL after it, to be freed
 * @size: receives its length
 *
 * Return: 0, or a negative errno, reported.
 */
int unpacked_read(const char *path, const char *what, char **data,
		  size_t *size);

#endif
