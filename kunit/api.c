// SPDX-License-Identifier: GPL-2.0
#include "api.h"

#include <linux/bvec.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"

/*
 * What lies around the entries that a call may fill in: those of earlier calls,
 * and memory behind the array that is not the call's.
 */
#define ROOM (API_BEFORE + EXTRACTION_MAX + 2)

static struct page guard;

static bool is_guard(const struct extraction *ex, unsigned int i)
{
	return i < ex->before || i >= ex->before + ex->max;
}

static void guard_pages(const struct extraction *ex, struct page **pages)
{
	unsigned int i;

	for (i = 0; i < ROOM; i++)
		pages[i] = is_guard(ex, i) ? &guard : NULL;
}

static void check_pages(struct extraction *ex, struct page *const *pages)
{
	unsigned int i;

	for (i = 0; i < ROOM; i++)
		ex->spoilt |= is_guard(ex, i) && pages[i] != &guard;
}

/* Fill in entries from an array of pages: @offset counts in the first only. */
static void add_entries(struct extraction *ex, struct page **pages,
			size_t offset)
{
	size_t left = ex->ret > 0 ? ex->ret : 0;

	while (left && ex->nr < EXTRACTION_MAX) {
		size_t length = min_t(size_t, left, PAGE_SIZE - offset);

		ex->entry[ex->nr].page = pages[ex->nr];
		ex->entry[ex->nr].offset = offset;
		ex->entry[ex->nr++].length = length;
		left -= length;
		offset = 0;
	}
}

/*
 * Before 1ef255e25717 get_pages() left the iterator where it was, which is the
 * contract iov_iter.get_pages.bvec.advance.
 */
static void call_get_pages(struct iov_iter *iter, size_t size,
			   struct extraction *ex)
{
	struct page *array[ROOM], **pages = array + ex->before;
	size_t offset = 0;

	guard_pages(ex, array);
	ex->ret = pincer_get_pages(iter, pages, size, ex->max, &offset);
	if (!PINCER_GET_PAGES_ADVANCES && ex->ret > 0)
		iov_iter_advance(iter, ex->ret);
	check_pages(ex, array);
	add_entries(ex, pages, offset);
}

/* The callee allocates the array: only @size limits its length. */
static void call_get_pages_alloc(struct iov_iter *iter, size_t size,
				 struct extraction *ex)
{
	struct page **pages = NULL;
	size_t offset = 0;

	size = min_t(size_t, size, API_ALLOC_MAX);
	ex->ret = pincer_get_pages_alloc(iter, &pages, size, &offset);
	if (!PINCER_GET_PAGES_ADVANCES && ex->ret > 0)
		iov_iter_advance(iter, ex->ret);
	if (ex->ret > 0)
		add_entries(ex, pages, offset);
	kvfree(pages);
}

#ifdef PINCER_HAVE_EXTRACT_PAGES
static void call_extract_pages(struct iov_iter *iter, size_t size,
			       struct extraction *ex)
{
	struct page *array[ROOM], **pages = array + ex->before;
	size_t offset = 0;

	guard_pages(ex, array);
	ex->ret = iov_iter_extract_pages(iter, &pages, size, ex->max, 0,
					 &offset);
	check_pages(ex, array);
	add_entries(ex, array + ex->before, offset);
}

static void call_extract_pages_alloc(struct iov_iter *iter, size_t size,
				     struct extraction *ex)
{
	struct page **pages = NULL;
	size_t offset = 0;

	ex->ret = iov_iter_extract_pages(iter, &pages, size, ex->max, 0,
					 &offset);
	if (ex->ret > 0)
		add_entries(ex, pages, offset);
	kvfree(pages);
}
#else
#define call_extract_pages NULL
#define call_extract_pages_alloc NULL
#endif

#ifdef PINCER_HAVE_EXTRACT_BVECS
static const struct bio_vec bvec_guard = { .bv_page = &guard, .bv_len = 1 };

static void guard_bvecs(const struct extraction *ex, struct bio_vec *bv)
{
	unsigned int i;

	memset(bv, 0, ROOM * sizeof(*bv));
	for (i = 0; i < ROOM; i++)
		if (is_guard(ex, i))
			bv[i] = bvec_guard;
}

static void check_bvecs(struct extraction *ex, const struct bio_vec *bv)
{
	unsigned int i;

	for (i = 0; i < ROOM; i++)
		ex->spoilt |= is_guard(ex, i) &&
			      memcmp(&bv[i], &bvec_guard, sizeof(bvec_guard));
}

static void call_extract_bvecs(struct iov_iter *iter, size_t size,
			       struct extraction *ex)
{
	struct bio_vec array[ROOM], *bv = array + ex->before;
	unsigned short nr = ex->before;

