// SPDX-License-Identifier: GPL-2.0
/* Files that may be compressed, by whatever libarchive knows. */
#include "base/unpacked.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"

/* Read an entry to its end: a compressed file does not say its size. */
static int read_entry(struct archive *a, char **data, size_t *size)
{
	size_t len = 0, room = 0;
	char *buf = NULL, *more;
	la_ssize_t n;

	do {
		if (room - len < 65536) {
			room = room ? 2 * room : 1 << 18;
			more = realloc(buf, room);
			if (!more) {
				free(buf);
				return -ENOMEM;
			}
			buf = more;
		}
		n = archive_read_data(a, buf + len, room - len - 1);
		if (n > 0)
			len += n;
	} while (n > 0);
	if (n < 0) {
		free(buf);
		return -EBADMSG;
	}
	buf[len] = '\0';
	*data = buf;
	*size = len;
	return 0;
}

static int read_nothing(char **data, size_t *size)
{
	*size = 0;
	*data = calloc(1, 1);
	return *data ? 0 : -ENOMEM;
}

int unpacked_read(const char *path, const char *what, char **data,
		  size_t *size)
{
	struct archive *a = archive_read_new();
	struct archive_entry *entry;
	const char *why;
	int ret = -EBADMSG;

	if (!a)
		return -ENOMEM;
	archive_read_support_filter_all(a);
	archive_read_support_format_raw(a);
	archive_read_support_format_empty(a);
	if (archive_read_open_filename(a, path, 65536) == ARCHIVE_OK)
		ret = archive_read_next_header(a, &entry);
	if (ret == ARCHIVE_EOF)
		ret = read_nothing(data, size);
	else
		ret = ret == ARCHIVE_OK ? read_entry(a, data, size) : -EBADMSG;
	if (ret) {
		why = archive_error_string(a);
		msg_error("%s: cannot read this %s: %s", path, what,
			  why ? why : strerror(-ret));
	}
	archive_read_free(a);
	return ret;
}
