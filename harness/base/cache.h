/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The cache: ${XDG_CACHE_HOME:-~/.cache}/pincer/KIND/KEY
 *
 * An entry is a directory that is built beside its place and renamed into it
 * when it is complete: what has its name is whole, whatever was killed when.
 * A lock per entry makes two runs at once build it only once. A lock that
 * nobody holds tells that the half-built directory of that name is dead.
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
 * @key: what tells it from the others; any '/' in it becomes '_'
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
 * cache_lock() - lock a name of the cache that is changed in place
 * @kind: as for cache_path()
 * @key: as for cache_path()
 *
 * Return: the lock for cache_unlock(), or a negative errno, reported.
 */
int cache_lock(const char *kind, const char *key);

/** cache_unlock() - the reverse of cache_lock() */
void cache_unlock(int lock);

/** cache_clean() - remove what killed runs left half-built */
void cache_clean(void);

/**
 * cache_prune() - remove the entries that nobody has used for long
 * @kind: of this kind
 * @days: for so many days
 * @keep: keys of entries to keep even so, ended by NULL
 *
 * One is used when cache_begin() finds it; one that is locked is kept.
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
