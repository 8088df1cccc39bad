/* SPDX-License-Identifier: GPL-2.0 */
/* cpio archives (newc), which a kernel unpacks into its initramfs. */
#ifndef PINCER_CPIO_H
#define PINCER_CPIO_H

#include <stddef.h>
#include <sys/types.h>

/**
 * struct cpio - an archive being written
 * @path: its file
 * @a: writes it
 * @entry: for its members, one after the other
 */
struct cpio {
	const char *path;
	struct archive *a;
	struct archive_entry *entry;
};

/**
 * cpio_open() - begin an archive, not compressed
 * @c: filled in
 * @path: the file, which must outlive @c
 *
 * Return: 0, or a negative errno, reported; then there is nothing to close.
 */
int cpio_open(struct cpio *c, const char *path);

/**
 * cpio_put() - a member
 * @c: the archive
 * @name: its name, without a slash before it
 * @mode: its kind and its permissions
 * @data: what it holds
 * @size: bytes in @data
 *
 * The only character device is /dev/console.
 *
 * Return: 0, or a negative errno, reported.
 */
int cpio_put(struct cpio *c, const char *name, mode_t mode, const void *data,
	     size_t size);

/** cpio_put_text() - a file that holds a text */
int cpio_put_text(struct cpio *c, const char *name, const char *text);

/** cpio_put_file() - a copy of a file */
int cpio_put_file(struct cpio *c, const char *name, mode_t mode,
		  const char *path);

/** cpio_put_link() - a symbolic link */
int cpio_put_link(struct cpio *c, const char *name, const char *target);

/**
 * cpio_close() - end an archive
 * @c: the archive
 * @ret: how it went so far; after a failure the file is removed
 *
 * Return: @ret, or a negative errno if the last write failed, reported.
 */
int cpio_close(struct cpio *c, int ret);

#endif
