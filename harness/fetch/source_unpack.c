// SPDX-License-Identifier: GPL-2.0
/* Unpacks a kernel source tree, or a part of it, from a Debian package. */
#include "fetch/source_unpack.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "fetch/deb.h"

/*
 * The tree is a tar file of its own in the package, so there are three
 * archives in each other, and two of them are compressed.
 */
#define TREE "usr/src/linux-source-"

/*
 * SECURE_SYMLINKS: no file is written through a link, though links were checked.
 * Without ARCHIVE_EXTRACT_PERM the umask applies, as in any checkout.
 */
#define FLAGS (ARCHIVE_EXTRACT_TIME | ARCHIVE_EXTRACT_SECURE_NODOTDOT | \
	       ARCHIVE_EXTRACT_SECURE_SYMLINKS)

/**
 * struct tree - what is being unpacked
 * @dir: where to
 * @wanted: as of source_unpack()
 * @left_out: how many wanted entries were not unpacked
 * @first: the first of them
 */
struct tree {
	char dir[PATH_MAX];
	const char *const *wanted;
	int left_out;
	char first[256];
};

static const char *without_dot(const char *path)
{
	while (!strncmp(path, "./", 2))
		path += 2;
	return path;
}

static bool is_wanted(const struct tree *t, const char *path)
{
	const char *const *w = t->wanted;
	size_t len;

	for (; w && *w; w++) {
		len = strlen(*w);
		/* A directory's slash is a part of what must fit. */
		if (!strncmp(path, *w, len) &&
		    ((*w)[len - 1] == '/' || !path[len]))
			return true;
	}
	return !t->wanted;
}

/* Step to the next part of a path; "" and "." are none. */
static const char *next_part(const char *path, size_t *len)
{
	for (;; path += *len) {
		path += strspn(path, "/");
		*len = strcspn(path, "/");
		if (*len != 1 || *path != '.')
			return path;
	}
}

/*
 * Whether a link stays in the tree. It does if ".." comes only in front and
 * not more often than there are directories above the link: those are no
 * links themselves, and a link behind them stays in the tree as well.
 */
static bool link_stays(const char *path, const char *target)
{
	int depth = -1;
	bool front = true;
	size_t len;

	if (*target == '/')
		return false;
	for (path = next_part(path, &len); len;
	     path = next_part(path + len, &len))
		depth++;
	for (target = next_part(target, &len); len;
	     target = next_part(target + len, &len)) {
		if (len != 2 || strncmp(target, "..", 2))
			front = false;
		else if (!front || --depth < 0)
			return false;
	}
	return true;
}

/* Files and links make a tree; a hard link's target is not looked after. */
static bool is_safe(struct archive_entry *entry, const char *path)
{
	if (!path_is_below(path) || archive_entry_hardlink(entry))
		return false;
	switch (archive_entry_filetype(entry)) {
	case AE_IFREG:
		return true;
	case AE_IFLNK:
		return link_stays(path, archive_entry_symlink(entry));
	default:
		return false;
	}
}

static void count_left_out(struct tree *t, const char *path)
{
	if (!t->left_out++)
		strncat(t->first, path, sizeof(t->first) - 1);
}

/* Return: whether to unpack it, and then its place is set. */
static bool set_target(struct tree *t, struct archive_entry *entry)
{
	const char *path = without_dot(archive_entry_pathname(entry));
	char to[PATH_MAX];

	/* Directories are made for the files in them. */
	if (archive_entry_filetype(entry) == AE_IFDIR)
		return false;
	path += strcspn(path, "/");
	path += *path == '/';
	if (!*path || !is_wanted(t, path))
		return false;
	if (!is_safe(entry, path)) {
		count_left_out(t, path);
		return false;
	}
	if (path_format(to, "%s/%s", t->dir, path))
		return false;
	archive_entry_set_pathname(entry, to);
	return true;
}

static int unpack_tree(const struct deb *d, struct archive *tar, struct tree *t)
{
	struct archive *disk = archive_write_disk_new();
	struct archive_entry *entry;
	int ret;

	if (!disk)
		return -ENOMEM;
	archive_write_disk_set_options(disk, FLAGS);
	while ((ret = deb_next(d, tar, &entry)) > 0) {
		if (!set_target(t, entry))
			continue;
		if (archive_read_extract2(tar, entry, disk)) {
			ret = deb_failed(d, tar, archive_entry_pathname(entry));
			break;
		}
	}
	archive_write_free(disk);
	if (!ret && t->left_out)
		msg_note("%s: left out what is no file or link within its tree: %s (%d in all)",
			 d->path, t->first, t->left_out);
	return ret;
}

static int find_tree(struct deb *d)
{
	struct archive_entry *entry;
	const char *path;
	int ret;

	while ((ret = deb_next(d, d->data, &entry)) > 0) {
		path = without_dot(archive_entry_pathname(entry));
		if (archive_entry_filetype(entry) == AE_IFREG &&
		    !strncmp(path, TREE, strlen(TREE)) &&
		    strstr(path, ".tar"))
			return 0;
	}
	if (ret < 0)
		return ret;
	msg_error("%s: no " TREE "*.tar.xz in it: the package has changed",
		  d->path);
	return -ENOENT;
}

/* realpath(): SECURE_SYMLINKS refuses paths through a link. */
static int set_dir(struct tree *t, const char *dir)
{
	int ret = 0;

	if (!realpath(dir, t->dir)) {
		ret = -errno;
		msg_error("%s: %s", dir, strerror(-ret));
	}
	return ret;
}

int source_unpack_tar(const char *path, const char *dir)
{
	struct archive *tar = archive_read_new();
	const struct deb d = { .path = path };
	struct tree t = { .wanted = NULL };
	int ret = tar ? set_dir(&t, dir) : -ENOMEM;

	if (ret)
		goto out;
	archive_read_support_filter_all(tar);
	archive_read_support_format_tar(tar);
	if (archive_read_open_filename(tar, path, 65536))
		ret = deb_failed(&d, tar, dir);
	else
		ret = unpack_tree(&d, tar, &t);
out:
	archive_read_free(tar);
	return ret;
}

int source_unpack(const char *deb, const char *dir, const char *const *wanted)
{
	struct tree t = { .wanted = wanted };
	struct archive *tar = NULL;
	struct nested_archive w;
	struct deb d;
	int ret;

	ret = set_dir(&t, dir);
	if (ret)
		return ret;
	ret = deb_open(&d, deb);
	if (!ret)
		ret = find_tree(&d);
	if (!ret)
		ret = deb_open_tar(&d, &w, d.data, &tar);
	if (!ret)
		ret = unpack_tree(&d, tar, &t);
	archive_read_free(tar);
	deb_close(&d);
	return ret;
}
