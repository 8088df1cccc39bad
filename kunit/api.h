/* SPDX-License-Identifier: GPL-2.0 */
/* The calls that extract pages from an iov_iter, behind one signature. */
#ifndef PINCER_API_H
#define PINCER_API_H

#include "extraction.h"
#include "flavour.h"

/* The most entries that an array may have before a call adds its own. */
#define API_BEFORE 3

/* A call that allocates its array is asked for so many bytes at most. */
#define API_ALLOC_MAX ((EXTRACTION_MAX - 1) * PAGE_SIZE)

/**
 * enum span - how far one call goes if size and array allow
 * @SPAN_SEGMENT: to the end of the first segment that is not empty
 * @SPAN_ALIGNED: on into each next segment, while the one before ends and the
 *	next one begins at a page boundary
 * @SPAN_ALL: to the end of the iterator, or to a hole in its xarray
 */
enum span { SPAN_SEGMENT, SPAN_ALIGNED, SPAN_ALL };

/**
 * struct api - one call
 * @name: as it appears in contract ids
 * @user_mode: what it takes on pages of UBUF and IOVEC
 * @kernel_mode: what it takes on pages of all other kinds
 * @bvec_span: how far it goes in a BVEC
 * @list_span: how far it goes in IOVEC and KVEC
 * @no_kvec: it fails with EFAULT on KVEC
 * @no_warn: it WARN()s about a kind that it does not support, so such
 *	combinations are not tried
 * @not_cleared: entries of its array that it did not fill in are undefined
 * @no_max: it has no limit on entries
 * @no_zero: it fails with EFAULT where the others return 0
 * @merges: adjacent pages of a folio are one entry
 * @segment_entries: an entry is a segment of a BVEC, or a folio of an XARRAY or
 *	FOLIOQ, not a page
 * @extract: call it for at most @size bytes and ex->max entries, behind
 *	ex->before that are there; NULL where the kernel has no such call
 * @missing: the function that the kernel lacks then
 */
struct api {
	const char *name;
	enum pin_mode user_mode;
	enum pin_mode kernel_mode;
	enum span bvec_span;
	enum span list_span;
	bool no_kvec;
	bool no_warn;
	bool not_cleared;
	bool no_max;
	bool no_zero;
	bool merges;
	bool segment_entries;
	void (*extract)(struct iov_iter *iter, size_t size,
			struct extraction *ex);
	const char *missing;
};

/** api_at() - the calls by number; NULL after the last */
const struct api *api_at(unsigned int number);

/** api_find() - a call by its name, which must be one of the table */
const struct api *api_find(const char *name);

/** api_extract() - extract up to @size bytes in up to @max entries */
void api_extract(const struct api *api, struct iov_iter *iter, size_t size,
		 unsigned int max, struct extraction *ex);

/**
 * api_append() - the same into an array that has entries of earlier calls
 * @before: how many, up to API_BEFORE
 *
 * ex->spoilt says whether one of them changed, or memory behind the array.
 */
void api_append(const struct api *api, struct iov_iter *iter,
		unsigned int before, size_t size, unsigned int max,
		struct extraction *ex);

/** api_pin_mode() - what the call must take on the pages of a flavour */
enum pin_mode api_pin_mode(const struct api *api,
			   const struct flavour *flavour);

/** api_supports() - whether it extracts from a flavour; else EFAULT */
bool api_supports(const struct api *api, const struct flavour *flavour);

/**
 * struct rules - how far kernels go in a BVEC, as far as they differ
 * @one_segment: extraction ends with the first segment that is not empty
 * @room_without_offset: it allows itself too few entries if that segment does
 *	not begin with its page
 * @one_page: get_pages() ends with the first page
 */
struct rules {
	bool one_segment;
	bool room_without_offset;
	bool one_page;
};

/**
 * struct reach - what a call is asked for
 * @at: the position of the iterator, in bytes
 * @size: bytes, no more than it has left
 * @max: entries
 * @rules: the kernel's
 */
struct reach {
	size_t at;
	size_t size;
	unsigned int max;
	const struct rules *rules;
};

/** api_reach() - bytes that such a call must return, by the reference model */
size_t api_reach(const struct api *api, const struct test_iter *ti,
		 const struct reach *r);

/** api_stops_at_segments() - whether one call never goes over two segments */
bool api_stops_at_segments(const struct api *api,
			   const struct flavour *flavour);

/** api_span() - bytes that the first call must return, if nothing limits it */
size_t api_span(const struct api *api, const struct test_iter *ti);

/** api_span_pages() - the pages in those bytes */
unsigned int api_span_pages(const struct api *api, const struct test_iter *ti);

#endif
