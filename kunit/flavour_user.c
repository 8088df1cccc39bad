// SPDX-License-Identifier: GPL-2.0
/* UBUF and IOVEC: user memory, present and writable. */
#include "flavour.h"

#include <linux/mman.h>

#include "compat.h"
#include "user_mm.h"

/* Map @nr pages and fault them in, with a reference to each until unmap(). */
static int map(struct kunit *test, struct test_iter *ti, unsigned int nr)
{
	struct user_area *area = &ti->area;
	unsigned int i;
	int error;

	error = user_mm_enter();
	if (error) {
		ti->skip_reason = user_mm_skip_reason();
		return error;
	}
	ti->entered = true;
	error = user_area_map(test, ti->flavour->folios, nr, area,
			      &ti->skip_reason);
	for (i = 0; i < nr && !error; i++) {
		error = user_mm_page(area->addr + i * PAGE_SIZE, &ti->page[i]);
		if (!error)
			ti->nr_pages++;
	}
	return error;
}

static void unmap(struct test_iter *ti)
{
	while (ti->nr_pages)
		put_page(ti->page[--ti->nr_pages]);
	user_area_unmap(&ti->area);
	if (ti->entered)
		user_mm_leave();
}

#ifdef PINCER_HAVE_UBUF
static int build_ubuf(struct kunit *test, struct test_iter *ti,
		      unsigned int direction)
{
	const struct segments *segs = &ti->flavour->segments;
	size_t offset = segs->at[0].offset * QUARTER;
	int error = map(test, ti, segs->pages);

	if (error)
		return error;
	test_iter_add_virt(ti, offset, segs->at[0].length * QUARTER, 0);
	iov_iter_ubuf(&ti->iter, direction,
		      (void __user *)(ti->area.addr + offset), ti->length);
	return 0;
}
#else
#define build_ubuf NULL
#endif

static int build_iovec(struct kunit *test, struct test_iter *ti,
		       unsigned int direction)
{
	const struct segments *segs = &ti->flavour->segments;
	unsigned int i;
	int error = map(test, ti, segs->pages);

	if (error)
		return error;
	for (i = 0; i < segs->nr; i++) {
		size_t offset = segs->at[i].page * PAGE_SIZE +
				segs->at[i].offset * QUARTER;
		size_t length = segs->at[i].length * QUARTER;

		test_iter_add_virt(ti, offset, length, i);
		ti->iov[i].iov_base = (void __user *)(ti->area.addr + offset);
		ti->iov[i].iov_len = length;
	}
	iov_iter_init(&ti->iter, direction, ti->iov, segs->nr, ti->length);
	return 0;
}

#define UBUF .kind = ITER_KIND_USER, .build = build_ubuf, .release = unmap
#define IOVEC .kind = ITER_KIND_USER, .build = build_iovec, .release = unmap

const struct flavour flavours_user[] = {
	{ "ubuf", UBUF, .segments = { 3, 0, 1, { { 0, 0, 12 } } } },
	{ "ubuf_offset", UBUF, .segments = { 4, 0, 1, { { 0, 2, 9 } } } },
	{ "iovec", IOVEC, .segments = { 3, 0, 1, { { 0, 1, 10 } } } },
	/* An empty segment, then three out of order, the first in one page. */
	{ "iovec_segments", IOVEC, .segments = { 4, 0, 4, {
		{ 0, 0, 0 }, { 2, 1, 2 }, { 0, 0, 8 }, { 3, 0, 4 } } } },
	{ "iovec_thp", IOVEC, .folios = USER_THP,
	  .segments = { 4, 0, 1, { { 0, 2, 9 } } } },
	{ "iovec_hugetlb", IOVEC, .folios = USER_HUGETLB,
	  .segments = { 4, 0, 2, { { 1, 1, 6 }, { 3, 0, 4 } } } },
	{ }
};
