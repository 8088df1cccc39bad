/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The flavours: the ways to build an iterator under test, at least one for each
 * kind of iov_iter. A new one is a row of a table in flavour_*.c.
 */
#ifndef PINCER_FLAVOUR_H
#define PINCER_FLAVOUR_H

#include "test_iter.h"

#define QUARTER (PAGE_SIZE / 4)

/** enum iter_kind - the kind of iterator, as far as promises differ by it */
enum iter_kind {
	ITER_KIND_USER, ITER_KIND_KVEC, ITER_KIND_BVEC, ITER_KIND_XARRAY,
	ITER_KIND_FOLIOQ, ITER_KIND_DISCARD,
};

/**
 * struct segments - an iterator's segments, and the pages that they lie in
 * @pages: how many allocations of @order
 * @order: the order of each
 * @nr: how many segments
 * @at: each in quarters of a page, from the start of allocation number .page
 */
struct segments {
	unsigned int pages;
	unsigned int order;
	unsigned int nr;
	struct {
		unsigned char page;
		unsigned char offset;
		unsigned char length;
	} at[TEST_ITER_SEGMENTS];
};

/**
 * struct flavour - one way to build an iterator
 * @name: as it appears in contract ids
 * @kind: its kind
 * @empty_bvec: it has empty segments, about which get_pages() WARN()s
 * @dest_only: its constructor BUG()s with WRITE
 * @folios: the folios of its user memory
 * @segments: for @build
 * @build: build it, with *@ti zeroed; 0 or a negative errno. NULL when this
 *	kernel has no such iterator.
 * @release: undo @build, also one that failed; NULL if only pages are left
 */
struct flavour {
	const char *name;
	enum iter_kind kind;
	bool empty_bvec;
	bool dest_only;
	enum user_folios folios;
	struct segments segments;
	int (*build)(struct kunit *test, struct test_iter *ti,
		     unsigned int direction);
	void (*release)(struct test_iter *ti);
};

/** flavour_at() - the flavours by number; NULL after the last */
const struct flavour *flavour_at(unsigned int number);

/**
 * flavour_build() - build an iterator of a flavour
 *
 * Return: 0 or a negative errno, -EOPNOTSUPP for test_iter_skip_reason(). In
 * any case, flavour_release() must follow.
 */
int flavour_build(struct kunit *test, const struct flavour *flavour,
		  unsigned int direction, struct test_iter *ti);

/** flavour_release() - free all memory behind it */
void flavour_release(struct test_iter *ti);

/** folioqs_make() - allocate both of ti->folioq; 0 or a negative errno */
int folioqs_make(struct test_iter *ti);

/** folioqs_free() - free them */
void folioqs_free(struct test_iter *ti);

/** folioq_set() - put a folio into a slot; only where there are FOLIOQs */
void folioq_set(struct folio_queue *q, unsigned int slot, struct page *page,
		unsigned int order);

extern const struct flavour flavours_user[];
extern const struct flavour flavours_kernel[];
extern const struct flavour flavours_folio[];

#endif
