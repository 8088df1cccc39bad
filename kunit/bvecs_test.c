// SPDX-License-Identifier: GPL-2.0
/*
 * iov_iter_extract_bvecs(): what becomes one entry, what alignment it insists
 * on, and that it adds to entries that are there.
 */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "api.h"
#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "user_mm.h"

#ifdef PINCER_HAVE_EXTRACT_BVECS

/* How many entries all of a KVEC over some memory becomes. */
static void entries_of(struct kunit *test, const char *id, void *memory,
		       size_t length, const char *promise)
{
	struct kvec kvec = { .iov_base = memory, .iov_len = length };
	struct bio_vec bv[8] = { };
	struct iov_iter iter;
	unsigned short nr = 0;
	char amount[24], seen[CLAIM_TEXT];

	iov_iter_kvec(&iter, WRITE, &kvec, 1, length);
	claim_amount(amount, sizeof(amount),
		     pincer_extract_bvecs(&iter, bv, length, &nr,
					  ARRAY_SIZE(bv), 0));
	snprintf(seen, sizeof(seen), "%s,%u", amount, nr);
	claim(test, id, seen, promise);
}

/* Neighbours in one folio are one entry... */
static void neighbours_in_folio(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 2);

	if (!page)
		return;
	entries_of(test, "iov_iter.extract_bvecs.kvec.one_folio",
		   page_address(page), 4 * PAGE_SIZE, "4p,1");
	__free_pages(page, 2);
}

/* ...but not those of two, even side by side; nor what only looks like it. */
static void neighbours_apart(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL, 1);
	struct page *pages[2];
	void *memory;

	if (!page)
		return;
	split_page(page, 1);
	entries_of(test, "iov_iter.extract_bvecs.kvec.neighbours",
		   page_address(page), 2 * PAGE_SIZE, "2p,2");
	pages[0] = page + 1;
	pages[1] = page;
	memory = vmap(pages, 2, VM_MAP, PAGE_KERNEL);
	if (memory)
		entries_of(test, "iov_iter.extract_bvecs.kvec.swapped", memory,
			   2 * PAGE_SIZE, "2p,2");
	vunmap(memory);
	__free_page(page);
	__free_page(page + 1);
}

/* A folio out of order, as after one of its pages was copied. */
static void folio_in_pieces(struct kunit *test)
{
	struct page *folio = alloc_pages(GFP_KERNEL | __GFP_COMP, 2);
	struct page *other = alloc_page(GFP_KERNEL);
	void *memory = NULL;

	if (folio && other) {
		struct page *pages[] = { folio, folio + 2, other, folio + 3 };

		memory = vmap(pages, 4, VM_MAP, PAGE_KERNEL);
	}
	if (memory)
		entries_of(test, "iov_iter.extract_bvecs.kvec.in_pieces",
			   memory, 4 * PAGE_SIZE, "4p,4");
	vunmap(memory);
	if (folio)
		__free_pages(folio, 2);
	if (other)
		__free_page(other);
}

/* What is there stays, and counts towards the limit. */
static void adds_to_entries(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 1);
	struct bio_vec bv[4] = { }, first;
	unsigned short nr = 1;
	char amount[24], seen[CLAIM_TEXT];
	struct iov_iter iter;
	struct kvec kvec;

	if (!page)
		return;
	bv[0].bv_page = page;
	bv[0].bv_len = PAGE_SIZE;
	first = bv[0];
	kvec.iov_base = page_address(page) + PAGE_SIZE;
	kvec.iov_len = PAGE_SIZE;
	iov_iter_kvec(&iter, WRITE, &kvec, 1, PAGE_SIZE);
	claim_amount(amount, sizeof(amount),
		     pincer_extract_bvecs(&iter, bv, PAGE_SIZE, &nr, 4,
					  0));
	snprintf(seen, sizeof(seen), "%s,%u%s", amount, nr,
		 memcmp(&first, &bv[0], sizeof(first)) ? ",overwritten" : "");
	claim(test, "iov_iter.extract_bvecs.kvec.adds", seen, "1p,2");
	__free_pages(page, 1);
}

