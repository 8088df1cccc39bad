// SPDX-License-Identifier: GPL-2.0
/* KVEC, BVEC and DISCARD: the kernel's own memory, by address or by page. */
#include "flavour.h"

#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "compat.h"

static int build_kvec(struct kunit *test, struct built *built,
		      unsigned int direction)
{
	const struct layout *layout = &built->flavour->layout;
	unsigned int i;
	int error = built_pages(built, layout->pages, layout->order);

	if (error)
		return error;
	for (i = 0; i < layout->nr; i++) {
		struct page *page = built->page[layout->segment[i].page];
		size_t offset = layout->segment[i].offset * QUARTER;
		size_t length = layout->segment[i].length * QUARTER;

		built->kvec[i].iov_base = page_address(page) + offset;
		built->kvec[i].iov_len = length;
		built_piece(built, page, offset, length, i);
	}
	iov_iter_kvec(&built->iter, direction, built->kvec, layout->nr,
		      built->length);
	return 0;
}

/* Neighbours in addresses only. */
static int build_vmalloc(struct kunit *test, struct built *built,
			 unsigned int direction)
{
	const struct layout *layout = &built->flavour->layout;
	size_t offset = layout->segment[0].offset * QUARTER;
	size_t left = layout->segment[0].length * QUARTER;

	built->memory = vmalloc(layout->pages * PAGE_SIZE);
	if (!built->memory)
		return -ENOMEM;
	built->kvec[0].iov_base = built->memory + offset;
	built->kvec[0].iov_len = left;
	while (left) {
		size_t in = offset % PAGE_SIZE;
		size_t part = min_t(size_t, left, PAGE_SIZE - in);

		built_piece(built, vmalloc_to_page(built->memory + offset), in,
			    part, 0);
		offset += part;
		left -= part;
	}
	iov_iter_kvec(&built->iter, direction, built->kvec, 1, built->length);
	return 0;
}

static void free_vmalloc(struct built *built)
{
	vfree(built->memory);
}

static int build_bvec(struct kunit *test, struct built *built,
		      unsigned int direction)
{
	const struct layout *layout = &built->flavour->layout;
	unsigned int i;
	int error = built_pages(built, layout->pages, layout->order);

	if (error)
		return error;
	for (i = 0; i < layout->nr; i++) {
		struct bio_vec *bv = &built->bvec[i];

		bv->bv_page = built->page[layout->segment[i].page];
		bv->bv_offset = layout->segment[i].offset * QUARTER;
		bv->bv_len = layout->segment[i].length * QUARTER;
		built_piece(built, bv->bv_page, bv->bv_offset, bv->bv_len, i);
	}
	iov_iter_bvec(&built->iter, direction, built->bvec, layout->nr,
		      built->length);
	return 0;
}

static int build_discard(struct kunit *test, struct built *built,
			 unsigned int direction)
{
	built->length = 2 * PAGE_SIZE;
	iov_iter_discard(&built->iter, direction, built->length);
	return 0;
}

#define KVEC .family = FAMILY_KVEC, .build = build_kvec
#define BVEC .family = FAMILY_BVEC, .build = build_bvec

const struct flavour flavours_kernel[] = {
	{ "kvec_linear", KVEC, .layout = { 1, 2, 1, { { 0, 0, 16 } } } },
	{ "kvec_offset", KVEC, .layout = { 1, 2, 1, { { 0, 3, 9 } } } },
	{ "kvec_segments", KVEC, .layout = { 3, 0, 4, {
		{ 0, 0, 0 }, { 2, 1, 2 }, { 0, 0, 4 }, { 1, 0, 4 } } } },
	{ "kvec_vmalloc", FAMILY_KVEC, .build = build_vmalloc,
	  .release = free_vmalloc, .layout = { 3, 0, 1, { { 0, 1, 10 } } } },
	{ "bvec_single", BVEC, .layout = { 1, 0, 1, { { 0, 0, 4 } } } },
	{ "bvec_multipage", BVEC, .layout = { 1, 2, 1, { { 0, 0, 16 } } } },
	{ "bvec_offset", BVEC, .layout = { 1, 2, 1, { { 0, 2, 4 } } } },
	{ "bvec_segments", BVEC, .layout = { 3, 0, 3, {
		{ 2, 0, 4 }, { 0, 0, 4 }, { 1, 0, 4 } } } },
	/* Half pages: what follows does not continue what was before. */
	{ "bvec_gaps", BVEC, .layout = { 3, 0, 3, {
		{ 0, 0, 2 }, { 1, 2, 2 }, { 2, 0, 4 } } } },
	{ "bvec_empty_middle", BVEC, .empty_bvec = true, .layout = { 2, 0, 3, {
		{ 0, 0, 4 }, { 0, 0, 0 }, { 1, 0, 4 } } } },
	{ "bvec_empty_first", BVEC, .empty_bvec = true, .layout = { 1, 0, 2, {
		{ 0, 0, 0 }, { 0, 0, 4 } } } },
	{ "bvec_empty_two", BVEC, .empty_bvec = true, .layout = { 1, 0, 3, {
		{ 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 4 } } } },
	{ "discard", FAMILY_DISCARD, .dest_only = true,
	  .build = build_discard },
	{ }
};
