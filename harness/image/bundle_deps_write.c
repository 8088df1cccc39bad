// SPDX-License-Identifier: GPL-2.0
/* Writes a bundle and what its tests need into an archive for guests. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "image/bundle_deps.h"
#include "image/cpio.h"
#include "model/array_size.h"

/* struct packing - an archive being filled */
struct packing {
	struct cpio cpio;
	char dir[PATH_MAX];	/* the last one that was put in */
	long long room;
};

/* The directories above a member; what is there already stays. */
static int put_dirs(struct packing *p, const char *name)
{
	char dir[PATH_MAX], *slash;
	int ret = 0;

	path_dirname(name, dir);
	if (!strcmp(dir, ".") || !strcmp(dir, p->dir))
		return 0;
	strcpy(p->dir, dir);
	for (slash = strchr(dir, '/'); slash && !ret;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		ret = cpio_put(&p->cpio, dir, S_IFDIR | 0755, NULL, 0);
		*slash = '/';
	}
	return ret ? ret : cpio_put(&p->cpio, dir, S_IFDIR | 0755, NULL, 0);
}

static int put_link(struct packing *p, const char *name, const char *path)
{
	char target[PATH_MAX];
	ssize_t n;

	n = readlink(path, target, sizeof(target) - 1);
	if (n < 0) {
		msg_error("%s: cannot read: %s", path, strerror(errno));
		return -errno;
	}
	target[n] = '\0';
	return cpio_put_link(&p->cpio, name, target);
}

/* A file of this machine under a name of the guest's. */
static int put_file(struct packing *p, const char *name, const char *path,
		    mode_t more)
{
	struct stat st;
	int ret;

	ret = put_dirs(p, name);
	if (ret)
		return ret;
	if (stat(path, &st)) {
		msg_error("%s: cannot read: %s", path, strerror(errno));
		return -errno;
	}
	p->room -= st.st_size;
	if (p->room < 0)
		return -EFBIG;
	return cpio_put_file(&p->cpio, name, (st.st_mode & 0777) | more, path);
}

static int put_bundle(struct packing *p, const struct bundle_deps *d,
		      const struct bundle *b)
{
	char name[PATH_MAX], path[PATH_MAX];
	const char *file;
	struct stat st;
	size_t i;
	int ret = 0;

	for (i = 0; i < d->files.nr && !ret; i++) {
		file = d->files.path[i];
		ret = path_format(name, BUNDLE_DIR "/%s", file);
		if (!ret)
			ret = path_format(path, "%s/%s", b->dir, file);
		if (ret)
			return ret;
		if (!lstat(path, &st) && S_ISLNK(st.st_mode)) {
			ret = put_dirs(p, name);
			if (!ret)
				ret = put_link(p, name, path);
		} else {
			/* Tests are executable, whatever their mode was. */
			ret = put_file(p, name, path,
				       bundle_test_of(b, file) ? 0555 : 0444);
		}
	}
	return ret;
}

/*
 * Libraries have the places that they have here, and the loader's cache says
 * so of those that are in none of the usual ones.
 */
static int put_libraries(struct packing *p, const struct bundle_deps *d,
			 const struct bundle *b)
{
	const size_t length = strlen(b->dir);
	const char *path;
	size_t i;
	int ret = 0;

	for (i = 0; i < d->libraries.nr && !ret; i++) {
		path = d->libraries.path[i];
		/* Those of the bundle are in there with it. */
		if (strncmp(path, b->dir, length) || path[length] != '/')
			ret = put_file(p, path + 1, path, 0555);
	}
	if (!ret && d->libraries.nr && path_is_file("/etc/ld.so.cache"))
		ret = put_file(p, "etc/ld.so.cache", "/etc/ld.so.cache", 0);
	return ret;
}

/* All commands are in /bin; the other directories are links to it. */
static int put_bin_dirs(struct packing *p)
{
	static const char *const links[][2] = {
		{ "sbin", "bin" }, { "usr/bin", "../bin" },
		{ "usr/sbin", "../bin" },
	};
	size_t i;
	int ret;

	ret = put_dirs(p, "bin/x");
	if (!ret)
		ret = put_dirs(p, "usr/x");
	for (i = 0; i < ARRAY_SIZE(links) && !ret; i++)
		ret = cpio_put_link(&p->cpio, links[i][0], links[i][1]);
	return ret;
}

static int put_commands(struct packing *p, const struct bundle_deps *d)
{
	char name[PATH_MAX];
	const char *path;
	size_t i;
	int ret;

	if (!d->commands.nr)
		return 0;
	ret = put_bin_dirs(p);
	for (i = 0; i < d->commands.nr && !ret; i++) {
		path = d->commands.path[i];
		ret = path_format(name, "bin%s", strrchr(path, '/'));
		if (!ret)
			ret = put_file(p, name, path, 0555);
	}
	return ret;
}

int bundle_deps_write(const struct bundle_deps *d, const struct bundle *b, const char *path)
{
	struct packing p = { .dir = "", .room = BUNDLE_BYTES_MAX };
	int ret;

	ret = cpio_open(&p.cpio, path);
	if (ret)
		return ret;
	ret = put_commands(&p, d);
	if (!ret)
		ret = put_libraries(&p, d, b);
	if (!ret)
		ret = put_bundle(&p, d, b);
	if (ret == -EFBIG)
		msg_error("%s: holds more than the %lld MiB that a guest has room for: install it with fewer TARGETS",
			  b->dir, BUNDLE_BYTES_MAX >> 20);
	return cpio_close(&p.cpio, ret);
}
