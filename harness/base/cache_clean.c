// SPDX-License-Identifier: GPL-2.0
/* Remove temporary directories of killed runs, and entries no longer used. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/lock.h"

#define DAY (24 * 60 * 60)

static int is_tmp(const struct dirent *d)
{
	size_t len = strlen(d->d_name);

	return d->d_name[0] == '.' && len > 5 &&
	       !strcmp(d->d_name + len - 4, ".tmp");
}

static int is_entry(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* The entry of that name, or whose temporary directory has that name. */
static int lock_entry(const char *dir, const char *name, int len,
		      struct cache_entry *e)
{
	int ret;

	ret = path_format(e->path, "%s/%.*s", dir, len, name);
	if (!ret)
		ret = path_format(e->tmp, "%s/.%.*s.tmp", dir, len, name);
	if (!ret)
		ret = path_format(e->lock_path, "%s/.%.*s.lock", dir, len,
				  name);
	if (ret)
		return ret;
	e->lock = lock_acquire(e->lock_path, false);
	return e->lock < 0 ? e->lock : 0;
}

static void clean_one(const char *dir, const char *tmp)
{
	int len = strlen(tmp) - strlen("..tmp");
	struct cache_entry e;

	if (lock_entry(dir, tmp + 1, len, &e))
		return;	/* someone is building it */
	tree_remove(e.tmp);
	lock_release(e.lock_path, e.lock);
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
	n = scandir(root, &kinds, is_entry, NULL);
	if (n < 0)
		return;	/* no cache yet */
	while (n--) {
		clean_kind(root, kinds[n]->d_name);
		free(kinds[n]);
	}
	free(kinds);
}

static bool is_old(const char *path, int days)
{
	struct stat st;

	return !lstat(path, &st) && S_ISDIR(st.st_mode) &&
	       st.st_mtime < time(NULL) - days * (time_t)DAY;
}

static bool is_kept(const char *name, const char *const *keep)
{
	while (*keep)
		if (!strcmp(name, *keep++))
			return true;
	return false;
}

static void prune_one(const char *dir, const char *name, int days)
{
	struct cache_entry e;

	if (lock_entry(dir, name, strlen(name), &e))
		return;	/* someone is building it anew */
	/* Rename it first: an entry that is half removed must not be found. */
	if (is_old(e.path, days) && !rename(e.path, e.tmp))
		tree_remove(e.tmp);
	lock_release(e.lock_path, e.lock);
}

void cache_prune(const char *kind, int days, const char *const *keep)
{
	char root[PATH_MAX], dir[PATH_MAX], path[PATH_MAX];
	struct dirent **names;
	int n;

	if (cache_root(root) || path_format(dir, "%s/%s", root, kind))
		return;
	n = scandir(dir, &names, is_entry, NULL);
	if (n < 0)
		return;	/* none of this kind yet */
	while (n--) {
		const char *name = names[n]->d_name;

		if (!is_kept(name, keep) &&
		    !path_format(path, "%s/%s", dir, name) &&
		    is_old(path, days))
			prune_one(dir, name, days);
		free(names[n]);
	}
	free(names);
}