	guard_bvecs(ex, array);
	ex->ret = pincer_extract_bvecs(iter, array, size, &nr,
				       ex->before + ex->max, 0);
	check_bvecs(ex, array);
	if (ex->ret <= 0)
		return;
	for (; ex->nr < nr - ex->before; ex->nr++) {
		ex->entry[ex->nr].page = bv[ex->nr].bv_page;
		ex->entry[ex->nr].offset = bv[ex->nr].bv_offset;
		ex->entry[ex->nr].length = bv[ex->nr].bv_len;
	}
}
#else
#define call_extract_bvecs NULL
#endif

#ifdef PINCER_HAVE_EXTRACT_SG
static void guard_sg(const struct extraction *ex, struct scatterlist *sg)
{
	unsigned int i;

	sg_init_table(sg, ROOM);
	for (i = 0; i < ROOM; i++)
		if (is_guard(ex, i))
			sg_set_page(&sg[i], &guard, 1, 0);
}

static void check_sg(struct extraction *ex, const struct scatterlist *sg)
{
	struct scatterlist expected[2] = { };
	unsigned int i;

	sg_init_table(expected, 2);
	sg_set_page(&expected[0], &guard, 1, 0);
	sg_set_page(&expected[1], &guard, 1, 0);
	for (i = 0; i < ROOM; i++)
		ex->spoilt |= is_guard(ex, i) &&
			      memcmp(&sg[i], &expected[i == ROOM - 1],
				     sizeof(sg[i]));
}

/* extract_iter_to_sg() returns an error if asked for more than the count. */
static void call_extract_sg(struct iov_iter *iter, size_t size,
			    struct extraction *ex)
{
	struct scatterlist array[ROOM], *sg = array + ex->before;
	struct sg_table table = {
		.sgl = array, .nents = ex->before, .orig_nents = ex->before,
	};

	guard_sg(ex, array);
	size = min_t(size_t, size, iov_iter_count(iter));
	ex->ret = extract_iter_to_sg(iter, size, &table, ex->max, 0);
	check_sg(ex, array);
	ex->spoilt |= table.orig_nents != ex->before ||
		      table.nents < ex->before;
	if (ex->ret <= 0)
		return;
	for (; ex->before + ex->nr < table.nents; ex->nr++) {
		ex->entry[ex->nr].page = sg_page(&sg[ex->nr]);
		ex->entry[ex->nr].offset = sg[ex->nr].offset;
		ex->entry[ex->nr].length = sg[ex->nr].length;
	}
}
#else
#define call_extract_sg NULL
#endif

#define GET PIN_MODE_REF, PIN_MODE_REF
#define EXTRACT PIN_MODE_PIN, PIN_MODE_NONE

static const struct api apis[] = {
	{ "get_pages", GET, SPAN_SEGMENT, SPAN_SEGMENT, .no_kvec = true,
	  .extract = call_get_pages },
	{ "get_pages_alloc", GET, SPAN_SEGMENT, SPAN_SEGMENT, .no_kvec = true,
	  .no_max = true, .extract = call_get_pages_alloc },
	{ "extract_pages", EXTRACT, SPAN_ALIGNED, SPAN_SEGMENT,
	  .extract = call_extract_pages, .missing = "iov_iter_extract_pages" },
	{ "extract_pages_alloc", EXTRACT, SPAN_ALIGNED, SPAN_SEGMENT,
	  .not_cleared = true, .extract = call_extract_pages_alloc,
	  .missing = "iov_iter_extract_pages" },
	{ "extract_bvecs", EXTRACT, SPAN_ALIGNED, SPAN_SEGMENT, .no_zero = true,
	  .merges = true, .extract = call_extract_bvecs, .missing = "iov_iter_extract_bvecs" },
	{ "extract_iter_to_sg", EXTRACT, SPAN_ALL, SPAN_ALL, .no_warn = true,
	  .segment_entries = true, .extract = call_extract_sg, .missing = "extract_iter_to_sg" },
};

const struct api *api_at(unsigned int number)
{
	return number < ARRAY_SIZE(apis) ? &apis[number] : NULL;
}

const struct api *api_find(const char *name)
{
	const struct api *api = apis;

	while (strcmp(api->name, name))
		api++;
	return api;
}

void api_append(const struct api *api, struct iov_iter *iter,
		unsigned int before, size_t size, unsigned int max,
		struct extraction *ex)
{
	ex->nr = 0;
	ex->before = before;
	ex->max = max;
	ex->spoilt = false;
	api->extract(iter, size, ex);
}

