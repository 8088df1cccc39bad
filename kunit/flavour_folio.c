// SPDX-License-Identifier: GPL-2.0
/* XARRAY and FOLIOQ: folios as in a page cache, and in a folio_queue. */
#include "flavour.h"

#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/xarray.h>
#ifdef PINCER_HAVE_FOLIOQ
#include <linux/folio_queue.h>
#endif

#include "compat.h"

/*
 * A segment of an XARRAY flavour is the folio at the next index, whole; with
 * length 0 it is a hole of one page. The first segment's offset is where the
 * iterator begins.
 */
#ifdef PINCER_HAVE_XARRAY
static int store_folio(struct test_iter *ti, unsigned long index,
		       struct page *page)
{
	XA_STATE_ORDER(xas, ti->xarray, index, ti->order);

	do {
		xas_lock(&xas);
		xas_store(&xas, page);
		xas_unlock(&xas);
	} while (xas_nomem(&xas, GFP_KERNEL));
	return xas_error(&xas);
}

static int store_segments(struct test_iter *ti, const struct segments *segs)
{
	size_t skip = segs->at[0].offset * QUARTER;
	unsigned long index = 0;
	unsigned int i;
	int error = 0;

	for (i = 0; i < segs->nr && !error; i++) {
		bool hole = !segs->at[i].length;
		struct page *page = hole ? NULL : ti->page[segs->at[i].page];
		unsigned long nr = hole ? 1 : 1UL << ti->order;

		if (page)
			error = store_folio(ti, index, page);
		test_iter_add(ti, page, page ? skip : 0, nr * PAGE_SIZE - skip,
			      i);
		index += nr;
		skip = 0;
	}
	return error;
}

static int build_xarray(struct kunit *test, struct test_iter *ti,
			unsigned int direction)
{
	const struct segments *segs = &ti->flavour->segments;
	int error;

	/* Kconfig selects it, but not in a kernel that loads a module. */
	if (segs->order && !IS_ENABLED(CONFIG_XARRAY_MULTI)) {
		ti->skip_reason = "CONFIG_XARRAY_MULTI is off";
		return -EOPNOTSUPP;
	}
	error = test_iter_alloc_pages(ti, segs->pages, segs->order);
	if (error)
		return error;
	ti->xarray = kzalloc(sizeof(*ti->xarray), GFP_KERNEL);
	if (!ti->xarray)
		return -ENOMEM;
	xa_init(ti->xarray);
	error = store_segments(ti, segs);
	if (error)
		return error;
	iov_iter_xarray(&ti->iter, direction, ti->xarray,
			segs->at[0].offset * QUARTER, ti->length);
	return 0;
}

static void free_xarray(struct test_iter *ti)
{
	if (ti->xarray)
		xa_destroy(ti->xarray);
	kfree(ti->xarray);
}
#else
#define build_xarray NULL
#define free_xarray NULL
#endif

#ifdef PINCER_HAVE_FOLIOQ
static struct folio_queue *make_folioq(void)
{
	struct folio_queue *q = kzalloc(sizeof(*q), GFP_KERNEL);

	if (q) {
#ifdef PINCER_HAVE_FOLIOQ_ID
		folioq_init(q, 0);
#else
		folioq_init(q);
#endif
	}
	return q;
}

void folioq_set(struct folio_queue *q, unsigned int slot, struct page *page,
		unsigned int order)
{
	q->vec.folios[slot] = page_folio(page);
	q->orders[slot] = order;
	q->vec.nr = slot + 1;
}

int folioqs_make(struct test_iter *ti)
{
	ti->folioq[0] = make_folioq();
	ti->folioq[1] = make_folioq();
	if (!ti->folioq[0] || !ti->folioq[1])
		return -ENOMEM;
	ti->folioq[0]->next = ti->folioq[1];
	ti->folioq[1]->prev = ti->folioq[0];
	return 0;
}

void folioqs_free(struct test_iter *ti)
{
	kfree(ti->folioq[0]);
	kfree(ti->folioq[1]);
}

/*
 * The folios are in the last two slots of one folio_queue, then in the first
 * two of the next.
 */
static int build_folioq(struct kunit *test, struct test_iter *ti,
			unsigned int direction)
{
	const struct segments *segs = &ti->flavour->segments;
	size_t skip = segs->at[0].offset * QUARTER;
	unsigned int i, first;
	int error = test_iter_alloc_pages(ti, segs->pages, segs->order);

	if (!error)
		error = folioqs_make(ti);
	if (error)
		return error;
	first = folioq_nr_slots(ti->folioq[0]) - 2;
	for (i = 0; i < segs->nr; i++) {
		struct page *page = ti->page[segs->at[i].page];

		size_t offset = i ? 0 : skip;

		folioq_set(ti->folioq[i / 2], i < 2 ? first + i : i - 2, page,
			   ti->order);
		test_iter_add(ti, page, offset,
			      (PAGE_SIZE << ti->order) - offset, i);
	}
	iov_iter_folio_queue(&ti->iter, direction, ti->folioq[0], first,
			     skip, ti->length);
	return 0;
}

#else
int folioqs_make(struct test_iter *ti)
{
	return -EOPNOTSUPP;
}

void folioqs_free(struct test_iter *ti)
{
}

#define build_folioq NULL
#endif

#define XARRAY .kind = ITER_KIND_XARRAY, .build = build_xarray, \
	.release = free_xarray
#define FOLIOQ .kind = ITER_KIND_FOLIOQ, .build = build_folioq, \
	.release = folioqs_free

const struct flavour flavours_folio[] = {
	{ "xarray", XARRAY, .segments = { 3, 0, 3, {
		{ 2, 0, 4 }, { 0, 0, 4 }, { 1, 0, 4 } } } },
	{ "xarray_unaligned", XARRAY, .segments = { 3, 0, 3, {
		{ 2, 2, 4 }, { 0, 0, 4 }, { 1, 0, 4 } } } },
	{ "xarray_large", XARRAY, .segments = { 2, 2, 2, {
		{ 1, 1, 4 }, { 0, 0, 4 } } } },
	{ "xarray_hole_middle", XARRAY, .segments = { 2, 0, 3, {
		{ 0, 2, 4 }, { 0, 0, 0 }, { 1, 0, 4 } } } },
	{ "xarray_hole_first", XARRAY, .segments = { 1, 0, 2, {
		{ 0, 0, 0 }, { 0, 0, 4 } } } },
	{ "xarray_hole_unaligned", XARRAY, .segments = { 1, 0, 2, {
		{ 0, 2, 0 }, { 0, 0, 4 } } } },
	{ "folioq", FOLIOQ, .segments = { 4, 0, 4, {
		{ 2, 0, 4 }, { 0, 0, 4 }, { 3, 0, 4 }, { 1, 0, 4 } } } },
	{ "folioq_large", FOLIOQ, .segments = { 2, 2, 2, {
		{ 1, 0, 4 }, { 0, 0, 4 } } } },
	{ "folioq_offset", FOLIOQ, .segments = { 2, 1, 2, {
		{ 1, 5, 4 }, { 0, 0, 4 } } } },
	{ }
};
