/* SPDX-License-Identifier: GPL-2.0 */
/* Take a kernel source tree, or a part of it, out of a Debian package. */
#ifndef PINCER_SOURCE_UNPACK_H
#define PINCER_SOURCE_UNPACK_H

/**
 * source_unpack() - unpack the tree that a linux-source package holds
 * @deb: the package
 * @dir: receives the tree, without the directory at its top; must exist
 * @wanted: the files that are wanted and, with a slash at their end, the
 *	directories, ended by NULL; or NULL for all
 *
 * Whether a file can be executed is kept, and when it was changed. What is no
 * file or link within the tree is left out, and said.
 *
 * Return: 0, or a negative errno after saying why.
 */
int source_unpack(const char *deb, const char *dir, const char *const *wanted);

#endif