void api_extract(const struct api *api, struct iov_iter *iter, size_t size,
		 unsigned int max, struct extraction *ex)
{
	memset(ex, 0, sizeof(*ex));
	api_append(api, iter, 0, size, max, ex);
}

enum pin_mode api_pin_mode(const struct api *api,
			   const struct flavour *flavour)
{
	return flavour->kind == ITER_KIND_USER ? api->user_mode :
						 api->kernel_mode;
}

bool api_supports(const struct api *api, const struct flavour *flavour)
{
	return flavour->kind != ITER_KIND_DISCARD &&
	       !(api->no_kvec && flavour->kind == ITER_KIND_KVEC);
}

static enum span span_of(const struct api *api, const struct flavour *flavour)
{
	switch (flavour->kind) {
	case ITER_KIND_BVEC:
		return api->bvec_span;
	case ITER_KIND_USER:
	case ITER_KIND_KVEC:
		return api->list_span;
	default:
		return SPAN_ALL;
	}
}

static bool continues(const struct iter_frag *before,
		      const struct iter_frag *after, enum span span)
{
	if (!after->page)
		return false;
	if (before->segment == after->segment || span == SPAN_ALL)
		return true;
	/* SPAN_ALIGNED ends at an empty segment between them as well. */
	return span == SPAN_ALIGNED &&
	       after->segment == before->segment + 1 && !after->offset &&
	       before->offset + before->length == PAGE_SIZE;
}

/* Whether an entry holds a whole segment, however many pages that has. */
static bool entry_is_segment(const struct api *api, enum iter_kind kind)
{
	return api->segment_entries && kind != ITER_KIND_USER &&
	       kind != ITER_KIND_KVEC;
}

/*
 * The entries that iov_iter_extract_bvec_pages() allows itself: it counts
 * pages from the start of the segment, wherever that begins in its page.
 */
static unsigned int room_in_bvec(const struct test_iter *ti,
				 const struct iter_frag *frag, size_t in,
				 size_t size)
{
	const struct iter_frag *before = frag;

	while (before > ti->frag && before[-1].segment == frag->segment)
		in += (--before)->length;
	return DIV_ROUND_UP(in + size, PAGE_SIZE);
}

/* The limit on entries of one call that begins at a fragment. */
static unsigned int entries_allowed(const struct api *api,
				    const struct test_iter *ti,
				    const struct iter_frag *frag, size_t in,
				    const struct reach *r)
{
	unsigned int max = api->no_max ? UINT_MAX : r->max;

	if (ti->flavour->kind != ITER_KIND_BVEC)
		return max;
	if (r->rules->one_page && api->kernel_mode == PIN_MODE_REF)
		return 1;
	if (r->rules->room_without_offset && api->bvec_span == SPAN_ALIGNED)
		max = min(max, room_in_bvec(ti, frag, in, r->size));
	return max;
}

static enum span span_under(const struct api *api, const struct flavour *f,
			    const struct rules *rules)
{
	enum span span = span_of(api, f);

	return span == SPAN_ALIGNED && rules->one_segment ? SPAN_SEGMENT : span;
}

bool api_stops_at_segments(const struct api *api, const struct flavour *flavour)
{
	return span_of(api, flavour) == SPAN_SEGMENT;
}

size_t api_reach(const struct api *api, const struct test_iter *ti,
		 const struct reach *r)
{
	enum span span = span_under(api, ti->flavour, r->rules);
	bool whole = entry_is_segment(api, ti->flavour->kind);
	const struct iter_frag *frag, *end = ti->frag + ti->nr_frags;
	unsigned int max, nr = 0;
	size_t in, sum = 0;

	frag = test_iter_find(ti, r->at, &in);
	if (!frag || !frag->page || !r->size)
		return 0;
	max = entries_allowed(api, ti, frag, in, r);
	for (; frag < end && sum < r->size; frag++, in = 0) {
		if (sum && !continues(&frag[-1], frag, span))
			break;
		if (!sum || !whole || frag[-1].segment != frag->segment)
			if (nr++ == max)
				break;
		sum += min_t(size_t, frag->length - in, r->size - sum);
	}
	return sum;
}

size_t api_span(const struct api *api, const struct test_iter *ti)
{
	static const struct rules perfect;
	const struct reach r = {
		.size = SIZE_MAX, .max = UINT_MAX, .rules = &perfect,
	};

	return api_reach(api, ti, &r);
}

unsigned int api_span_pages(const struct api *api, const struct test_iter *ti)
{
	size_t length = api_span(api, ti);
	unsigned int nr = 0;

	while (length)
		length -= ti->frag[nr++].length;
	return nr;
}
