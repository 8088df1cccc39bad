// SPDX-License-Identifier: GPL-2.0
/* Take out of a Debian kernel package what booting it needs. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "msg.h"
#include "unpack.h"

/*
 * Where things lie in the packages (up to 6.1 in /lib, then in /usr/lib; from
 * 7.2 on the kernel and its config beside the modules), and where we put
 * them. The first entry that fits decides.
 */
static const struct place {
	const char *from;	/* begins the path */
	const char *file;	/* then after RELEASE/; NULL: anything */
	const char *to;		/* NULL: not wanted; ends in '/': keep path */
} places[] = {
	{ "boot/vmlinuz-",	NULL,		"vmlinuz" },
	{ "boot/config-",	NULL,		"config" },
	{ "usr/lib/modules/",	"vmlinuz",	"vmlinuz" },
	{ "usr/lib/modules/",	"config",	"config" },
	{ "usr/lib/modules/",	"System.map",	NULL },
	{ "usr/lib/modules/",	NULL,		"lib/modules/" },
	{ "lib/modules/",	NULL,		"lib/modules/" },
};

#define NR_PLACES (sizeof(places) / sizeof(places[0]))

/* A package within a package: the data archive in the ar file. */
struct deb {
	const char *path;
	struct archive *outer;
	struct archive *inner;
	char buf[65536];
};

static la_ssize_t read_outer(struct archive *inner, void *ctx, const void **buf)
{
	struct deb *d = ctx;
	la_ssize_t n = archive_read_data(d->outer, d->buf, sizeof(d->buf));

	*buf = d->buf;
	if (n < 0)
		archive_set_error(inner, EIO, "%s",
				  archive_error_string(d->outer));
	return n < 0 ? -1 : n;
}

static int damaged(const struct deb *d, struct archive *a)
{
	const char *why = archive_error_string(a);

	msg_error("%s: no whole Debian package: %s", d->path,
		  why ? why : "no data in it");
	return -EBADMSG;
}

/* Nothing may lead out of the directory: no "..", no absolute path. */
static bool is_safe(const char *path)
{
	for (const char *p = path; p; p = strchr(p, '/')) {
		p += *p == '/';
		if (!strncmp(p, "..", 2) && (p[2] == '/' || !p[2]))
			return false;
	}
	return path[0] != '/';
}

/* Return: whether @path is wanted, and @to, where in @dir. */
static bool place_of(const char *dir, const char *path, char to[PATH_MAX])
{
	while (!strncmp(path, "./", 2))
		path += 2;
	if (!is_safe(path))
		return false;
	for (size_t i = 0; i < NR_PLACES; i++) {
		const struct place *pl = &places[i];
		size_t len = strlen(pl->from);
		const char *rest = path + len, *file;

		if (strncmp(path, pl->from, len))
			continue;
		file = strchr(rest, '/');
		if (pl->file && (!file || strcmp(file + 1, pl->file)))
			continue;
		if (!pl->to)
			return false;
		if (pl->to[strlen(pl->to) - 1] != '/')
			rest = "";
		return !path_format(to, "%s/%s%s", dir, pl->to, rest);
	}
	return false;
}

static int write_entry(const struct deb *d, const char *to)
{
	char dir[PATH_MAX];
	int fd, ret;

	path_dirname(to, dir);
	if (!path_is_dir(dir)) {
		ret = dirs_make(dir);
		if (ret)
			return ret;
	}
	fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0) {
		ret = -errno;
		msg_error("%s: cannot write: %s", to, strerror(-ret));
		return ret;
	}
	ret = archive_read_data_into_fd(d->inner, fd);
	if (ret != ARCHIVE_OK)
		ret = archive_errno(d->inner) == ENOSPC ? -ENOSPC :
		      damaged(d, d->inner);
	if (close(fd) && !ret)
		ret = -errno;
	if (ret == -ENOSPC)
		msg_error("%s: no space left: make room or set XDG_CACHE_HOME to a larger place",
			  to);
	return ret;
}

static int unpack_data(struct deb *d, const char *dir)
{
	struct archive_entry *entry;
	char to[PATH_MAX];
	int ret;

	while (true) {
		ret = archive_read_next_header(d->inner, &entry);
		if (ret == ARCHIVE_EOF)
			return 0;
		if (ret != ARCHIVE_OK)
			return damaged(d, d->inner);
		if (archive_entry_filetype(entry) != AE_IFREG ||
		    !place_of(dir, archive_entry_pathname(entry), to))
			continue;
		ret = write_entry(d, to);
		if (ret)
			return ret;
	}
}

static int find_data(struct deb *d)
{
	struct archive_entry *entry;
	int ret;

	ret = archive_read_open_filename(d->outer, d->path, 65536);
	while (ret == ARCHIVE_OK) {
		ret = archive_read_next_header(d->outer, &entry);
		if (ret == ARCHIVE_OK &&
		    !strncmp(archive_entry_pathname(entry), "data.tar", 8))
			return 0;
	}
	return damaged(d, d->outer);
}

int unpack_deb(const char *deb, const char *dir)
{
	struct deb d = { .path = deb };
	int ret = -ENOMEM;

	d.outer = archive_read_new();
	d.inner = archive_read_new();
	if (!d.outer || !d.inner)
		goto out;
	archive_read_support_format_ar(d.outer);
	archive_read_support_filter_all(d.inner);
	archive_read_support_format_tar(d.inner);
	ret = find_data(&d);
	if (ret)
		goto out;
	if (archive_read_open(d.inner, &d, NULL, read_outer, NULL))
		ret = damaged(&d, d.inner);
	else
		ret = unpack_data(&d, dir);
out:
	archive_read_free(d.inner);
	archive_read_free(d.outer);
	return ret;
}
