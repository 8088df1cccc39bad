// SPDX-License-Identifier: GPL-2.0
/* UBUF and IOVEC: memory of a process, present and writable. */
#include "flavour.h"

#include <linux/mman.h>

#include "compat.h"
#include "user_mm.h"

/* Map and fault in; the pages are held until release, so that they stay. */
static int map(struct kunit *test, struct built *built, unsigned int nr)
{
	struct user_area *area = &built->area;
	unsigned int i;
	int error;

	error = user_mm_enter(test);
	if (error) {
		built->why = user_mm_why();
		return error;
	}
	built->entered = true;
	error = user_area_map(test, built->flavour->folios, nr, area,
			      &built->why);
	for (i = 0; i < nr && !error; i++) {
		error = user_mm_page(area->addr + i * PAGE_SIZE, true,
				     &built->page[i]);
		if (!error)
			built->nr_pages++;
	}
	return error;
}

static void unmap(struct built *built)
{
	while (built->nr_pages)
		put_page(built->page[--built->nr_pages]);
	user_area_unmap(&built->area);
	if (built->entered)
		user_mm_leave(NULL);
}

/* A piece for each page that this part of the memory touches. */
static void pieces(struct built *built, size_t offset, size_t length,
		   unsigned int segment)
{
	while (length) {
		size_t in = offset % PAGE_SIZE;
		size_t part = min_t(size_t, length, PAGE_SIZE - in);

		built_piece(built, built->page[offset / PAGE_SIZE], in, part,
			    segment);
		offset += part;
		length -= part;
	}
}

static int build_ubuf(struct kunit *test, struct built *built,
		      unsigned int direction)
{
#ifdef PINCER_HAVE_UBUF
	const struct layout *layout = &built->flavour->layout;
	size_t offset = layout->segment[0].offset * QUARTER;
	int error = map(test, built, layout->pages);

	if (error)
		return error;
	pieces(built, offset, layout->segment[0].length * QUARTER, 0);
	iov_iter_ubuf(&built->iter, direction,
		      (void __user *)(built->area.addr + offset), built->length);
	return 0;
#else
	return -EOPNOTSUPP;
#endif
}

static int build_iovec(struct kunit *test, struct built *built,
		       unsigned int direction)
{
	const struct layout *layout = &built->flavour->layout;
	unsigned int i;
	int error = map(test, built, layout->pages);

	if (error)
		return error;
	for (i = 0; i < layout->nr; i++) {
		size_t offset = layout->segment[i].page * PAGE_SIZE +
				layout->segment[i].offset * QUARTER;
		size_t length = layout->segment[i].length * QUARTER;

		pieces(built, offset, length, i);
		built->iov[i].iov_base =
			(void __user *)(built->area.addr + offset);
		built->iov[i].iov_len = length;
	}
	iov_iter_init(&built->iter, direction, built->iov, layout->nr,
		      built->length);
	return 0;
}

const struct flavour flavours_user[] = {
	{ "ubuf", FAMILY_USER, .build = build_ubuf, .release = unmap,
	  .layout = { 3, 0, 1, { { 0, 0, 12 } } } },
	{ "ubuf_offset", FAMILY_USER, .build = build_ubuf, .release = unmap,
	  .layout = { 4, 0, 1, { { 0, 2, 9 } } } },
	{ "iovec", FAMILY_USER, .build = build_iovec, .release = unmap,
	  .layout = { 3, 0, 1, { { 0, 1, 10 } } } },
	/* An empty one first; the others out of order, one within a page. */
	{ "iovec_segments", FAMILY_USER, .build = build_iovec, .release = unmap,
	  .layout = { 4, 0, 4, { { 0, 0, 0 }, { 2, 1, 2 }, { 0, 0, 8 },
				 { 3, 0, 4 } } } },
	/* Parts of a large folio. */
	{ "iovec_thp", FAMILY_USER, .build = build_iovec, .release = unmap,
	  .folios = USER_THP, .layout = { 4, 0, 1, { { 0, 2, 9 } } } },
	{ "iovec_hugetlb", FAMILY_USER, .build = build_iovec, .release = unmap,
	  .folios = USER_HUGETLB, .layout = { 4, 0, 2, { { 1, 1, 6 },
							 { 3, 0, 4 } } } },
	{ }
};
