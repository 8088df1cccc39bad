// SPDX-License-Identifier: GPL-2.0
/* Contracts of iov_iter that are not about calls, flavours and directions. */
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/slab.h>
#include <linux/xarray.h>

#include "api.h"
#include "cases.h"
#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "user_mm.h"
#include "warnings.h"

/* One call of get_pages() on an ITER_BVEC of one page, with @max entries. */
static ssize_t get_one_page(struct iov_iter *iter, struct page *page,
			    unsigned int max)
{
	struct bio_vec bv = { .bv_page = page, .bv_len = PAGE_SIZE };
	struct page *pages[1] = { };
	size_t offset;
	ssize_t got;

	iov_iter_bvec(iter, READ, &bv, 1, PAGE_SIZE);
	got = pincer_get_pages(iter, pages, PAGE_SIZE, max, &offset);
	if (got > 0)
		put_page(pages[0]);
	return got;
}

static void get_pages_advances(struct kunit *test)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	struct iov_iter iter;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, page);
	get_one_page(&iter, page, 1);
	claim(test, "iov_iter.get_pages.bvec.advance",
	      iov_iter_count(&iter) ? "stays" : "moves", "moves");
	__free_page(page);
}

/* Since b9c0e49abfca (6.14) pages of the slab allocator have no references. */
static void get_pages_slab(struct kunit *test)
{
	static const char id[] = "iov_iter.get_pages.bvec_slab.hold";
	void *memory = kmalloc(512, GFP_KERNEL);
	struct bio_vec bv = { .bv_len = 512 };
	struct extraction ex;
	struct iov_iter iter;
	long taken;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, memory);
	bv.bv_page = virt_to_page(memory);
	bv.bv_offset = offset_in_page(memory);
	iov_iter_bvec(&iter, READ, &bv, 1, 512);
	taken = page_ref_count(compound_head(bv.bv_page));
	api_extract(api_find("get_pages"), &iter, 512, 1, &ex);
	taken = page_ref_count(compound_head(bv.bv_page)) - taken;
	if (ex.ret != 512)
		claim(test, id, "failed", "none");
	else
		claim(test, id, taken == 0 ? "none" : taken == 1 ?
		      "reference" : "other", "none");
	if (taken == 1)
		put_page(bv.bv_page);
	kfree(memory);
}

/* An array of no entries is no error of get_pages(). */
static void get_pages_no_room(struct kunit *test)
{
	static const char id[] = "iov_iter.get_pages.bvec.no_room";
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	char observed[CLAIM_TEXT];
	struct iov_iter iter;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, page);
	if (PINCER_GET_PAGES_ADVANCES) {
		claim_amount(observed, sizeof(observed),
			     get_one_page(&iter, page, 0));
		claim(test, id, observed, "0");
	} else {
		claim_skip(test, id, "this kernel has no iov_iter_get_pages2()");
	}
	__free_page(page);
}

/* Extract everything; get_pages() must go over empty segments silently. */
static void walk_empty(struct kunit *test, const char *id,
		       const struct api *api, struct test_iter *ti)
{
	char observed[CLAIM_TEXT], promise[CLAIM_TEXT], last[24];
	struct extraction ex;
	struct warnings w;
	size_t at = 0;
	long warnings;

	warnings_begin(test, &w);
	do {
		api_extract(api, &ti->iter, 64 * PAGE_SIZE, EXTRACTION_MAX,
			    &ex);
		extraction_release(&ex, api->kernel_mode);
		at += ex.ret > 0 ? ex.ret : 0;
	} while (ex.ret > 0 && at < ti->length);
	warnings = warnings_end(test, &w);
	claim_amount(observed, sizeof(observed), at);
	claim_amount(promise, sizeof(promise), ti->length);
	claim_amount(last, sizeof(last), ex.ret);
	if (ex.ret <= 0) {
		strlcat(observed, ",", sizeof(observed));
		strlcat(observed, last, sizeof(observed));
	}
	if (warnings)
		strlcat(observed, ",warned", sizeof(observed));
	claim(test, id, observed, promise);
}

static void claim_empty(struct kunit *test, const struct api *api,
			const struct flavour *flavour, struct test_iter *ti)
{
	char id[CLAIM_ID];

	snprintf(id, sizeof(id), "iov_iter.%s.%s.walk", api->name,
		 flavour->name);
	if (warnings_skip_reason()) {
		claim_skip(test, id, warnings_skip_reason());
		return;
	}
	if (flavour_build(test, flavour, READ, ti))
		claim_error(test, id, "building", -ENOMEM);
	else
		walk_empty(test, id, api, ti);
	flavour_release(ti);
}

static void get_pages_empty(struct kunit *test)
{
	struct test_iter *ti = kunit_kzalloc(test, sizeof(*ti), GFP_KERNEL);
	const struct flavour *flavour;
	const struct api *api;
	unsigned int i, k;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ti);
	for (i = 0; (flavour = flavour_at(i)); i++)
		for (k = 0; flavour->empty_bvec && (api = api_at(k)); k++)
			if (api->kernel_mode == PIN_MODE_REF)
				claim_empty(test, api, flavour, ti);
}

