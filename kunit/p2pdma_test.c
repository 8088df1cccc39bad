// SPDX-License-Identifier: GPL-2.0
/*
 * Memory of a PCI device. From a user's mapping it is extracted only if the
 * caller allows it. From an ITER_BVEC it is always extracted, since nothing
 * checks that; so no caller may build one from user memory that it did not
 * check.
 */
#include <linux/memremap.h>
#include <linux/mm.h>

#include "claim.h"
#include "compat.h"
#include "p2pdma_mem.h"
#include "p2pdma_test.h"
#include "suites.h"

void p2pdma_name(const struct extraction *ex, char *observed)
{
	claim_amount(observed, CLAIM_TEXT, ex->ret);
	if (ex->ret <= 0)
		return;
	strlcat(observed, is_pci_p2pdma_page(ex->entry[0].page) ?
		",p2pdma" : ",ram", CLAIM_TEXT);
}

void p2pdma_extract(const struct api *api, struct iov_iter *iter,
		    enum pin_mode mode, char *observed)
{
	struct extraction ex;

	api_extract(api, iter, PAGE_SIZE, EXTRACTION_MAX, &ex);
	p2pdma_name(&ex, observed);
	extraction_release(&ex, mode);
}

/*
 * Since 6.14 the pages of device memory from pci_alloc_p2pmem() have no
 * references, and get_page() on one WARN()s.
 */
static const char *skip_reason(const struct api *api,
			       const struct p2pdma_mem *mem)
{
	if (!api->extract)
		return "this kernel has no such call";
	if (api->kernel_mode == PIN_MODE_REF && !page_ref_count(mem->page))
		return "such a page counts no references, and this takes one";
	return NULL;
}

static void kernel_bvec(struct kunit *test)
{
	struct p2pdma_mem mem = { };
	const char *missing = p2pdma_mem_get(&mem);
	struct bio_vec bv = { .bv_page = mem.page, .bv_len = PAGE_SIZE };
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	const struct api *api;
	struct iov_iter iter;
	const char *reason;
	unsigned int i;

	for (i = 0; (api = api_at(i)); i++) {
		snprintf(id, sizeof(id), "iov_iter.%s.bvec_p2pdma.unchecked",
			 api->name);
		reason = missing ?: skip_reason(api, &mem);
		if (reason) {
			claim_skip(test, id, reason);
			continue;
		}
		iov_iter_bvec(&iter, READ, &bv, 1, PAGE_SIZE);
		p2pdma_extract(api, &iter, api->kernel_mode, observed);
		claim(test, id, observed, "1p,p2pdma");
	}
	p2pdma_mem_put(&mem);
}

#ifdef PINCER_HAVE_EXTRACT_BVECS
/* Extract RAM and device memory in two calls: no call may return both. */
static void extract_split(struct kunit *test, const char *id, struct page *ram,
			  struct page *device)
{
	const struct api *api = api_find("extract_bvecs");
	struct bio_vec bv[2] = {
		{ .bv_page = ram, .bv_len = PAGE_SIZE },
		{ .bv_page = device, .bv_len = PAGE_SIZE },
	};
	char observed[CLAIM_TEXT], second[CLAIM_TEXT];
	struct extraction ex;
	struct iov_iter iter;

	iov_iter_bvec(&iter, READ, bv, 2, 2 * PAGE_SIZE);
	api_extract(api, &iter, 2 * PAGE_SIZE, EXTRACTION_MAX, &ex);
	p2pdma_name(&ex, observed);
	api_extract(api, &iter, 2 * PAGE_SIZE, EXTRACTION_MAX, &ex);
	p2pdma_name(&ex, second);
	strlcat(observed, "+", sizeof(observed));
	strlcat(observed, second, sizeof(observed));
	claim(test, id, observed, "1p,ram+1p,p2pdma");
}

/* Append device memory to an array that holds RAM: no bio may hold both. */
static void extract_behind(struct kunit *test, const char *id, struct page *ram,
			   struct page *device)
{
	struct bio_vec bv[4] = { { .bv_page = ram, .bv_len = PAGE_SIZE } };
	struct bio_vec from = { .bv_page = device, .bv_len = PAGE_SIZE };
	char observed[CLAIM_TEXT];
	unsigned short nr = 1;
	struct iov_iter iter;

	iov_iter_bvec(&iter, READ, &from, 1, PAGE_SIZE);
	claim_amount(observed, sizeof(observed),
		     pincer_extract_bvecs(&iter, bv, PAGE_SIZE, &nr, 4, 0));
	if (nr != 1 || iov_iter_count(&iter) != PAGE_SIZE)
		strlcat(observed, ",taken", sizeof(observed));
	claim(test, id, observed, "0");
}

#else
#define extract_split NULL
#define extract_behind NULL
#endif

static void with_both(struct kunit *test, const char *id,
		      void (*extract)(struct kunit *test, const char *id,
				      struct page *ram, struct page *device))
{
	struct p2pdma_mem mem = { };
	const char *reason = extract ? p2pdma_mem_get(&mem) :
			     "this kernel has no iov_iter_extract_bvecs()";
	struct page *ram = alloc_page(GFP_KERNEL);

	if (reason)
		claim_skip(test, id, reason);
	else if (!ram)
		claim_error(test, id, "allocating RAM", -ENOMEM);
	else
		extract(test, id, ram, mem.page);
	if (ram)
		__free_page(ram);
	p2pdma_mem_put(&mem);
}

static void kept_apart(struct kunit *test)
{
	with_both(test, "iov_iter.extract_bvecs.bvec_p2pdma.split",
		  extract_split);
	with_both(test, "iov_iter.extract_bvecs.bvec_p2pdma.behind_ram",
		  extract_behind);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(kernel_bvec),
	KUNIT_CASE(kept_apart),
	KUNIT_CASE(p2pdma_user_mapping),
	{ }
};

struct kunit_suite pincer_p2pdma_suite = {
	.name = "pincer_p2pdma",
	.test_cases = cases,
};
