// SPDX-License-Identifier: GPL-2.0
/* Unpacks the kernel, its config and its modules from a Debian package. */
#include "fetch/deb_unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "fetch/deb.h"
#include "model/array_size.h"

/*
 * Where files are in the packages (up to 6.1 in /lib, then in /usr/lib; from 7.2
 * on the kernel and its config are beside the modules), and where they are
 * unpacked to. The first entry that fits counts.
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

/* Return: whether @path is wanted, and @to, where in @dir. */
static bool find_place(const char *dir, const char *path, char to[PATH_MAX])
{
	while (!strncmp(path, "./", 2))
		path += 2;
	if (!path_is_below(path))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
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
	ret = archive_read_data_into_fd(d->data, fd);
	if (ret != ARCHIVE_OK)
		ret = deb_failed(d, d->data, to);
	if (close(fd) && !ret) {
		ret = -errno;
		msg_error("%s: cannot write: %s", to, strerror(-ret));
	}
	return ret;
}

static int unpack_data(struct deb *d, const char *dir)
{
	struct archive_entry *entry;
	char to[PATH_MAX];
	int ret;

	while ((ret = deb_next(d, d->data, &entry)) > 0) {
		if (archive_entry_filetype(entry) != AE_IFREG ||
		    !find_place(dir, archive_entry_pathname(entry), to))
			continue;
		ret = write_entry(d, to);
		if (ret)
			break;
	}
	return ret;
}

int deb_unpack(const char *deb, const char *dir)
{
	struct deb d;
	int ret;

	ret = deb_open(&d, deb);
	if (!ret)
		ret = unpack_data(&d, dir);
	deb_close(&d);
	return ret;
}
