// SPDX-License-Identifier: GPL-2.0
/* Read what a Debian package would install, without a temporary file. */
#include "fetch/deb.h"

#include <errno.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/msg.h"

static int damaged(const struct deb *d, struct archive *a)
{
	const char *why = archive_error_string(a);

	msg_error("%s: no whole Debian package: %s", d->path,
		  why ? why : "no data in it");
	return -EBADMSG;
}

static la_ssize_t read_outer(struct archive *inner, void *ctx, const void **buf)
{
	struct nested_archive *w = ctx;
	la_ssize_t n = archive_read_data(w->outer, w->buf, sizeof(w->buf));

	*buf = w->buf;
	if (n < 0)
		archive_set_error(inner, EIO, "%s",
				  archive_error_string(w->outer));
	return n < 0 ? -1 : n;
}

int deb_open_tar(const struct deb *d, struct nested_archive *w, struct archive *outer,
		 struct archive **tar)
{
	*tar = archive_read_new();
	if (!*tar)
		return -ENOMEM;
	archive_read_support_filter_all(*tar);
	archive_read_support_format_tar(*tar);
	w->outer = outer;
	if (archive_read_open(*tar, w, NULL, read_outer, NULL))
		return damaged(d, *tar);
	return 0;
}

int deb_next(const struct deb *d, struct archive *a,
	     struct archive_entry **entry)
{
	int ret;

	if (interrupt_signal())
		return -EINTR;
	ret = archive_read_next_header(a, entry);
	if (ret == ARCHIVE_EOF)
		return 0;
	return ret == ARCHIVE_OK ? 1 : damaged(d, a);
}

int deb_open(struct deb *d, const char *path)
{
	struct archive_entry *entry;
	int ret;

	d->path = path;
	d->data = NULL;
	d->ar = archive_read_new();
	if (!d->ar)
		return -ENOMEM;
	archive_read_support_format_ar(d->ar);
	ret = archive_read_open_filename(d->ar, path, sizeof(d->within.buf));
	while (ret == ARCHIVE_OK) {
		ret = archive_read_next_header(d->ar, &entry);
		if (ret == ARCHIVE_OK &&
		    !strncmp(archive_entry_pathname(entry), "data.tar", 8))
			return deb_open_tar(d, &d->within, d->ar, &d->data);
	}
	return damaged(d, d->ar);
}

int deb_failed(const struct deb *d, struct archive *a, const char *to)
{
	if (archive_errno(a) != ENOSPC)
		return damaged(d, a);
	msg_error("%s: no space left: make room or set XDG_CACHE_HOME to a larger place",
		  to);
	return -ENOSPC;
}

void deb_close(struct deb *d)
{
	archive_read_free(d->data);
	archive_read_free(d->ar);
}
