// SPDX-License-Identifier: GPL-2.0
/* The cache: entries that are complete, or not there at all. */
#include "base/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/files.h"
#include "base/lock.h"
#include "base/msg.h"

int cache_root(char path[PATH_MAX])
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

/* The paths of an entry, its temporary directory and its lock. */
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

static int lock_entry(const char *path, const char *key)
{
	int fd = lock_acquire(path, false);

	if (fd == -EWOULDBLOCK) {
		msg_note("%s: another run works on it: waiting", key);
		fd = lock_acquire(path, true);
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
	return ret ? ret : lock_entry(e.lock_path, key);
}

void cache_unlock(int lock)
{
	close(lock);
}

static void drop_lock(struct cache_entry *e)
{
	lock_release(e->lock_path, e->lock);
	e->lock = -1;
}

/* An entry that is found is touched, as cache_prune() goes by its mtime. */
static bool is_there(const struct cache_entry *e)
{
	if (!path_is_dir(e->path))
		return false;
	utimensat(AT_FDCWD, e->path, NULL, 0);
	return true;
}

int cache_begin(const char *kind, const char *key, struct cache_entry *e)
{
	int ret;

	ret = entry_paths(kind, key, e);
	if (ret)
		return ret;
	if (is_there(e))
		return 1;
	e->lock = lock_entry(e->lock_path, key);
	if (e->lock < 0)
		return e->lock;
	/* Another run may have built it while we waited for the lock. */
	if (is_there(e)) {
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

	/* syncfs() before rename(): no entry without its data after a power cut. */
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
		return 0;	/* ENOSPC will be reported by write() */
	free_bytes = (uint64_t)vfs.f_bavail * vfs.f_frsize;
	if (free_bytes >= bytes)
		return 0;
	msg_error("%s needs about %llu MB in %s, where %llu MB are free: make room or set XDG_CACHE_HOME to a larger place",
		  what, (unsigned long long)(bytes + 999999) / 1000000, root,
		  (unsigned long long)free_bytes / 1000000);
	return -ENOSPC;
}
