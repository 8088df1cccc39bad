/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The cache: ${XDG_CACHE_HOME:-~/.cache}/pincer/KIND/KEY
 *
 * An entry is a directory that is built under a temporary name and renamed when
 * it is complete: an entry that exists is complete, even if a run was killed.
 * A lock per entry makes two runs at once build it only once. A temporary
 * directory whose lock nobody holds is what a killed run left.
 */
#ifndef PINCER_CACHE_H
#define PINCER_CACHE_H

#include <limits.h>
#include <stdint.h>

/**
 * struct cache_entry - an entry being built
 * @path: where it will be
 * @tmp: where to build it
 * @lock_path: its lock file
 * @lock: that file, locked
 */
struct cache_entry {
	char path[PATH_MAX];
	char tmp[PATH_MAX];
	char lock_path[PATH_MAX];
	int lock;
};

/** cache_root() - where the cache lies; 0 or a negative errno, reported */
int cache_root(char path[PATH_MAX]);

/**
 * cache_path() - where an entry is, or would be
 * @kind: what sort of entry: "images", "apt", ...
 * @key: its name among those of @kind; any '/' in it becomes '_'
 * @path: receives the path; the directory above it exists then
 *
 * Return: 0, or a negative errno, reported.
 */
int cache_path(const char *kind, const char *key, char path[PATH_MAX]);

/**
 * cache_begin() - start to build an entry, unless it is there
 * @kind: as for cache_path()
 * @key: as for cache_path()
 * @e: filled in; @e->path in any case
 *
 * Waits while another run builds the same entry.
 *
 * Return: 1 when it is there, 0 when it is to be built in @e->tmp and then
 * given to cache_commit() or cache_abort(), or a negative errno, reported.
 */
int cache_begin(const char *kind, const char *key, struct cache_entry *e);

/** cache_commit() - the entry is complete; 0 or a negative errno, reported */
int cache_commit(struct cache_entry *e);

/** cache_abort() - throw away what was built */
void cache_abort(struct cache_entry *e);

/**
 * cache_lock() - lock what is changed in place in the cache
 * @kind: as for cache_path()
 * @key: as for cache_path()
 *
 * Return: the lock for cache_unlock(), or a negative errno, reported.
 */
int cache_lock(const char *kind, const char *key);

/** cache_unlock() - the reverse of cache_lock() */
void cache_unlock(int lock);

/** cache_clean() - remove the temporary directories of killed runs */
void cache_clean(void);

/**
 * cache_prune() - remove the entries that were not used for some time
 * @kind: their kind
 * @days: how many days
 * @keep: keys of entries to keep in any case, ended by NULL
 *
 * cache_begin() uses the entry that it finds. Locked entries are kept.
 */
void cache_prune(const char *kind, int days, const char *const *keep);

/**
 * cache_room() - whether there is room for something
 * @bytes: how much it will need, about
 * @what: what needs it, for the message
 *
 * Return: 0, or -ENOSPC after reporting how much is needed where.
 */
int cache_room(uint64_t bytes, const char *what);

#endif
