// SPDX-License-Identifier: GPL-2.0
/* Contracts that are no combination of flavour, API and direction. */
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/slab.h>
#include <linux/xarray.h>

#include "api.h"
#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "user_mm.h"
#include "warned.h"

/* Over one page, whole. */
static struct page *bvec_page(struct iov_iter *iter, struct bio_vec *bv,
			      unsigned int direction)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	if (!page)
		return NULL;
	bv->bv_page = page;
	bv->bv_offset = 0;
	bv->bv_len = PAGE_SIZE;
	iov_iter_bvec(iter, direction, bv, 1, PAGE_SIZE);
	return page;
}

static void get_pages_advances(struct kunit *test)
{
	struct page *pages[1] = { };
	struct iov_iter iter;
	struct bio_vec bv;
	struct page *page = bvec_page(&iter, &bv, READ);
	size_t offset;
	ssize_t got;

	if (!page)
		return;
#ifdef PINCER_HAVE_GET_PAGES2
	got = iov_iter_get_pages2(&iter, pages, PAGE_SIZE, 1, &offset);
#else
	got = iov_iter_get_pages(&iter, pages, PAGE_SIZE, 1, &offset);
#endif
	if (got > 0)
		put_page(pages[0]);
	claim(test, "iov_iter.get_pages.bvec.advance",
	      iov_iter_count(&iter) ? "stays" : "moves", "moves");
	__free_page(page);
}

/* Memory of the slab allocator, which counts no references since 6.14. */
static void get_pages_slab(struct kunit *test)
{
	static const char id[] = "iov_iter.get_pages.bvec_slab.hold";
	const struct api *api = api_at(0);
	void *memory = kmalloc(512, GFP_KERNEL);
	struct bio_vec bv = { .bv_len = 512 };
	struct haul haul = { };
	struct iov_iter iter;
	long taken;

	if (!memory)
		return;
	bv.bv_page = virt_to_page(memory);
	bv.bv_offset = offset_in_page(memory);
	iov_iter_bvec(&iter, READ, &bv, 1, 512);
	taken = page_ref_count(compound_head(bv.bv_page));
	api->take(&iter, 512, 1, &haul);
	taken = page_ref_count(compound_head(bv.bv_page)) - taken;
	if (haul.got != 512)
		claim(test, id, "failed", "none");
	else
		claim(test, id, taken == 0 ? "none" : taken == 1 ?
		      "reference" : "other", "none");
	if (taken == 1)
		put_page(bv.bv_page);
	kfree(memory);
}

/* No room for pages is no error of get_pages(). */
static void get_pages_no_room(struct kunit *test)
{
#ifdef PINCER_HAVE_GET_PAGES2
	struct page *pages[1] = { };
	struct iov_iter iter;
	struct bio_vec bv;
	struct page *page = bvec_page(&iter, &bv, READ);
	char seen[CLAIM_TEXT];
	size_t offset;

	if (!page)
		return;
	claim_amount(seen, sizeof(seen),
		     iov_iter_get_pages2(&iter, pages, PAGE_SIZE, 0, &offset));
	claim(test, "iov_iter.get_pages.bvec.no_room", seen, "0");
	__free_page(page);
#else
	claim_skip(test, "iov_iter.get_pages.bvec.no_room",
		   "this kernel has no iov_iter_get_pages2()");
#endif
}

/* All there is, with whatever ends it; empty segments are nothing special. */
static void walk_empty(struct kunit *test, const char *id,
		       const struct api *api, struct built *built)
{
	char seen[CLAIM_TEXT], promise[CLAIM_TEXT], last[24];
	struct haul haul = { };
	struct warned w;
	size_t at = 0;
	long warnings;

	warned_begin(test, &w);
	do {
		memset(&haul, 0, sizeof(haul));
		api->take(&built->iter, 64 * PAGE_SIZE, HAUL_MAX, &haul);
		haul_release(&haul, api->hold_kernel);
		at += haul.got > 0 ? haul.got : 0;
	} while (haul.got > 0 && at < built->length);
	warnings = warned_end(test, &w);
	claim_amount(seen, sizeof(seen), at);
	claim_amount(promise, sizeof(promise), built->length);
	claim_amount(last, sizeof(last), haul.got);
	if (haul.got <= 0) {
		strlcat(seen, ",", sizeof(seen));
		strlcat(seen, last, sizeof(seen));
	}
	if (warnings)
		strlcat(seen, ",warned", sizeof(seen));
	claim(test, id, seen, promise);
}

static void get_pages_empty(struct kunit *test)
{
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);
	const struct flavour *flavour;
	const struct api *api;
	char id[CLAIM_ID];
	unsigned int i, k;

	for (i = 0; built && (flavour = flavour_at(i)); i++) {
		if (!flavour->empty_bvec)
			continue;
		for (k = 0; (api = api_at(k)); k++) {
			if (api->hold_kernel != HOLD_REF)
				continue;
			snprintf(id, sizeof(id), "iov_iter.%s.%s.walk",
				 api->name, flavour->name);
			if (warned_why()) {
				claim_skip(test, id, warned_why());
				continue;
			}
			if (flavour_build(test, flavour, READ, built))
				claim_error(test, id, "building", -ENOMEM);
			else
				walk_empty(test, id, api, built);
			flavour_release(test, built);
		}
	}
}

