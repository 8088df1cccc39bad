/* SPDX-License-Identifier: GPL-2.0 */
/* The mappings: kinds of user memory, how each is made and verified. */
#ifndef PINCER_MAPPING_H
#define PINCER_MAPPING_H

#include <stddef.h>
#include <stdint.h>

#include "model/need.h"
#include "model/properties.h"

struct mapping;

/** enum fill - what a part's pages are known to hold */
enum fill { FILL_UNKNOWN, FILL_ZERO, FILL_PATTERN };

/**
 * struct part - one mapping of a buffer, made
 * @kind: what it is
 * @left: the part to its left, or NULL
 * @at: the address to map it at, aligned to mapping_granule()
 * @len: how long it is, bytes
 * @page: the first page of it that belongs to the buffer
 * @pages: how many pages of it do
 * @fd: the file behind it, or -1
 * @home: where it was before it was moved here, and belongs; or NULL
 * @fill: what it holds now
 * @why: on failure, what went wrong, for people
 */
struct part {
	const struct mapping *kind;
	struct part *left;
	char *at;
	size_t len;
	char *page;
	int pages;
	int fd;
	void *home;
	enum fill fill;
	char why[160];
};

/* Traits: what the runner, not the specification, has to know of a kind. */
enum {
	T_PAIRED = 1 << 0,	/* also beside a good mapping, on either side */
	T_NO_CPU = 1 << 1,	/* the content of an MMIO BAR is never touched */
	T_RIGHT_ONLY = 1 << 2,	/* only its first page is of use */
	T_NEEDS_LEFT = 1 << 3,	/* is made from the mapping to its left */
	T_SAME_FILE = 1 << 4,	/* shares the struct file to its left */
	T_VOLATILE = 1 << 5,	/* the kernel changes its content */
	T_RING = 1 << 6,	/* its file is an io_uring */
	T_PREMAPPED = 1 << 7,	/* its pages are mapped as soon as it is */
	T_REPEATED = 1 << 8,	/* its pages of the buffer are one and the same */
};

/**
 * struct proof - what the kernel must say of a mapping, beyond its permissions
 * @path: what its path in /proc/self/maps begins with; "" for no path
 * @vmflag: a word of its VmFlags in /proc/self/smaps, or NULL
 * @magic: what fstatfs() says of its file, or 0
 * @dax: whether statx() says STATX_ATTR_DAX of its file (with @magic)
 */
struct proof {
	const char *path;
	const char *vmflag;
	unsigned long magic;
	bool dax;
};

/**
 * struct mapping - one kind of user memory
 * @name: as it stands in contract ids
 * @title: what it is, for people
 * @props: what the specification knows of it
 * @traits: T_*
 * @states: the states besides "untouched" that matter, 1 << STATE_*
 * @pages: how many pages it adds to a buffer of the grid; 0 for one
 * @before: how many pages of it lie to the left of those, when nothing else
 *	does; 0 for one
 * @align: bytes that its address and length are multiples of; 0 for a page
 * @need: what must be there for it to exist
 * @proof: what the kernel must say of it
 * @make: maps part->len bytes at part->at, sets fd and fill; 0 or -errno
 * @verify: checks what else shows that it is what it claims to be, or NULL; 0
 *	or -EINVAL, with the evidence appended to @text
 */
struct mapping {
	const char *name;
	const char *title;
	struct mapping_props props;
	unsigned int traits;
	unsigned int states;
	int pages;
	int before;
	size_t (*align)(void);
	struct need need;
	struct proof proof;
	int (*make)(struct part *part);
	int (*verify)(const struct part *part, char *text, size_t size);
};

/** mapping_families() - the tables, ended by NULL */
extern const struct mapping *const mapping_families[];

/** mapping_find() - a kind by name, or NULL */
const struct mapping *mapping_find(const char *name);

/**
 * mapping_granule() - the unit a kind comes in
 *
 * Return: bytes; at least a page.
 */
size_t mapping_granule(const struct mapping *kind);

/** mapping_pages() - how many pages a kind adds to a buffer of the grid */
int mapping_pages(const struct mapping *kind);

/** mapping_before() - how many pages of a kind come before those, alone */
int mapping_before(const struct mapping *kind);

/**
 * mapping_length() - how much of a kind is mapped: its pages of the buffer
 *	and those on each side of them, rounded up to what the kind comes in
 *
 * Return: bytes.
 */
size_t mapping_length(const struct mapping *kind);

/** mapping_prot() - PROT_READ and PROT_WRITE, as its properties say */
int mapping_prot(const struct mapping *kind);

/** mapping_flags() - MAP_SHARED or MAP_PRIVATE, with MAP_FIXED */
int mapping_flags(const struct mapping *kind);

#endif
