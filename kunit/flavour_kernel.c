// SPDX-License-Identifier: GPL-2.0
/* KVEC, BVEC and DISCARD: kernel memory by address, by page, and none. */
#include "flavour.h"

#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "compat.h"

static int build_kvec(struct kunit *test, struct test_iter *ti,
		      unsigned int direction)
{
	const struct segments *segs = &ti->flavour->segments;
	unsigned int i;
	int error = test_iter_alloc_pages(ti, segs->pages, segs->order);

	if (error)
		return error;
	for (i = 0; i < segs->nr; i++) {
		struct page *page = ti->page[segs->at[i].page];
		size_t offset = segs->at[i].offset * QUARTER;
		size_t length = segs->at[i].length * QUARTER;

		ti->kvec[i].iov_base = page_address(page) + offset;
		ti->kvec[i].iov_len = length;
		test_iter_add(ti, page, offset, length, i);
	}
	iov_iter_kvec(&ti->iter, direction, ti->kvec, segs->nr,
		      ti->length);
	return 0;
}

/* Pages that are adjacent in virtual addresses only. */
static int build_vmalloc(struct kunit *test, struct test_iter *ti,
			 unsigned int direction)
{
	const struct segments *segs = &ti->flavour->segments;
	size_t offset = segs->at[0].offset * QUARTER;
	unsigned int i;

	ti->memory = vmalloc(segs->pages * PAGE_SIZE);
	if (!ti->memory)
		return -ENOMEM;
	for (i = 0; i < segs->pages; i++)
		ti->page[i] = vmalloc_to_page(ti->memory + i * PAGE_SIZE);
	test_iter_add_virt(ti, offset, segs->at[0].length * QUARTER, 0);
	ti->kvec[0].iov_base = ti->memory + offset;
	ti->kvec[0].iov_len = ti->length;
	iov_iter_kvec(&ti->iter, direction, ti->kvec, 1, ti->length);
	return 0;
}

static void free_vmalloc(struct test_iter *ti)
{
	vfree(ti->memory);
}

static int build_bvec(struct kunit *test, struct test_iter *ti,
		      unsigned int direction)
{
	const struct segments *segs = &ti->flavour->segments;
	unsigned int i;
	int error = test_iter_alloc_pages(ti, segs->pages, segs->order);

	if (error)
		return error;
	for (i = 0; i < segs->nr; i++) {
		struct bio_vec *bv = &ti->bvec[i];

		bv->bv_page = ti->page[segs->at[i].page];
		bv->bv_offset = segs->at[i].offset * QUARTER;
		bv->bv_len = segs->at[i].length * QUARTER;
		test_iter_add(ti, bv->bv_page, bv->bv_offset, bv->bv_len, i);
	}
	iov_iter_bvec(&ti->iter, direction, ti->bvec, segs->nr,
		      ti->length);
	return 0;
}

static int build_discard(struct kunit *test, struct test_iter *ti,
			 unsigned int direction)
{
	ti->length = 2 * PAGE_SIZE;
	iov_iter_discard(&ti->iter, direction, ti->length);
	return 0;
}

#define KVEC .kind = ITER_KIND_KVEC, .build = build_kvec
#define BVEC .kind = ITER_KIND_BVEC, .build = build_bvec

const struct flavour flavours_kernel[] = {
	{ "kvec_linear", KVEC, .segments = { 1, 2, 1, { { 0, 0, 16 } } } },
	{ "kvec_offset", KVEC, .segments = { 1, 2, 1, { { 0, 3, 9 } } } },
	{ "kvec_segments", KVEC, .segments = { 3, 0, 4, {
		{ 0, 0, 0 }, { 2, 1, 2 }, { 0, 0, 4 }, { 1, 0, 4 } } } },
	{ "kvec_vmalloc", ITER_KIND_KVEC, .build = build_vmalloc,
	  .release = free_vmalloc, .segments = { 3, 0, 1, { { 0, 1, 10 } } } },
	{ "bvec_single", BVEC, .segments = { 1, 0, 1, { { 0, 0, 4 } } } },
	{ "bvec_multipage", BVEC, .segments = { 1, 2, 1, { { 0, 0, 16 } } } },
	{ "bvec_offset", BVEC, .segments = { 1, 2, 1, { { 0, 2, 4 } } } },
	{ "bvec_segments", BVEC, .segments = { 3, 0, 3, {
		{ 2, 0, 4 }, { 0, 0, 4 }, { 1, 0, 4 } } } },
	/* No segment ends at a page boundary where the next one begins at one. */
	{ "bvec_gaps", BVEC, .segments = { 3, 0, 3, {
		{ 0, 0, 2 }, { 1, 2, 2 }, { 2, 0, 4 } } } },
	{ "bvec_empty_middle", BVEC, .empty_bvec = true, .segments = { 2, 0, 3, {
		{ 0, 0, 4 }, { 0, 0, 0 }, { 1, 0, 4 } } } },
	{ "bvec_empty_first", BVEC, .empty_bvec = true, .segments = { 1, 0, 2, {
		{ 0, 0, 0 }, { 0, 0, 4 } } } },
	{ "bvec_empty_two", BVEC, .empty_bvec = true, .segments = { 1, 0, 3, {
		{ 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 4 } } } },
	{ "discard", ITER_KIND_DISCARD, .dest_only = true,
	  .build = build_discard },
	{ }
};
