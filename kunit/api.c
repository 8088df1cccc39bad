// SPDX-License-Identifier: GPL-2.0
#include "api.h"

#include <linux/bvec.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"

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
			   unsigned int max, struct extraction *ex)
{
	struct page *pages[EXTRACTION_MAX] = { };
	size_t offset = 0;

	ex->ret = pincer_get_pages(iter, pages, size, max, &offset);
	if (!PINCER_GET_PAGES_ADVANCES && ex->ret > 0)
		iov_iter_advance(iter, ex->ret);
	add_entries(ex, pages, offset);
}

/* The callee allocates the array: only @size limits its length. */
static void call_get_pages_alloc(struct iov_iter *iter, size_t size,
				 unsigned int max, struct extraction *ex)
{
	struct page **pages = NULL;
	size_t offset = 0;

	size = min_t(size_t, size, (EXTRACTION_MAX - 1) * PAGE_SIZE);
	ex->ret = pincer_get_pages_alloc(iter, &pages, size, &offset);
	if (!PINCER_GET_PAGES_ADVANCES && ex->ret > 0)
		iov_iter_advance(iter, ex->ret);
	if (ex->ret > 0)
		add_entries(ex, pages, offset);
	kvfree(pages);
}

#ifdef PINCER_HAVE_EXTRACT_PAGES
static void call_extract_pages(struct iov_iter *iter, size_t size,
			       unsigned int max, struct extraction *ex)
{
	struct page *array[EXTRACTION_MAX] = { };
	struct page **pages = array;
	size_t offset = 0;

	ex->ret = iov_iter_extract_pages(iter, &pages, size, max, 0, &offset);
	add_entries(ex, array, offset);
}

static void call_extract_pages_alloc(struct iov_iter *iter, size_t size,
				     unsigned int max, struct extraction *ex)
{
	struct page **pages = NULL;
	size_t offset = 0;

	ex->ret = iov_iter_extract_pages(iter, &pages, size, max, 0, &offset);
	if (ex->ret > 0)
		add_entries(ex, pages, offset);
	kvfree(pages);
}
#else
#define call_extract_pages NULL
#define call_extract_pages_alloc NULL
#endif

#ifdef PINCER_HAVE_EXTRACT_BVECS
static void call_extract_bvecs(struct iov_iter *iter, size_t size,
			       unsigned int max, struct extraction *ex)
{
	struct bio_vec bv[EXTRACTION_MAX] = { };
	unsigned short nr = 0;

	ex->ret = pincer_extract_bvecs(iter, bv, size, &nr, max, 0);
	if (ex->ret <= 0)
		return;
	for (; ex->nr < nr; ex->nr++) {
		ex->entry[ex->nr].page = bv[ex->nr].bv_page;
		ex->entry[ex->nr].offset = bv[ex->nr].bv_offset;
		ex->entry[ex->nr].length = bv[ex->nr].bv_len;
	}
}
#else
#define call_extract_bvecs NULL
#endif

#ifdef PINCER_HAVE_EXTRACT_SG
/* extract_iter_to_sg() returns an error if asked for more than the count. */
static void call_extract_sg(struct iov_iter *iter, size_t size,
			    unsigned int max, struct extraction *ex)
{
	struct scatterlist sg[EXTRACTION_MAX];
	struct sg_table table = { .sgl = sg };

	sg_init_table(sg, EXTRACTION_MAX);
	size = min_t(size_t, size, iov_iter_count(iter));
	ex->ret = extract_iter_to_sg(iter, size, &table, max, 0);
	if (ex->ret <= 0)
		return;
	for (; ex->nr < table.nents; ex->nr++) {
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
	  .extract = call_extract_bvecs, .missing = "iov_iter_extract_bvecs" },
	{ "extract_iter_to_sg", EXTRACT, SPAN_ALL, SPAN_ALL, .no_warn = true,
	  .extract = call_extract_sg, .missing = "extract_iter_to_sg" },
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

void api_extract(const struct api *api, struct iov_iter *iter, size_t size,
		 unsigned int max, struct extraction *ex)
{
	memset(ex, 0, sizeof(*ex));
	api->extract(iter, size, max, ex);
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

size_t api_span(const struct api *api, const struct test_iter *ti)
{
	const struct iter_frag *frag = ti->frag;
	enum span span = span_of(api, ti->flavour);
	size_t length;
	unsigned int i;

	if (!ti->nr_frags || !frag->page)
		return 0;
	length = frag->length;
	for (i = 1; i < ti->nr_frags; i++) {
		if (!continues(&frag[i - 1], &frag[i], span))
			break;
		length += frag[i].length;
	}
	return length;
}

unsigned int api_span_pages(const struct api *api, const struct test_iter *ti)
{
	size_t length = api_span(api, ti);
	unsigned int nr = 0;

	while (length)
		length -= ti->frag[nr++].length;
	return nr;
}
