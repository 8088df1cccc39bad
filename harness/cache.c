// SPDX-License-Identifier: GPL-2.0
/* The cache: what was fetched or made, complete or not there. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "cache.h"
#include "files.h"
#include "msg.h"

static int cache_root(char path[PATH_MAX])
{
	const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	/* The XDG specification: a path that is not absolute is ignored. */
	if (xdg && xdg[0] == '/')
		return path_format(path, "%s/pincer", xdg);
	if (home && home[0] == '/')
		return path_format(path, "%s/.cache/pincer", home);
	msg_error("no place for the cache: set XDG_CACHE_HOME or HOME to an absolute path");
	return -ENOENT;
}

/* The places that belong to one entry; made of the key in one way only. */
static int entry_paths(const char *kind, const char *key,
		       struct cache_entry *e)
{
	char root[PATH_MAX], dir[PATH_MAX], name[NAME_MAX - 8];
	int ret;

	e->lock = -1;
	ret = cache_root(root);
	if (!ret)
		ret = path_format(dir, "%s/%s", root, kind);
	if (!ret)
		ret = dirs_make(dir);
	if (ret)
		return ret;
	if (snprintf(name, sizeof(name), "%s", key) >= (int)sizeof(name)) {
		msg_error("cache: name too long: %.80s...", key);
		return -ENAMETOOLONG;
	}
	for (char *p = name; *p; p++)
		if (*p == '/')
			*p = '_';
	ret = path_format(e->path, "%s/%s", dir, name);
	if (!ret)
		ret = path_format(e->tmp, "%s/.%s.tmp", dir, name);
	if (!ret)
		ret = path_format(e->lock_path, "%s/.%s.lock", dir, name);
	return ret;
}

int cache_path(const char *kind, const char *key, char path[PATH_MAX])
{
	struct cache_entry e;
	int ret;

	ret = entry_paths(kind, key, &e);
	if (!ret)
		memcpy(path, e.path, strlen(e.path) + 1);
	return ret;
}

/*
 * Lock files are removed by those who hold them, so the one that we have
 * locked may be gone from its place; then another run can lock a new one.
 */
static bool still_there(int fd, const char *path)
{
	struct stat ours, there;

	return !fstat(fd, &ours) && !stat(path, &there) &&
	       ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

/* Return: the locked file, -EWOULDBLOCK if !@wait and it is held, ... */
static int lock_file(const char *path, bool wait)
{
	int fd, ret;

	for (;;) {
		fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
		if (fd < 0)
			return -errno;
		do
			ret = flock(fd, LOCK_EX | (wait ? 0 : LOCK_NB));
		while (ret && errno == EINTR);
		if (ret) {
			ret = -errno;
			close(fd);
			return ret;
		}
		if (still_there(fd, path))
			return fd;
		close(fd);
	}
}

static int lock_said(const char *path, const char *key)
{
	int fd = lock_file(path, false);

	if (fd == -EWOULDBLOCK) {
		msg_note("%s: another run works on it: waiting", key);
		fd = lock_file(path, true);
	}
	if (fd < 0)
		msg_error("%s: cannot lock: %s", path, strerror(-fd));
	return fd;
}

int cache_lock(const char *kind, const char *key)
{
	struct cache_entry e;
	int ret;

	ret = entry_paths(kind, key, &e);
	return ret ? ret : lock_said(e.lock_path, key);
}

void cache_unlock(int lock)
{
	close(lock);
}

/* Unlink before unlocking: the other way round would unlink another's. */
static void drop_lock(struct cache_entry *e)
{
	unlink(e->lock_path);
	close(e->lock);
	e->lock = -1;
}

int cache_begin(const char *kind, const char *key, struct cache_entry *e)
{
	int ret;

	ret = entry_paths(kind, key, e);
	if (ret)
		return ret;
	if (path_is_dir(e->path))
		return 1;
	e->lock = lock_said(e->lock_path, key);
	if (e->lock < 0)
		return e->lock;
	/* Another run may have built it while we waited for the lock. */
	if (path_is_dir(e->path)) {
		drop_lock(e);
		return 1;
	}
	tree_remove(e->tmp);
	ret = dirs_make(e->tmp);
	if (ret)
		drop_lock(e);
	return ret;
}

int cache_commit(struct cache_entry *e)
{
	int dir, ret = 0;

	/* The data before the name, or a power cut could part them. */
	dir = open(e->tmp, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0 || syncfs(dir) || rename(e->tmp, e->path)) {
		ret = -errno;
		msg_error("%s: cannot complete it: %s", e->path,
			  strerror(-ret));
	}
	if (dir >= 0)
		close(dir);
	if (ret)
		tree_remove(e->tmp);
	drop_lock(e);
	return ret;
}

void cache_abort(struct cache_entry *e)
{
	tree_remove(e->tmp);
	drop_lock(e);
}

static int is_tmp(const struct dirent *d)
{
	size_t len = strlen(d->d_name);

	return d->d_name[0] == '.' && len > 5 &&
	       !strcmp(d->d_name + len - 4, ".tmp");
}

static int is_kind(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static void clean_one(const char *dir, const char *tmp)
{
	struct cache_entry e;
	int len = strlen(tmp) - strlen(".tmp");

	if (path_format(e.tmp, "%s/%s", dir, tmp) ||
	    path_format(e.lock_path, "%s/%.*s.lock", dir, len, tmp))
		return;
	e.lock = lock_file(e.lock_path, false);
	if (e.lock < 0)
		return;	/* someone is building it */
	tree_remove(e.tmp);
	drop_lock(&e);
}

static void clean_kind(const char *root, const char *kind)
{
	char dir[PATH_MAX];
	struct dirent **tmps;
	int n;

	if (path_format(dir, "%s/%s", root, kind))
		return;
	n = scandir(dir, &tmps, is_tmp, NULL);
	if (n < 0)
		return;
	while (n--) {
		clean_one(dir, tmps[n]->d_name);
		free(tmps[n]);
	}
	free(tmps);
}

void cache_clean(void)
{
	char root[PATH_MAX];
	struct dirent **kinds;
	int n;

	if (cache_root(root))
		return;
	n = scandir(root, &kinds, is_kind, NULL);
	if (n < 0)
		return;	/* no cache yet */
	while (n--) {
		clean_kind(root, kinds[n]->d_name);
		free(kinds[n]);
	}
	free(kinds);
}

int cache_room(uint64_t bytes, const char *what)
{
	char root[PATH_MAX];
	struct statvfs vfs;
	uint64_t free_bytes;
	int ret;

	ret = cache_root(root);
	if (!ret)
		ret = dirs_make(root);
	if (ret)
		return ret;
	if (statvfs(root, &vfs))
		return 0;	/* then the writing will tell */
	free_bytes = (uint64_t)vfs.f_bavail * vfs.f_frsize;
	if (free_bytes >= bytes)
		return 0;
	msg_error("%s needs about %llu MB in %s, where %llu MB are free: make room or set XDG_CACHE_HOME to a larger place",
		  what, (unsigned long long)(bytes + 999999) / 1000000, root,
		  (unsigned long long)free_bytes / 1000000);
	return -ENOSPC;
}
