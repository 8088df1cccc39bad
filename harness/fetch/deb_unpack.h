/* SPDX-License-Identifier: GPL-2.0 */
/* Unpacks the kernel, its config and its modules from a Debian package. */
#ifndef PINCER_DEB_UNPACK_H
#define PINCER_DEB_UNPACK_H

/**
 * deb_unpack() - unpack a kernel package, or one of its parts
 * @deb: the package
 * @dir: receives vmlinuz, config and lib/modules/RELEASE/...
 *
 * Return: 0, or a negative errno, reported.
 */
int deb_unpack(const char *deb, const char *dir);

#endif
