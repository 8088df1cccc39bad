// SPDX-License-Identifier: GPL-2.0
#include "test_iter.h"

#include <linux/gfp.h>
#include <linux/mm.h>

const char *test_iter_skip_reason(const struct test_iter *ti)
{
	return ti->skip_reason ?: "this kernel has no such iterator";
}

const struct iter_frag *test_iter_find(const struct test_iter *ti, size_t at,
				       size_t *in)
{
	unsigned int i;

	for (i = 0; i < ti->nr_frags; i++) {
		if (at < ti->frag[i].length) {
			*in = at;
			return &ti->frag[i];
		}
		at -= ti->frag[i].length;
	}
	return NULL;
}

int test_iter_alloc_pages(struct test_iter *ti, unsigned int nr,
			  unsigned int order)
{
	ti->order = order;
	while (ti->nr_pages < nr) {
		struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP |
						__GFP_ZERO, order);

		if (!page)
			return -ENOMEM;
		ti->page[ti->nr_pages++] = page;
	}
	return 0;
}

/* Append what lies in one page; return its length. */
static size_t add_frag(struct test_iter *ti, struct page *page, size_t offset,
		       size_t length, unsigned int segment)
{
	struct iter_frag *frag = &ti->frag[ti->nr_frags++];

	frag->page = page;
	frag->offset = offset % PAGE_SIZE;
	frag->length = min_t(size_t, length, PAGE_SIZE - frag->offset);
	frag->segment = segment;
	ti->length += frag->length;
	return frag->length;
}

void test_iter_add(struct test_iter *ti, struct page *page, size_t offset,
		   size_t length, unsigned int segment)
{
	size_t end = offset + length;

	while (offset < end)
		offset += add_frag(ti, page ? page + offset / PAGE_SIZE : NULL,
				   offset, end - offset, segment);
}

void test_iter_add_virt(struct test_iter *ti, size_t offset, size_t length,
			unsigned int segment)
{
	size_t end = offset + length;

	while (offset < end)
		offset += add_frag(ti, ti->page[offset / PAGE_SIZE], offset,
				   end - offset, segment);
}
