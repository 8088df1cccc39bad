/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The flavours: every kind of iov_iter there is, each built over pages that are
 * known. A new one is a row of a table in flavour_*.c.
 */
#ifndef PINCER_FLAVOUR_H
#define PINCER_FLAVOUR_H

#include <kunit/test.h>
#include <linux/bvec.h>
#include <linux/uio.h>

#include "user_large.h"

#define BUILT_PIECES 12
#define BUILT_PAGES 8
#define BUILT_SEGMENTS 4
#define QUARTER (PAGE_SIZE / 4)

/**
 * struct piece - what lies at some place of an iterator: part of one page
 * @page: the page, NULL for a hole
 * @offset: where in the page
 * @length: how much of it; pieces follow one another without gaps
 * @segment: which of the iterator's segments it belongs to
 */
struct piece {
	struct page *page;
	unsigned int offset;
	unsigned int length;
	unsigned int segment;
};

/**
 * struct built - an iterator and everything behind it
 * @flavour: how it was made
 * @iter: fresh; a case works on a copy
 * @length: its count
 * @piece: what lies where
 * @nr_pieces: how many
 * @page: pages to give back, each with its order
 * @nr_pages: how many
 * @order: the order of each of them
 * @memory: vmalloc memory or other, given back by the flavour
 * @entered: it is in an address space
 * @area: user memory
 * @why: why this kernel cannot build it, after -EOPNOTSUPP; or NULL
 *
 * The rest is what the iterator points to.
 */
struct built {
	const struct flavour *flavour;
	struct iov_iter iter;
	size_t length;
	struct piece piece[BUILT_PIECES];
	unsigned int nr_pieces;
	struct page *page[BUILT_PAGES];
	unsigned int nr_pages;
	unsigned int order;
	void *memory;
	bool entered;
	struct user_area area;
	const char *why;
	union {
		struct iovec iov[BUILT_SEGMENTS];
		struct kvec kvec[BUILT_SEGMENTS];
		struct bio_vec bvec[BUILT_SEGMENTS];
		struct xarray *xarray;
		struct folio_queue *folioq[2];
	};
};

/**
 * enum family - the kind of iterator, as far as promises differ by it
 */
enum family {
	FAMILY_USER, FAMILY_KVEC, FAMILY_BVEC, FAMILY_XARRAY, FAMILY_FOLIOQ,
	FAMILY_DISCARD,
};

/**
 * struct layout - segments over pages, for the flavours that consist of such
 * @pages: how many pages (of @order) there are
 * @order: their order
 * @nr: how many segments
 * @segment: each in quarters of a page, from the start of page number .page
 */
struct layout {
	unsigned int pages;
	unsigned int order;
	unsigned int nr;
	struct {
		unsigned char page;
		unsigned char offset;
		unsigned char length;
	} segment[BUILT_SEGMENTS];
};

/**
 * struct flavour - one way to build an iterator
 * @name: as it appears in contract ids
 * @family: its kind
 * @empty_bvec: it has empty segments, which get_pages() warns about
 * @dest_only: the other direction is a BUG()
 * @folios: what a user's memory consists of
 * @layout: for @build
 * @build: makes it, @built being zeroed; 0 or a negative errno, -EOPNOTSUPP
 *	when this kernel has no such iterator. flavour_release() is called
 *	after a failure as well.
 * @release: gives back what is its own business, or NULL
 */
struct flavour {
	const char *name;
	enum family family;
	bool empty_bvec;
	bool dest_only;
	enum user_folios folios;
	struct layout layout;
	int (*build)(struct kunit *test, struct built *built,
		     unsigned int direction);
	void (*release)(struct built *built);
};

/** flavour_at() - the flavours by number; NULL after the last */
const struct flavour *flavour_at(unsigned int number);

/** flavour_build() - build one; the caller releases it in either case */
int flavour_build(struct kunit *test, const struct flavour *flavour,
		  unsigned int direction, struct built *built);

/** flavour_release() - give everything back */
void flavour_release(struct kunit *test, struct built *built);

/** flavour_why() - why flavour_build() said -EOPNOTSUPP */
const char *flavour_why(const struct built *built);

/** flavour_find() - the piece at @at, NULL beyond the end; @in: how far in */
const struct piece *flavour_find(const struct built *built, size_t at,
				 size_t *in);

/* For the flavours themselves. */

/** built_pages() - allocate @nr pages of @order that @built owns */
int built_pages(struct built *built, unsigned int nr, unsigned int order);

/** built_piece() - append @length bytes from @offset of a run of pages */
void built_piece(struct built *built, struct page *page, size_t offset,
		 size_t length, unsigned int segment);

extern const struct flavour flavours_user[];
extern const struct flavour flavours_kernel[];
extern const struct flavour flavours_folio[];

#endif
