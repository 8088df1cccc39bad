// SPDX-License-Identifier: GPL-2.0
/* XARRAY and FOLIOQ: folios, as file systems have them. */
#include "flavour.h"

#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/xarray.h>
#ifdef PINCER_HAVE_FOLIOQ
#include <linux/folio_queue.h>
#endif

#include "compat.h"

/*
 * For XARRAY, a segment is what lies at the next place: one of order 0 is the
 * page at the next index, a large one is all of its pages; length 0 leaves a
 * hole of one page. The first segment's offset is where the iterator begins.
 */
#ifdef PINCER_HAVE_XARRAY
static int store(struct built *built, unsigned long index, struct page *page)
{
	XA_STATE_ORDER(xas, built->xarray, index, built->order);

	do {
		xas_lock(&xas);
		xas_store(&xas, page);
		xas_unlock(&xas);
	} while (xas_nomem(&xas, GFP_KERNEL));
	return xas_error(&xas);
}

static int fill(struct built *built, const struct layout *layout)
{
	size_t skip = layout->segment[0].offset * QUARTER;
	unsigned long index = 0;
	unsigned int i;
	int error;

	for (i = 0; i < layout->nr; i++) {
		struct page *page = built->page[layout->segment[i].page];
		unsigned long nr = 1UL << built->order;

		if (!layout->segment[i].length) {
			page = NULL;
			nr = 1;
		}
		error = page ? store(built, index, page) : 0;
		if (error)
			return error;
		built_piece(built, page, page ? skip : 0,
			    nr * PAGE_SIZE - skip, i);
		index += nr;
		skip = 0;
	}
	return 0;
}

static int build_xarray(struct kunit *test, struct built *built,
			unsigned int direction)
{
	const struct layout *layout = &built->flavour->layout;
	int error;

	/* Kconfig selects it, but a module comes to a kernel that is there. */
	if (layout->order && !IS_ENABLED(CONFIG_XARRAY_MULTI)) {
		built->why = "CONFIG_XARRAY_MULTI is off";
		return -EOPNOTSUPP;
	}
	error = built_pages(built, layout->pages, layout->order);
	if (error)
		return error;
	built->xarray = kzalloc(sizeof(*built->xarray), GFP_KERNEL);
	if (!built->xarray)
		return -ENOMEM;
	xa_init(built->xarray);
	error = fill(built, layout);
	if (error)
		return error;
	iov_iter_xarray(&built->iter, direction, built->xarray,
			layout->segment[0].offset * QUARTER, built->length);
	return 0;
}

static void free_xarray(struct built *built)
{
	if (built->xarray)
		xa_destroy(built->xarray);
	kfree(built->xarray);
}
#else
static int build_xarray(struct kunit *test, struct built *built,
			unsigned int direction)
{
	return -EOPNOTSUPP;
}

static void free_xarray(struct built *built)
{
}
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

/*
 * The first queue's last slots, then the second one's first: that all slots
 * before are empty does not matter to an iterator that begins behind them.
 */
static int build_folioq(struct kunit *test, struct built *built,
			unsigned int direction)
{
	const struct layout *layout = &built->flavour->layout;
	size_t skip = layout->segment[0].offset * QUARTER;
	unsigned int i, first, slot;
	struct folio_queue *q;
	int error = built_pages(built, layout->pages, layout->order);

	if (error)
		return error;
	built->folioq[0] = make_folioq();
	built->folioq[1] = make_folioq();
	if (!built->folioq[0] || !built->folioq[1])
		return -ENOMEM;
	built->folioq[0]->next = built->folioq[1];
	built->folioq[1]->prev = built->folioq[0];

	first = folioq_nr_slots(built->folioq[0]) - 2;
	for (i = 0; i < layout->nr; i++) {
		struct page *page = built->page[layout->segment[i].page];

		q = built->folioq[i / 2];
		slot = i < 2 ? first + i : i - 2;
		q->vec.folios[slot] = page_folio(page);
		q->orders[slot] = built->order;
		q->vec.nr = slot + 1;
		built_piece(built, page, i ? 0 : skip,
			    (PAGE_SIZE << built->order) - (i ? 0 : skip), i);
	}
	iov_iter_folio_queue(&built->iter, direction, built->folioq[0], first,
			     skip, built->length);
	return 0;
}

static void free_folioq(struct built *built)
{
	kfree(built->folioq[0]);
	kfree(built->folioq[1]);
}
#else
static int build_folioq(struct kunit *test, struct built *built,
			unsigned int direction)
{
	return -EOPNOTSUPP;
}

static void free_folioq(struct built *built)
{
}
#endif

#define XARRAY .family = FAMILY_XARRAY, .build = build_xarray, \
	.release = free_xarray
#define FOLIOQ .family = FAMILY_FOLIOQ, .build = build_folioq, \
	.release = free_folioq

const struct flavour flavours_folio[] = {
	{ "xarray", XARRAY, .layout = { 3, 0, 3, {
		{ 2, 0, 4 }, { 0, 0, 4 }, { 1, 0, 4 } } } },
	{ "xarray_unaligned", XARRAY, .layout = { 3, 0, 3, {
		{ 2, 2, 4 }, { 0, 0, 4 }, { 1, 0, 4 } } } },
	{ "xarray_large", XARRAY, .layout = { 2, 2, 2, {
		{ 1, 1, 4 }, { 0, 0, 4 } } } },
	{ "xarray_hole_middle", XARRAY, .layout = { 2, 0, 3, {
		{ 0, 2, 4 }, { 0, 0, 0 }, { 1, 0, 4 } } } },
	{ "xarray_hole_first", XARRAY, .layout = { 1, 0, 2, {
		{ 0, 0, 0 }, { 0, 0, 4 } } } },
	{ "xarray_hole_unaligned", XARRAY, .layout = { 1, 0, 2, {
		{ 0, 2, 0 }, { 0, 0, 4 } } } },
	{ "folioq", FOLIOQ, .layout = { 4, 0, 4, {
		{ 2, 0, 4 }, { 0, 0, 4 }, { 3, 0, 4 }, { 1, 0, 4 } } } },
	{ "folioq_large", FOLIOQ, .layout = { 2, 2, 2, {
		{ 1, 0, 4 }, { 0, 0, 4 } } } },
	{ "folioq_offset", FOLIOQ, .layout = { 2, 1, 2, {
		{ 1, 5, 4 }, { 0, 0, 4 } } } },
	{ }
};