static void discard_counts(struct kunit *test)
{
	static const char bytes[60];
	struct iov_iter iter;
	char seen[CLAIM_TEXT];
	size_t copied;

	iov_iter_discard(&iter, READ, 100);
	copied = copy_to_iter(bytes, sizeof(bytes), &iter);
	snprintf(seen, sizeof(seen), "%zu,%zu", copied, iov_iter_count(&iter));
	claim(test, "iov_iter.copy_to_iter.discard.count", seen, "60,40");
}

#ifdef PINCER_HAVE_EXTRACT_PAGES
/* An array that the callee allocated is not left behind when it fails. */
static void array_of_hole(struct kunit *test)
{
	struct page **pages = NULL;
	struct iov_iter iter;
	struct xarray xa;
	size_t offset;
	ssize_t got;

	xa_init(&xa);
	iov_iter_xarray(&iter, READ, &xa, 0, PAGE_SIZE);
	got = iov_iter_extract_pages(&iter, &pages, PAGE_SIZE, 1, 0, &offset);
	claim(test, "iov_iter.extract_pages.xarray_hole_first.array",
	      got ? "returned" : pages ? "leaked" : "freed", "freed");
	kvfree(pages);
	xa_destroy(&xa);
}

static void array_of_fault(struct kunit *test)
{
	static const char id[] = "iov_iter.extract_pages.fault.array";
	struct page **pages = NULL;
	struct iov_iter iter;
	struct iovec iov;
	unsigned long addr;
	size_t offset;
	ssize_t got;

	if (user_mm_enter(test)) {
		claim_skip(test, id, user_mm_why());
		return;
	}
	addr = user_mm_map(test, PAGE_SIZE, PROT_NONE);
	if (IS_ERR_VALUE(addr)) {
		claim_error(test, id, "mapping", addr);
		goto leave;
	}
	iov.iov_base = (void __user *)addr;
	iov.iov_len = PAGE_SIZE;
	iov_iter_init(&iter, READ, &iov, 1, PAGE_SIZE);
	got = iov_iter_extract_pages(&iter, &pages, PAGE_SIZE, 1, 0, &offset);
	claim(test, id, got != -EFAULT ? "returned" : pages ? "leaked" :
	      "freed", "freed");
	kvfree(pages);
	user_mm_unmap(addr, PAGE_SIZE);
leave:
	user_mm_leave(test);
}
#endif

#ifdef MODULE
#define RESTORE_WHY "iov_iter_restore() is not exported: build PINCER_KUNIT in"
#define iov_iter_restore(iter, state)
#else
#define RESTORE_WHY NULL
#endif

/* What a saved state brings back; only some kinds have one. */
static void save_restore(struct kunit *test)
{
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);
	const struct flavour *flavour;
	struct iov_iter_state state;
	struct haul once, again;
	char id[CLAIM_ID];
	unsigned int i;

	for (i = 0; built && (flavour = flavour_at(i)); i++) {
		if ((flavour->family != FAMILY_USER &&
		     flavour->family != FAMILY_BVEC) || flavour->empty_bvec)
			continue;
		snprintf(id, sizeof(id), "iov_iter.restore.%s", flavour->name);
		if (RESTORE_WHY) {
			claim_skip(test, id, RESTORE_WHY);
			continue;
		}
#ifndef PINCER_HAVE_EXTRACT_PAGES
		if (!strncmp(flavour->name, "ubuf", 4)) {
			claim_skip(test, id, "it warns of this kind here");
			continue;
		}
#endif
		memset(&once, 0, sizeof(once));
		memset(&again, 0, sizeof(again));
		if (flavour_build(test, flavour, READ, built)) {
			claim_skip(test, id, flavour_why(built));
			flavour_release(test, built);
			continue;
		}
		iov_iter_save_state(&built->iter, &state);
		api_at(0)->take(&built->iter, PAGE_SIZE, HAUL_MAX, &once);
		iov_iter_restore(&built->iter, &state);
		haul_release(&once, HOLD_REF);
		api_at(0)->take(&built->iter, PAGE_SIZE, HAUL_MAX, &again);
		haul_release(&again, HOLD_REF);
		claim(test, id, once.got > 0 && once.got == again.got &&
		      once.at[0].page == again.at[0].page &&
		      once.at[0].offset == again.at[0].offset ? "same" :
		      "differs", "same");
		flavour_release(test, built);
	}
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
	{ }
};

struct kunit_suite pincer_edge_suite = {
	.name = "pincer_edge",
	.test_cases = cases,
};
