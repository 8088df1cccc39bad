/* SPDX-License-Identifier: GPL-2.0 */
/* An iterator under test: an iov_iter over pages that the case knows. */
#ifndef PINCER_TEST_ITER_H
#define PINCER_TEST_ITER_H

#include <kunit/test.h>
#include <linux/bvec.h>
#include <linux/uio.h>

#include "user_area.h"

#define TEST_ITER_FRAGS 28
#define TEST_ITER_PAGES 8
#define TEST_ITER_SEGMENTS 4

struct flavour;

/**
 * struct iter_frag - part of one page, behind some position of an iterator
 * @page: the page, NULL for a hole in an xarray
 * @offset: where in the page, in bytes
 * @length: bytes; fragments follow one another without gaps
 * @segment: the iterator's segment that it belongs to
 */
struct iter_frag {
	struct page *page;
	unsigned int offset;
	unsigned int length;
	unsigned int segment;
};

/**
 * struct test_iter - an iterator under test
 * @flavour: how it was built
 * @iter: at its beginning
 * @length: its count, in bytes
 * @frag: the pages behind it, in order
 * @nr_frags: how many
 * @page: the pages to release
 * @nr_pages: how many
 * @order: the order of each
 * @memory: the flavour's vmalloc() area
 * @entered: user_mm_enter() was called
 * @area: user memory
 * @skip_reason: why this kernel cannot build it, after -EOPNOTSUPP; or NULL
 *
 * The rest is what the iterator points to.
 */
struct test_iter {
	const struct flavour *flavour;
	struct iov_iter iter;
	size_t length;
	struct iter_frag frag[TEST_ITER_FRAGS];
	unsigned int nr_frags;
	struct page *page[TEST_ITER_PAGES];
	unsigned int nr_pages;
	unsigned int order;
	void *memory;
	bool entered;
	struct user_area area;
	const char *skip_reason;
	union {
		struct iovec iov[TEST_ITER_SEGMENTS];
		struct kvec kvec[TEST_ITER_SEGMENTS];
		struct bio_vec bvec[TEST_ITER_SEGMENTS];
		struct xarray *xarray;
		struct folio_queue *folioq[2];
	};
};

/** test_iter_skip_reason() - why flavour_build() returned -EOPNOTSUPP */
const char *test_iter_skip_reason(const struct test_iter *ti);

/**
 * test_iter_find() - the fragment at a position
 * @ti: the iterator
 * @at: the position, in bytes
 * @in: receives the distance from the start of the fragment
 *
 * Return: the fragment, NULL beyond the end.
 */
const struct iter_frag *test_iter_find(const struct test_iter *ti, size_t at,
				       size_t *in);

/* For flavour_*.c. */

/** test_iter_alloc_pages() - allocate @nr pages of @order, freed with @ti */
int test_iter_alloc_pages(struct test_iter *ti, unsigned int nr,
			  unsigned int order);

/**
 * test_iter_add() - append bytes that are physically contiguous
 * @ti: the iterator
 * @page: the page that @offset counts from, NULL for a hole
 * @offset: bytes; may be beyond that page
 * @length: bytes
 * @segment: the segment they belong to
 */
void test_iter_add(struct test_iter *ti, struct page *page, size_t offset,
		   size_t length, unsigned int segment);

/** test_iter_add_virt() - append bytes of a virtual range made of ti->page[] */
void test_iter_add_virt(struct test_iter *ti, size_t offset, size_t length,
			unsigned int segment);

#endif
