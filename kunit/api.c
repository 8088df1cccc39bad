// SPDX-License-Identifier: GPL-2.0
#include "api.h"

#include <linux/bvec.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

#include "compat.h"

/* Lists of pages: an offset into the first, then whole pages. */
static void from_pages(struct haul *haul, struct page **pages, size_t offset)
{
	size_t left = haul->got > 0 ? haul->got : 0;

	while (left && haul->nr < HAUL_MAX) {
		size_t part = min_t(size_t, left, PAGE_SIZE - offset);

		haul->at[haul->nr].page = pages[haul->nr];
		haul->at[haul->nr].offset = offset;
		haul->at[haul->nr++].length = part;
		left -= part;
		offset = 0;
	}
}

/* Before 6.0 it did not advance; that is a contract of its own. */
static void take_get_pages(struct iov_iter *iter, size_t size,
			   unsigned int max, struct haul *haul)
{
	struct page *pages[HAUL_MAX] = { };
	size_t offset = 0;

#ifdef PINCER_HAVE_GET_PAGES2
	haul->got = iov_iter_get_pages2(iter, pages, size, max, &offset);
#else
	haul->got = iov_iter_get_pages(iter, pages, size, max, &offset);
	if (haul->got > 0)
		iov_iter_advance(iter, haul->got);
#endif
	from_pages(haul, pages, offset);
}

/* The array is the callee's, and as long as it says: no limit on entries. */
static void take_get_pages_alloc(struct iov_iter *iter, size_t size,
				 unsigned int max, struct haul *haul)
{
	struct page **pages = NULL;
	size_t offset = 0;

	size = min_t(size_t, size, (HAUL_MAX - 1) * PAGE_SIZE);
#ifdef PINCER_HAVE_GET_PAGES2
	haul->got = iov_iter_get_pages_alloc2(iter, &pages, size, &offset);
#else
	haul->got = iov_iter_get_pages_alloc(iter, &pages, size, &offset);
	if (haul->got > 0)
		iov_iter_advance(iter, haul->got);
#endif
	if (haul->got > 0)
		from_pages(haul, pages, offset);
	kvfree(pages);
}

#ifdef PINCER_HAVE_EXTRACT_PAGES
static void take_extract_pages(struct iov_iter *iter, size_t size,
			       unsigned int max, struct haul *haul)
{
	struct page *array[HAUL_MAX] = { };
	struct page **pages = array;
	size_t offset = 0;

	haul->got = iov_iter_extract_pages(iter, &pages, size, max, 0,
					   &offset);
	from_pages(haul, array, offset);
}

static void take_extract_pages_alloc(struct iov_iter *iter, size_t size,
				     unsigned int max, struct haul *haul)
{
	struct page **pages = NULL;
	size_t offset = 0;

	haul->got = iov_iter_extract_pages(iter, &pages, size, max, 0,
					   &offset);
	if (haul->got > 0)
		from_pages(haul, pages, offset);
	kvfree(pages);
}
#else
#define take_extract_pages NULL
#define take_extract_pages_alloc NULL
#endif

#ifdef PINCER_HAVE_EXTRACT_BVECS
static void take_extract_bvecs(struct iov_iter *iter, size_t size,
			       unsigned int max, struct haul *haul)
{
	struct bio_vec bv[HAUL_MAX] = { };
	unsigned short nr = 0;

	haul->got = pincer_extract_bvecs(iter, bv, size, &nr, max, 0);
	if (haul->got <= 0)
		return;
	for (; haul->nr < nr; haul->nr++) {
		haul->at[haul->nr].page = bv[haul->nr].bv_page;
		haul->at[haul->nr].offset = bv[haul->nr].bv_offset;
		haul->at[haul->nr].length = bv[haul->nr].bv_len;
	}
}
#else
#define take_extract_bvecs NULL
#endif

#ifdef PINCER_HAVE_EXTRACT_SG
/* It fails as a whole if asked for more than there is. */
static void take_extract_sg(struct iov_iter *iter, size_t size,
			    unsigned int max, struct haul *haul)
{
	struct scatterlist sg[HAUL_MAX];
	struct sg_table table = { .sgl = sg };

	sg_init_table(sg, HAUL_MAX);
	size = min_t(size_t, size, iov_iter_count(iter));
	haul->got = extract_iter_to_sg(iter, size, &table, max, 0);
	if (haul->got <= 0)
		return;
	for (; haul->nr < table.nents; haul->nr++) {
		haul->at[haul->nr].page = sg_page(&sg[haul->nr]);
		haul->at[haul->nr].offset = sg[haul->nr].offset;
		haul->at[haul->nr].length = sg[haul->nr].length;
	}
}
#else
#define take_extract_sg NULL
#endif