static void discard_counts(struct kunit *test)
{
	static const char bytes[60];
	struct iov_iter iter;
	char observed[CLAIM_TEXT];
	size_t copied;

	iov_iter_discard(&iter, READ, 100);
	copied = copy_to_iter(bytes, sizeof(bytes), &iter);
	snprintf(observed, sizeof(observed), "%zu,%zu", copied, iov_iter_count(&iter));
	claim(test, "iov_iter.copy_to_iter.discard.count", observed, "60,40");
}

#ifdef PINCER_HAVE_EXTRACT_PAGES
/* extract_pages() must free the array that it allocated when it fails. */
static void claim_array(struct kunit *test, const char *id,
			struct iov_iter *iter, ssize_t error)
{
	struct page **pages = NULL;
	size_t offset;
	ssize_t got = iov_iter_extract_pages(iter, &pages, PAGE_SIZE, 1, 0,
					     &offset);

	claim(test, id, got != error ? "returned" : pages ? "leaked" : "freed",
	      "freed");
	kvfree(pages);
}

static void array_of_hole(struct kunit *test)
{
	struct iov_iter iter;
	struct xarray xa;

	xa_init(&xa);
	iov_iter_xarray(&iter, READ, &xa, 0, PAGE_SIZE);
	claim_array(test, "iov_iter.extract_pages.xarray_hole_first.array",
		    &iter, 0);
	xa_destroy(&xa);
}

static void array_of_fault(struct kunit *test)
{
	static const char id[] = "iov_iter.extract_pages.fault.array";
	unsigned long addr = user_mm_claim_map(test, id, PAGE_SIZE, PROT_NONE);
	struct iovec iov = {
		.iov_base = (void __user *)addr, .iov_len = PAGE_SIZE,
	};
	struct iov_iter iter;

	if (!addr)
		return;
	iov_iter_init(&iter, READ, &iov, 1, PAGE_SIZE);
	claim_array(test, id, &iter, -EFAULT);
	user_mm_end(addr, PAGE_SIZE);
}
#endif

#ifdef MODULE
#define RESTORE_SKIP_REASON "iov_iter_restore() is not exported: build PINCER_KUNIT in"
#define iov_iter_restore(iter, state)
#else
#define RESTORE_SKIP_REASON NULL
#endif

static const char *restore_skip_reason(const struct flavour *flavour)
{
	if (RESTORE_SKIP_REASON)
		return RESTORE_SKIP_REASON;
#ifndef PINCER_HAVE_EXTRACT_PAGES
	if (!strncmp(flavour->name, "ubuf", 4))
		return "iov_iter_restore() warns about UBUF on this kernel";
#endif
	return NULL;
}

static void get_first(struct test_iter *ti, struct extraction *ex)
{
	api_extract(api_find("get_pages"), &ti->iter, PAGE_SIZE,
		    EXTRACTION_MAX, ex);
	extraction_release(ex, PIN_MODE_REF);
}

/* Extract, restore the state from before, and extract the same page again. */
static const char *extract_twice(struct test_iter *ti)
{
	struct extraction once, again;
	struct iov_iter_state state;

	iov_iter_save_state(&ti->iter, &state);
	get_first(ti, &once);
	iov_iter_restore(&ti->iter, &state);
	get_first(ti, &again);
	return once.ret > 0 && once.ret == again.ret &&
	       once.entry[0].page == again.entry[0].page &&
	       once.entry[0].offset == again.entry[0].offset ? "same" :
							       "differs";
}

static void claim_restore(struct kunit *test, const struct flavour *flavour,
			  struct test_iter *ti)
{
	const char *reason = restore_skip_reason(flavour);
	char id[CLAIM_ID];

	snprintf(id, sizeof(id), "iov_iter.restore.%s", flavour->name);
	if (reason) {
		claim_skip(test, id, reason);
		return;
	}
	if (flavour_build(test, flavour, READ, ti))
		claim_skip(test, id, test_iter_skip_reason(ti));
	else
		claim(test, id, extract_twice(ti), "same");
	flavour_release(ti);
}

/* iov_iter_restore() supports UBUF, IOVEC and BVEC only. */
static void save_restore(struct kunit *test)
{
	struct test_iter *ti = kunit_kzalloc(test, sizeof(*ti), GFP_KERNEL);
	const struct flavour *flavour;
	unsigned int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ti);
	for (i = 0; (flavour = flavour_at(i)); i++)
		if (!flavour->empty_bvec &&
		    (flavour->kind == ITER_KIND_USER ||
		     flavour->kind == ITER_KIND_BVEC))
			claim_restore(test, flavour, ti);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(get_pages_advances),
	KUNIT_CASE(get_pages_slab),
	KUNIT_CASE(get_pages_no_room),
	KUNIT_CASE(get_pages_empty),
	KUNIT_CASE(discard_counts),
#ifdef PINCER_HAVE_EXTRACT_PAGES
	KUNIT_CASE(array_of_hole),
	KUNIT_CASE(array_of_fault),
#endif
	KUNIT_CASE(save_restore),
	KUNIT_CASE(sg_second_fails),
	{ }
};

struct kunit_suite pincer_edge_suite = {
	.name = "pincer_edge",
	.test_cases = cases,
};