#ifdef PINCER_HAVE_EXTRACT_BVECS_ALIGN
/**
 * struct alignment - segments of half pages and less, and a mask
 * @name: as it appears in contract ids
 * @offset: of the first segment; the second one begins at a page
 * @length: of the first segment
 * @second: length of the second
 * @promise: what comes of asking for 512-byte alignment
 */
static const struct alignment {
	const char *name;
	size_t offset;
	size_t length;
	size_t second;
	const char *promise;
} alignments[] = {
	{ "aligned", 512, 1024, 1024, "1024" },
	{ "address", 256, 1024, 1024, "EINVAL" },
	{ "length", 512, 256, 1024, "EINVAL" },
	/* Only what is extracted from counts: one segment of these. */
	{ "later_segment", 512, 1024, 256, "1024" },
};

/* Of a BVEC, several segments may be extracted from, so all of them count. */
static void alignment_of_bvec(struct kunit *test)
{
	static const char id[] = "iov_iter.extract_bvecs.bvec.align_later_segment";
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 1);
	struct bio_vec from[2] = { }, bv[4] = { };
	struct iov_iter iter;
	char seen[CLAIM_TEXT];
	unsigned short nr = 0;

	if (!page)
		return;
	from[0].bv_page = page;
	from[0].bv_len = 1024;
	from[1].bv_page = page + 1;
	from[1].bv_len = 256;
	iov_iter_bvec(&iter, WRITE, from, 2, 1280);
	claim_amount(seen, sizeof(seen),
		     pincer_extract_bvecs(&iter, bv, 1280, &nr, 4, 511));
	if (iov_iter_count(&iter) != 1280)
		strlcat(seen, ",wrong_advance", sizeof(seen));
	claim(test, id, seen, "EINVAL");
	__free_pages(page, 1);
}

static void alignments_hold(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 1);
	size_t i;

	for (i = 0; page && i < ARRAY_SIZE(alignments); i++) {
		const struct alignment *a = &alignments[i];
		struct kvec kvec[2] = {
			{ page_address(page) + a->offset, a->length },
			{ page_address(page) + PAGE_SIZE, a->second },
		};
		size_t all = a->length + a->second;
		struct bio_vec bv[4] = { };
		struct iov_iter iter;
		unsigned short nr = 0;
		char id[CLAIM_ID], seen[CLAIM_TEXT];
		ssize_t got;

		snprintf(id, sizeof(id), "iov_iter.extract_bvecs.kvec.align_%s",
			 a->name);
		iov_iter_kvec(&iter, WRITE, kvec, 2, all);
		got = pincer_extract_bvecs(&iter, bv, all, &nr, 4, 511);
		/* Bytes, since sectors do not grow with pages. */
		if (got > 0)
			snprintf(seen, sizeof(seen), "%zd", got);
		else
			claim_amount(seen, sizeof(seen), got);
		if (iov_iter_count(&iter) != all - (got > 0 ? got : 0))
			strlcat(seen, ",wrong_advance", sizeof(seen));
		claim(test, id, seen, a->promise);
	}
	if (page)
		__free_pages(page, 1);
}
#endif

static struct kunit_case cases[] = {
	KUNIT_CASE(neighbours_in_folio),
	KUNIT_CASE(neighbours_apart),
	KUNIT_CASE(folio_in_pieces),
	KUNIT_CASE(adds_to_entries),
#ifdef PINCER_HAVE_EXTRACT_BVECS_ALIGN
	KUNIT_CASE(alignments_hold),
	KUNIT_CASE(alignment_of_bvec),
#endif
	{ }
};
#else
static void missing(struct kunit *test)
{
	claim_skip(test, "iov_iter.extract_bvecs.kvec.one_folio",
		   "this kernel has no iov_iter_extract_bvecs()");
}

static struct kunit_case cases[] = {
	KUNIT_CASE(missing),
	{ }
};
#endif

struct kunit_suite pincer_bvecs_suite = {
	.name = "pincer_bvecs",
	.test_cases = cases,
};
