/* SPDX-License-Identifier: GPL-2.0 */
/* Unpacks a kernel source tree, or a part of it, from a Debian package. */
#ifndef PINCER_SOURCE_UNPACK_H
#define PINCER_SOURCE_UNPACK_H

/**
 * source_unpack() - unpack the tree that a linux-source package holds
 * @deb: the package
 * @dir: receives the tree, without the directory at its top; must exist
 * @wanted: the files that are wanted and, with a slash at their end, the
 *	directories, ended by NULL; or NULL for all
 *
 * Modification times and execute bits are kept. What is no file or link within
 * the tree is left out, and reported.
 *
 * Return: 0, or a negative errno, reported.
 */
int source_unpack(const char *deb, const char *dir, const char *const *wanted);

/**
 * source_unpack_tar() - unpack the tree that a tar file holds
 * @path: the file, compressed or not
 * @dir: as for source_unpack(), with all of the tree
 *
 * Return: 0, or a negative errno, reported.
 */
int source_unpack_tar(const char *path, const char *dir);

#endif
