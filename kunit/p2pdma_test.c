// SPDX-License-Identifier: GPL-2.0
/*
 * Memory of a PCI device. From a user's mapping it is extracted only with
 * ITER_ALLOW_P2PDMA or FOLL_PCI_P2PDMA. From an ITER_BVEC it is always
 * extracted, since nothing checks that; so no caller may build one from user
 * memory that it did not check.
 */
#include <linux/memremap.h>
#include <linux/mm.h>

#include "claim.h"
#include "compat.h"
#include "gup_call.h"
#include "iter_fixture.h"
#include "p2pdma_mem.h"
#include "suites.h"
#include "user_mm.h"

static const char *name_page(const struct page *page)
{
	return is_pci_p2pdma_page(page) ? "p2pdma" : "ram";
}

/* The return value, and the kind of the first page. */
static void name_extraction(const struct extraction *ex, char *observed)
{
	claim_amount(observed, CLAIM_TEXT, ex->ret);
	if (ex->ret <= 0)
		return;
	strlcat(observed, ",", CLAIM_TEXT);
	strlcat(observed, name_page(ex->entry[0].page), CLAIM_TEXT);
}

static void extract_page(const struct api *api, struct iov_iter *iter,
			 enum pin_mode mode, char *observed)
{
	struct extraction ex;

	api_extract(api, iter, PAGE_SIZE, EXTRACTION_MAX, &ex);
	name_extraction(&ex, observed);
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
		extract_page(api, &iter, api->kernel_mode, observed);
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
	name_extraction(&ex, observed);
	api_extract(api, &iter, 2 * PAGE_SIZE, EXTRACTION_MAX, &ex);
	name_extraction(&ex, second);
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

#ifdef PINCER_HAVE_FOLL_P2PDMA
/**
 * struct pin_case - flags of pin_user_pages() on a user's mapping
 * @name: as it appears in contract ids
 * @flags: FOLL_...
 * @promise: an errno, or which page is returned and what is taken on it
 */
static const struct pin_case {
	const char *name;
	unsigned int flags;
	const char *promise;
} pin_cases[] = {
	{ "read", 0, "EREMOTEIO" },
	{ "write", FOLL_WRITE, "EREMOTEIO" },
	{ "allowed_read", FOLL_PCI_P2PDMA, "p2pdma,pin" },
	{ "allowed_write", FOLL_PCI_P2PDMA | FOLL_WRITE, "p2pdma,pin" },
	{ "longterm_read", FOLL_LONGTERM, "EREMOTEIO" },
	/* writable_file_mapping_allowed() of mm/gup.c comes first. */
	{ "longterm_write", FOLL_LONGTERM | FOLL_WRITE, "EFAULT" },
};

static void pin(struct kunit *test, unsigned long addr, unsigned int call,
		const struct pin_case *c)
{
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	struct page *page = NULL;
	long got = gup_call(call, addr, 1, c->flags, &page, NULL);

	if (got == 1) {
		snprintf(observed, sizeof(observed), "%s,%s", name_page(page),
			 pincer_maybe_pinned(page) ? "pin" : "reference");
		gup_release(call, page);
	} else {
		claim_amount(observed, sizeof(observed), got);
	}
	snprintf(id, sizeof(id), "gup.pin_user_pages%s.p2pdma_%s",
		 call & GUP_FAST ? "_fast" : "", c->name);
	claim(test, id, observed, c->promise);
}

static void init_iter(struct iov_iter *iter, struct iovec *iov,
		      unsigned long addr, unsigned int direction)
{
	iov->iov_base = (void __user *)addr;
	iov->iov_len = PAGE_SIZE;
	iov_iter_init(iter, direction, iov, 1, PAGE_SIZE);
}

static void claim_user(struct kunit *test, const char *api, const char *what,
		       unsigned int direction, const char *observed,
		       const char *promise)
{
	char id[CLAIM_ID];

	snprintf(id, sizeof(id), "iov_iter.%s.user_p2pdma.%s:%s", api, what,
		 direction_name(direction));
	claim(test, id, observed, promise);
}

/* No call extracts such memory from a user's mapping without being allowed. */
static void extract_user(struct kunit *test, unsigned long addr,
			 const struct api *api, unsigned int direction)
{
	char observed[CLAIM_TEXT];
	struct iov_iter iter;
	struct iovec iov;

	if (!api->extract)
		return;
	init_iter(&iter, &iov, addr, direction);
	extract_page(api, &iter, api->user_mode, observed);
	claim_user(test, api->name, "refused", direction, observed,
		   "EREMOTEIO");
}

static void extract_allowed(struct kunit *test, unsigned long addr,
			    unsigned int direction)
{
	struct page *array[1] = { }, **pages = array;
	struct extraction ex = { .nr = 1 };
	char observed[CLAIM_TEXT];
	struct iov_iter iter;
	struct iovec iov;
	size_t offset;

	init_iter(&iter, &iov, addr, direction);
	ex.ret = iov_iter_extract_pages(&iter, &pages, PAGE_SIZE, 1,
					ITER_ALLOW_P2PDMA, &offset);
	ex.entry[0].page = array[0];
	name_extraction(&ex, observed);
	if (ex.ret > 0)
		unpin_user_page(array[0]);
	claim_user(test, "extract_pages", "allowed", direction, observed,
		   "1p,p2pdma");
}

static void claim_mapping(struct kunit *test, unsigned long addr)
{
	const struct api *api;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(pin_cases); i++) {
		pin(test, addr, GUP_PIN | GUP_FAST, &pin_cases[i]);
		pin(test, addr, GUP_PIN, &pin_cases[i]);
	}
	for (i = 0; (api = api_at(i)); i++) {
		extract_user(test, addr, api, READ);
		extract_user(test, addr, api, WRITE);
	}
	extract_allowed(test, addr, READ);
	extract_allowed(test, addr, WRITE);
}

static void user_mapping(struct kunit *test)
{
	static const char id[] = "iov_iter.extract_pages.user_p2pdma.allowed";
	struct p2pdma_mem mem = { };
	const char *reason = p2pdma_mem_get(&mem);
	unsigned long addr;

	if (!reason && user_mm_enter())
		reason = user_mm_skip_reason();
	if (reason) {
		claim_skip(test, id, reason);
		p2pdma_mem_put(&mem);
		return;
	}
	addr = p2pdma_mem_map(test, &mem);
	if (IS_ERR_VALUE(addr)) {
		claim_error(test, id, "mapping p2pmem/allocate", addr);
	} else {
		claim_mapping(test, addr);
		user_mm_unmap(addr, PAGE_SIZE);
	}
	user_mm_leave();
	p2pdma_mem_put(&mem);
}
#else
static void user_mapping(struct kunit *test)
{
	claim_skip(test, "iov_iter.extract_pages.user_p2pdma.allowed",
		   "this kernel has no FOLL_PCI_P2PDMA, and maps no such memory");
}
#endif

static struct kunit_case cases[] = {
	KUNIT_CASE(kernel_bvec),
	KUNIT_CASE(kept_apart),
	KUNIT_CASE(user_mapping),
	{ }
};

struct kunit_suite pincer_p2pdma_suite = {
	.name = "pincer_p2pdma",
	.test_cases = cases,
};
