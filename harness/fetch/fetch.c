// SPDX-License-Identifier: GPL-2.0
/* Kernels and sources that are unpacked from a suite's packages. */
#include "fetch/fetch.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/cache.h"
#include "base/files.h"
#include "model/strings.h"

#define KEY_MAX 288

/* Days after which an entry is removed that no suite offers any more. */
#define DAYS 30

static void make_key(const struct fetch *f, const struct apt_set *set,
		     char key[KEY_MAX])
{
	snprintf(key, KEY_MAX, "%s_%s_%d", set->release, set->version,
		 f->layout);
	/* The first digits behind "SHA256:" tell packages that were built anew. */
	for (int i = 0; i < set->nr; i++)
		string_append(key, KEY_MAX, "-%.8s", set->package[i].hash +
			      strcspn(set->package[i].hash, ":") + 1);
}

static int is_suite(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* Remove the entries that belong to no suite's remembered packages. */
static void prune(const struct fetch *f)
{
	char dir[PATH_MAX], (*keys)[KEY_MAX];
	struct dirent **suites;
	struct apt_set set;
	const char **keep;
	int n, nr = 0;

	if (cache_path("apt", "", dir))
		return;
	n = scandir(dir, &suites, is_suite, NULL);
	if (n < 0)
		return;
	keys = calloc(n + 1, sizeof(*keys));
	keep = calloc(n + 1, sizeof(*keep));
	for (int i = 0; i < n; i++) {
		if (keys && keep &&
		    !apt_remembered(f->packages, suites[i]->d_name, &set)) {
			make_key(f, &set, keys[nr]);
			keep[nr] = keys[nr];
			nr++;
		}
		free(suites[i]);
	}
	if (keys && keep)
		cache_prune(f->kind, DAYS, keep);
	free(keep);
	free(keys);
	free(suites);
}

static long size_of(const struct apt_set *set)
{
	long size = 0;

	for (int i = 0; i < set->nr; i++)
		size += set->package[i].size;
	return size;
}

static int build(const struct fetch *f, const char *dir, const char *name,
		 const struct progress *p, const struct apt_set *set)
{
	long size = size_of(set);
	char debs[PATH_MAX];
	int ret;

	ret = cache_room((f->growth + 1) * (uint64_t)size, name);
	if (!ret)
		ret = path_format(debs, "%s/debs", dir);
	if (!ret)
		ret = dirs_make(debs);
	if (ret)
		return ret;
	progress_phase(p, name, "download %ld MB", (size + 999999) / 1000000);
	ret = apt_download(set, debs);
	if (ret)
		return ret;
	progress_phase(p, name, "unpack");
	ret = f->unpack(dir, debs, set);
	tree_remove(debs);
	return ret;
}

static int find_or_build(const struct fetch *f, const char *name,
			 const struct progress *p, const struct apt_set *set,
			 char dir[PATH_MAX])
{
	struct cache_entry e;
	char key[KEY_MAX];
	int ret;

	make_key(f, set, key);
	ret = cache_begin(f->kind, key, &e);
	if (ret < 0)
		return ret;
	memcpy(dir, e.path, strlen(e.path) + 1);
	if (ret)
		return 0;
	ret = build(f, e.tmp, name, p, set);
	if (ret) {
		cache_abort(&e);
		return ret;
	}
	ret = cache_commit(&e);
	if (!ret)
		prune(f);
	return ret;
}

int fetch(const struct fetch *f, const char *suite, const char *name,
	  const struct progress *p, struct apt_set *set, char dir[PATH_MAX])
{
	int ret;

	ret = apt_resolve(f->packages, suite, APT_ASK_DAILY, name, p, set);
	if (ret)
		return ret;
	ret = find_or_build(f, name, p, set, dir);
	/* EIO: the mirror may have replaced the packages since it was asked. */
	if (ret != -EIO || set->asked_now)
		return ret;
	ret = apt_resolve(f->packages, suite, APT_ASK_NOW, name, p, set);
	return ret ? ret : find_or_build(f, name, p, set, dir);
}

int fetch_known(const struct fetch *f, const char *suite, struct apt_set *set,
		char dir[PATH_MAX])
{
	char key[KEY_MAX];
	int ret;

	ret = apt_remembered(f->packages, suite, set);
	if (ret)
		return ret;
	make_key(f, set, key);
	ret = cache_path(f->kind, key, dir);
	if (ret)
		return ret;
	return path_is_dir(dir) ? 0 : -ENOENT;
}
