// SPDX-License-Identifier: GPL-2.0
#include "extraction.h"

#include <linux/mm.h>
#include <linux/pgtable.h>

#include "compat.h"

static unsigned int pages_of(size_t offset, size_t length)
{
	return DIV_ROUND_UP(offset % PAGE_SIZE + length, PAGE_SIZE);
}

unsigned int extraction_pages(const struct extraction *ex)
{
	unsigned int i, nr = 0;

	for (i = 0; i < ex->nr; i++)
		nr += pages_of(ex->entry[i].offset, ex->entry[i].length);
	return nr;
}

/*
 * Whether a page is held at least as it should be, besides by who made it: a
 * page that a faulty call did not hold must not be freed under its owner.
 */
static bool is_held(struct page *page, enum pin_mode mode)
{
	if (mode == PIN_MODE_PIN)
		return is_zero_pfn(page_to_pfn(page)) ||
		       pincer_maybe_pinned(page);
	return page_ref_count(compound_head(page)) > 1;
}

static unsigned int release_entry(struct page *page, unsigned int nr,
				  enum pin_mode mode)
{
	unsigned int missing = 0;

	for (; nr && mode != PIN_MODE_NONE; nr--, page++) {
		if (!is_held(page, mode))
			missing++;
		else if (mode == PIN_MODE_REF)
			put_page(page);
		else
			unpin_user_page(page);
	}
	return missing;
}

unsigned int extraction_release(const struct extraction *ex, enum pin_mode mode)
{
	unsigned int i, missing = 0;

	for (i = 0; i < ex->nr; i++) {
		size_t offset = ex->entry[i].offset;

		if (ex->entry[i].page)
			missing += release_entry(ex->entry[i].page +
						 offset / PAGE_SIZE,
						 pages_of(offset,
							  ex->entry[i].length),
						 mode);
	}
	return missing;
}

/* Compare bytes within one page with the fragment at that position. */
static const char *check_page(const struct test_iter *ti, size_t at,
			      struct page *page, size_t offset, size_t length)
{
	const struct iter_frag *frag;
	size_t in;

	frag = test_iter_find(ti, at, &in);
	if (!frag)
		return "beyond_end";
	if (!frag->page)
		return page ? "hole_filled" : "no_page";
	if (!page)
		return "no_page";
	if (page != frag->page)
		return "wrong_page";
	if (offset != frag->offset + in)
		return "wrong_offset";
	return length > frag->length - in ? "too_long" : NULL;
}

/* Compare one entry, page by page; *@at moves on to the first difference. */
static const char *check_entry(const struct test_iter *ti, size_t *at,
			       struct page *page, size_t offset, size_t length)
{
	const char *wrong = NULL;

	while (length) {
		size_t in = offset % PAGE_SIZE;
		size_t bytes = min_t(size_t, length, PAGE_SIZE - in);

		wrong = check_page(ti, *at, page ? page + offset / PAGE_SIZE :
				   NULL, in, bytes);
		if (wrong)
			break;
		*at += bytes;
		offset += bytes;
		length -= bytes;
	}
	return wrong;
}

const char *extraction_check(const struct extraction *ex,
			     const struct test_iter *ti, size_t at,
			     size_t *where)
{
	const char *wrong;
	unsigned int i;

	*where = at;
	if (ex->spoilt)
		return "array_spoilt";
	for (i = 0; i < ex->nr; i++) {
		wrong = check_entry(ti, where, ex->entry[i].page,
				    ex->entry[i].offset, ex->entry[i].length);
		if (wrong)
			return wrong;
	}
	return *where - at == ex->ret ? NULL : "not_all_listed";
}
