/* SPDX-License-Identifier: GPL-2.0 */
/* What a call extracted from an iterator: to be checked, and released. */
#ifndef PINCER_EXTRACTION_H
#define PINCER_EXTRACTION_H

#include "test_iter.h"

#define EXTRACTION_MAX 16

/**
 * struct extraction - what one call returned
 * @before: entries that its array had before
 * @max: entries that it was allowed to add
 * @spoilt: it wrote to others than those
 * @ret: bytes, or a negative errno
 * @nr: entries that the call filled in, as far as @ret covers them
 * @entry: each; .page is NULL where the call stored none
 */
struct extraction {
	unsigned int before;
	unsigned int max;
	bool spoilt;
	ssize_t ret;
	unsigned int nr;
	struct {
		struct page *page;
		size_t offset;
		size_t length;
	} entry[EXTRACTION_MAX];
};

/**
 * enum pin_mode - what a call takes on each page that it returns
 * @PIN_MODE_NONE: nothing: the page is the caller's own
 * @PIN_MODE_REF: a reference, for put_page()
 * @PIN_MODE_PIN: a pin, for unpin_user_page()
 */
enum pin_mode { PIN_MODE_NONE, PIN_MODE_REF, PIN_MODE_PIN };

/** extraction_pages() - the pages in all entries, however many in each */
unsigned int extraction_pages(const struct extraction *ex);

/**
 * extraction_release() - put or unpin each page
 *
 * Return: how many were not held, and so were not released.
 */
unsigned int extraction_release(const struct extraction *ex, enum pin_mode mode);

/**
 * extraction_check() - compare entries with the pages behind the iterator
 * @ex: what a call returned
 * @ti: the iterator that it extracted from
 * @at: the position at which it began, in bytes
 * @where: receives the position of the first difference
 *
 * Return: NULL, or the difference as a word for the claim.
 */
const char *extraction_check(const struct extraction *ex,
			     const struct test_iter *ti, size_t at,
			     size_t *where);

#endif