static const struct api apis[] = {
	{ "get_pages", HOLD_REF, HOLD_REF, REACH_SEGMENT, REACH_SEGMENT,
	  .no_kvec = true, .take = take_get_pages },
	{ "get_pages_alloc", HOLD_REF, HOLD_REF, REACH_SEGMENT, REACH_SEGMENT,
	  .no_kvec = true, .no_max = true, .take = take_get_pages_alloc },
	{ "extract_pages", HOLD_PIN, HOLD_NONE, REACH_ALIGNED, REACH_SEGMENT,
	  .take = take_extract_pages, .missing = "iov_iter_extract_pages" },
	{ "extract_pages_alloc", HOLD_PIN, HOLD_NONE, REACH_ALIGNED,
	  REACH_SEGMENT, .not_cleared = true,
	  .take = take_extract_pages_alloc,
	  .missing = "iov_iter_extract_pages" },
	{ "extract_bvecs", HOLD_PIN, HOLD_NONE, REACH_ALIGNED, REACH_SEGMENT,
	  .no_zero = true, .take = take_extract_bvecs,
	  .missing = "iov_iter_extract_bvecs" },
	{ "extract_iter_to_sg", HOLD_PIN, HOLD_NONE, REACH_ALL, REACH_ALL,
	  .no_warn = true, .take = take_extract_sg,
	  .missing = "extract_iter_to_sg" },
};

const struct api *api_at(unsigned int number)
{
	return number < ARRAY_SIZE(apis) ? &apis[number] : NULL;
}

enum hold api_hold(const struct api *api, const struct flavour *flavour)
{
	return flavour->family == FAMILY_USER ? api->hold_user :
						api->hold_kernel;
}

bool api_can(const struct api *api, const struct flavour *flavour)
{
	return flavour->family != FAMILY_DISCARD &&
	       !(api->no_kvec && flavour->family == FAMILY_KVEC);
}

static enum reach reach(const struct api *api, const struct flavour *flavour)
{
	switch (flavour->family) {
	case FAMILY_BVEC:
		return api->reach_bvec;
	case FAMILY_USER:
	case FAMILY_KVEC:
		return api->reach_lists;
	default:
		return REACH_ALL;
	}
}

static bool continues(const struct piece *before, const struct piece *after,
		      enum reach reach)
{
	if (!after->page)
		return false;
	if (before->segment == after->segment || reach == REACH_ALL)
		return true;
	/* An empty segment between them ends it as well. */
	return reach == REACH_ALIGNED &&
	       after->segment == before->segment + 1 && !after->offset &&
	       before->offset + before->length == PAGE_SIZE;
}

size_t api_reach(const struct api *api, const struct built *built)
{
	const struct piece *piece = built->piece;
	size_t length;
	unsigned int i;

	if (!built->nr_pieces || !piece->page)
		return 0;
	length = piece->length;
	for (i = 1; i < built->nr_pieces; i++) {
		if (!continues(&piece[i - 1], &piece[i],
			       reach(api, built->flavour)))
			break;
		length += piece[i].length;
	}
	return length;
}

/* A piece is part of one page. */
unsigned int api_reach_pages(const struct api *api, const struct built *built)
{
	size_t length = api_reach(api, built);
	unsigned int i, nr = 0;

	for (i = 0; length; i++) {
		length -= built->piece[i].length;
		nr += built->piece[i].length != 0;
	}
	return nr;
}

static unsigned int spread(size_t offset, size_t length)
{
	return DIV_ROUND_UP(offset % PAGE_SIZE + length, PAGE_SIZE);
}

unsigned int haul_pages(const struct haul *haul)
{
	unsigned int i, nr = 0;

	for (i = 0; i < haul->nr; i++)
		nr += spread(haul->at[i].offset, haul->at[i].length);
	return nr;
}

void haul_release(const struct haul *haul, enum hold hold)
{
	unsigned int i, k;

	for (i = 0; i < haul->nr; i++) {
		size_t offset = haul->at[i].offset;
		struct page *page = haul->at[i].page;

		if (!page)
			continue;
		page += offset / PAGE_SIZE;
		for (k = 0; k < spread(offset, haul->at[i].length); k++) {
			if (hold == HOLD_REF)
				put_page(page + k);
			else if (hold == HOLD_PIN)
				unpin_user_page(page + k);
		}
	}
}

/* One run within one page, against the piece that lies there. */
static const char *run_wrong(const struct built *built, size_t at,
			     struct page *page, size_t offset, size_t length)
{
	const struct piece *piece;
	size_t in;

	piece = flavour_find(built, at, &in);
	if (!piece)
		return "beyond_end";
	if (!piece->page)
		return page ? "hole_filled" : "no_page";
	if (!page)
		return "no_page";
	if (page != piece->page)
		return "wrong_page";
	if (offset != piece->offset + in)
		return "wrong_offset";
	return length > piece->length - in ? "too_long" : NULL;
}

const char *haul_wrong(const struct haul *haul, const struct built *built,
		       size_t at, size_t *where)
{
	size_t begin = at;
	unsigned int i;

	for (i = 0; i < haul->nr; i++) {
		size_t offset = haul->at[i].offset;
		size_t left = haul->at[i].length;

		while (left) {
			size_t in = offset % PAGE_SIZE;
			size_t part = min_t(size_t, left, PAGE_SIZE - in);
			struct page *page = haul->at[i].page;
			const char *wrong;

			if (page)
				page += offset / PAGE_SIZE;
			wrong = run_wrong(built, at, page, in, part);
			*where = at;
			if (wrong)
				return wrong;
			at += part;
			offset += part;
			left -= part;
		}
	}
	*where = at;
	return at - begin == haul->got ? NULL : "not_all_listed";
}
