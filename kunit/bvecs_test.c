// SPDX-License-Identifier: GPL-2.0
/*
 * iov_iter_extract_bvecs(): which pages become one entry, which alignment it
 * insists on, and that it appends to an array.
 */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "claim.h"
#include "compat.h"
#include "suites.h"

#ifdef PINCER_HAVE_EXTRACT_BVECS

/* A return value, and the entries in the array after it: "2p,2". */
static void name_entries(char *observed, ssize_t got, unsigned short nr)
{
	char amount[24];

	claim_amount(amount, sizeof(amount), got);
	snprintf(observed, CLAIM_TEXT, "%s,%u", amount, nr);
}

/* How many entries a whole KVEC becomes. */
static void claim_entries(struct kunit *test, const char *id, void *memory,
			  size_t length, const char *promise)
{
	struct kvec kvec = { .iov_base = memory, .iov_len = length };
	struct bio_vec bv[8] = { };
	char observed[CLAIM_TEXT];
	struct iov_iter iter;
	unsigned short nr = 0;
	ssize_t got;

	iov_iter_kvec(&iter, WRITE, &kvec, 1, length);
	got = pincer_extract_bvecs(&iter, bv, length, &nr, ARRAY_SIZE(bv), 0);
	name_entries(observed, got, nr);
	claim(test, id, observed, promise);
}

/* The same for pages mapped in an order of our own. */
static void claim_mapped(struct kunit *test, const char *id,
			 struct page **pages, unsigned int nr,
			 const char *promise)
{
	void *memory = vmap(pages, nr, VM_MAP, PAGE_KERNEL);

	if (memory)
		claim_entries(test, id, memory, nr * PAGE_SIZE, promise);
	else
		claim_error(test, id, "vmap()", -ENOMEM);
	vunmap(memory);
}

/* Adjacent pages of one folio are one entry. */
static void neighbours_in_folio(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 2);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, page);
	claim_entries(test, "iov_iter.extract_bvecs.kvec.one_folio",
		      page_address(page), 4 * PAGE_SIZE, "4p,1");
	__free_pages(page, 2);
}

/* Adjacent folios are two entries, in either order. */
static void neighbours_apart(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL, 1);
	struct page *swapped[2];

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, page);
	split_page(page, 1);
	claim_entries(test, "iov_iter.extract_bvecs.kvec.neighbours",
		      page_address(page), 2 * PAGE_SIZE, "2p,2");
	swapped[0] = page + 1;
	swapped[1] = page;
	claim_mapped(test, "iov_iter.extract_bvecs.kvec.swapped", swapped, 2,
		     "2p,2");
	__free_page(page);
	__free_page(page + 1);
}

/* Pages of one folio that are not adjacent, as after copy-on-write of one. */
static void folio_in_pieces(struct kunit *test)
{
	struct page *folio = alloc_pages(GFP_KERNEL | __GFP_COMP, 2);
	struct page *other = alloc_page(GFP_KERNEL);

	if (folio && other) {
		struct page *pages[] = { folio, folio + 2, other, folio + 3 };

		claim_mapped(test, "iov_iter.extract_bvecs.kvec.in_pieces",
			     pages, 4, "4p,4");
	}
	if (folio)
		__free_pages(folio, 2);
	if (other)
		__free_page(other);
}

/* Entries in the array are kept, and count towards the limit. */
static void adds_to_entries(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 1);
	struct bio_vec bv[4] = { { .bv_page = page, .bv_len = PAGE_SIZE } };
	const struct bio_vec first = bv[0];
	char observed[CLAIM_TEXT];
	unsigned short nr = 1;
	struct iov_iter iter;
	struct kvec kvec;
	ssize_t got;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, page);
	kvec.iov_base = page_address(page) + PAGE_SIZE;
	kvec.iov_len = PAGE_SIZE;
	iov_iter_kvec(&iter, WRITE, &kvec, 1, PAGE_SIZE);
	got = pincer_extract_bvecs(&iter, bv, PAGE_SIZE, &nr, 4, 0);
	name_entries(observed, got, nr);
	if (memcmp(&first, &bv[0], sizeof(first)))
		strlcat(observed, ",overwritten", sizeof(observed));
	claim(test, "iov_iter.extract_bvecs.kvec.adds", observed, "1p,2");
	__free_pages(page, 1);
}

#ifdef PINCER_HAVE_EXTRACT_BVECS_ALIGN
/*
 * Extract everything with a mask of 511. Sectors do not grow with pages, so
 * that a length is observed in bytes.
 */
static void claim_aligned(struct kunit *test, const char *id,
			  struct iov_iter *iter, const char *promise)
{
	size_t all = iov_iter_count(iter);
	struct bio_vec bv[4] = { };
	char observed[CLAIM_TEXT];
	unsigned short nr = 0;
	ssize_t got;

	got = pincer_extract_bvecs(iter, bv, all, &nr, 4, 511);
	if (got > 0)
		snprintf(observed, sizeof(observed), "%zd", got);
	else
		claim_amount(observed, sizeof(observed), got);
	if (iov_iter_count(iter) != all - (got > 0 ? got : 0))
		strlcat(observed, ",wrong_advance", sizeof(observed));
	claim(test, id, observed, promise);
}

/* One call goes over several segments of a BVEC, so each must be aligned. */
static void alignment_of_bvec(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 1);
	struct bio_vec bv[2] = {
		{ .bv_page = page, .bv_len = 1024 },
		{ .bv_page = page + 1, .bv_len = 256 },
	};
	struct iov_iter iter;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, page);
	iov_iter_bvec(&iter, WRITE, bv, 2, 1280);
	claim_aligned(test, "iov_iter.extract_bvecs.bvec.align_later_segment",
		      &iter, "EINVAL");
	__free_pages(page, 1);
}

/**
 * struct alignment - a KVEC of two segments
 * @name: as it appears in contract ids
 * @offset: of the first segment in its page; the second one has none
 * @length: of the first segment
 * @second: length of the second
 * @promise: what a mask of 511 must make of it
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
	/* One call extracts from the first segment only. */
	{ "later_segment", 512, 1024, 256, "1024" },
};

static void alignment_of_kvec(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 1);
	char id[CLAIM_ID];
	size_t i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, page);
	for (i = 0; i < ARRAY_SIZE(alignments); i++) {
		const struct alignment *a = &alignments[i];
		struct kvec kvec[2] = {
			{ page_address(page) + a->offset, a->length },
			{ page_address(page) + PAGE_SIZE, a->second },
		};
		struct iov_iter iter;

		snprintf(id, sizeof(id), "iov_iter.extract_bvecs.kvec.align_%s",
			 a->name);
		iov_iter_kvec(&iter, WRITE, kvec, 2, a->length + a->second);
		claim_aligned(test, id, &iter, a->promise);
	}
	__free_pages(page, 1);
}
#endif

static struct kunit_case cases[] = {
	KUNIT_CASE(neighbours_in_folio),
	KUNIT_CASE(neighbours_apart),
	KUNIT_CASE(folio_in_pieces),
	KUNIT_CASE(adds_to_entries),
#ifdef PINCER_HAVE_EXTRACT_BVECS_ALIGN
	KUNIT_CASE(alignment_of_kvec),
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
