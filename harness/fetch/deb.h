/* SPDX-License-Identifier: GPL-2.0 */
/* Reads what a Debian package would install, without a temporary file. */
#ifndef PINCER_DEB_H
#define PINCER_DEB_H

#include <archive.h>
#include <archive_entry.h>

/**
 * struct nested_archive - an archive inside another one
 * @outer: the other one; its current entry is the archive
 * @buf: the block that was read last
 */
struct nested_archive {
	struct archive *outer;
	char buf[65536];
};

/**
 * struct deb - a package that is being read
 * @path: the package
 * @ar: the ar file that it is
 * @data: the tar file in it that holds what it installs
 * @within: joins the two
 */
struct deb {
	const char *path;
	struct archive *ar;
	struct archive *data;
	struct nested_archive within;
};

/**
 * deb_open() - begin to read a package
 * @d: filled in; for deb_close() in any case
 * @path: the package, kept
 *
 * Return: 0, or a negative errno, reported.
 */
int deb_open(struct deb *d, const char *path);

/**
 * deb_next() - go to the next entry of @a
 * @d: the package
 * @a: @d->data, or a tar file in it
 * @entry: receives it
 *
 * Return: 1, 0 at the end, or -EBADMSG, reported.
 */
int deb_next(const struct deb *d, struct archive *a,
	     struct archive_entry **entry);

/**
 * deb_open_tar() - read a tar file that is the current file of another
 * @d: the package
 * @w: joins the two; to be kept while the tar file is read
 * @outer: the other
 * @tar: receives it, for archive_read_free() in any case
 *
 * Return: 0, or a negative errno, reported.
 */
int deb_open_tar(const struct deb *d, struct nested_archive *w,
		 struct archive *outer, struct archive **tar);

/**
 * deb_failed() - say why an entry could not be unpacked
 * @d: the package
 * @a: where it was read
 * @to: where it was to go
 *
 * Return: -ENOSPC or -EBADMSG.
 */
int deb_failed(const struct deb *d, struct archive *a, const char *to);

/** deb_close() - done with a package */
void deb_close(struct deb *d);

#endif
