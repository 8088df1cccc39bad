// SPDX-License-Identifier: GPL-2.0
/*
 * Memory of a PCI device. A user's comes through only where it was asked for;
 * the kernel's own comes through everywhere, since nobody looks: that this is
 * safe rests on nobody making such an iterator from a user's memory.
 */
#include <linux/memremap.h>
#include <linux/mm.h>

#include "api.h"
#include "claim.h"
#include "compat.h"
#include "p2pdma_mem.h"
#include "suites.h"
#include "user_mm.h"

/* What came, and whether it is such memory. */
static void name_haul(const struct haul *haul, char *seen)
{
	claim_amount(seen, CLAIM_TEXT, haul->got);
	if (haul->got > 0)
		strlcat(seen, is_pci_p2pdma_page(haul->at[0].page) ?
			",p2pdma" : ",ram", CLAIM_TEXT);
}

static void one_bvec(const struct api *api, const struct p2pdma_mem *mem,
		     char *seen)
{
	struct bio_vec bv = { .bv_page = mem->page, .bv_len = PAGE_SIZE };
	struct haul haul = { };
	struct iov_iter iter;

	iov_iter_bvec(&iter, READ, &bv, 1, PAGE_SIZE);
	api->take(&iter, PAGE_SIZE, HAUL_MAX, &haul);
	name_haul(&haul, seen);
	haul_release(&haul, api->hold_kernel);
}

/*
 * Since 6.14 device memory that only the kernel uses counts no references, and
 * to take one is a bug.
 */
static const char *kernel_lacks(const struct api *api,
				const struct p2pdma_mem *mem)
{
	if (!api->take)
		return "this kernel has no such call";
	if (api->hold_kernel == HOLD_REF && !page_ref_count(mem->page))
		return "such a page counts no references, and this takes one";
	return NULL;
}

static void kernel_bvec(struct kunit *test)
{
	struct p2pdma_mem mem = { };
	const char *missing = p2pdma_mem_get(&mem);
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	const struct api *api;
	const char *why;
	unsigned int i;

	for (i = 0; (api = api_at(i)); i++) {
		snprintf(id, sizeof(id), "iov_iter.%s.bvec_p2pdma.unchecked",
			 api->name);
		why = missing ?: kernel_lacks(api, &mem);
		if (why) {
			claim_skip(test, id, why);
			continue;
		}
		one_bvec(api, &mem, seen);
		claim(test, id, seen, "1p,p2pdma");
	}
	p2pdma_mem_put(&mem);
}

/* RAM and device memory are never in one result of extract_bvecs(). */
static void kept_apart(struct kunit *test)
{
	static const char id[] = "iov_iter.extract_bvecs.bvec_p2pdma.split";
	struct p2pdma_mem mem = { };
	const char *why = p2pdma_mem_get(&mem);
	struct page *page = alloc_page(GFP_KERNEL);
	struct haul first = { }, second = { };
	const struct api *api;
	char seen[CLAIM_TEXT], amount[24];
	struct bio_vec bv[2] = { };
	struct iov_iter iter;
	unsigned int i;

	for (i = 0; (api = api_at(i)); i++)
		if (!strcmp(api->name, "extract_bvecs"))
			break;
	if (!why && !api->take)
		why = "this kernel has no iov_iter_extract_bvecs()";
	if (why || !page) {
		claim_skip(test, id, why ?: "out of memory");
		goto out;
	}
	bv[0].bv_page = page;
	bv[1].bv_page = mem.page;
	bv[0].bv_len = PAGE_SIZE;
	bv[1].bv_len = PAGE_SIZE;
	iov_iter_bvec(&iter, READ, bv, 2, 2 * PAGE_SIZE);
	api->take(&iter, 2 * PAGE_SIZE, HAUL_MAX, &first);
	api->take(&iter, 2 * PAGE_SIZE, HAUL_MAX, &second);
	name_haul(&first, seen);
	name_haul(&second, amount);
	strlcat(seen, "+", sizeof(seen));
	strlcat(seen, amount, sizeof(seen));
	claim(test, id, seen, "1p,ram+1p,p2pdma");
out:
	if (page)
		__free_page(page);
	p2pdma_mem_put(&mem);
}

/* Nor are they when the RAM is what somebody else has put there before. */
static void kept_apart_from_entries(struct kunit *test)
{
	static const char id[] = "iov_iter.extract_bvecs.bvec_p2pdma.behind_ram";
#ifdef PINCER_HAVE_EXTRACT_BVECS
	struct p2pdma_mem mem = { };
	const char *why = p2pdma_mem_get(&mem);
	struct page *page = alloc_page(GFP_KERNEL);
	struct bio_vec bv[4] = { }, from = { };
	unsigned short nr = 1;
	struct iov_iter iter;
	char seen[CLAIM_TEXT];

	if (why || !page) {
		claim_skip(test, id, why ?: "out of memory");
		goto out;
	}
	bv[0].bv_page = page;
	bv[0].bv_len = PAGE_SIZE;
	from.bv_page = mem.page;
	from.bv_len = PAGE_SIZE;
	iov_iter_bvec(&iter, READ, &from, 1, PAGE_SIZE);
	claim_amount(seen, sizeof(seen),
		     pincer_extract_bvecs(&iter, bv, PAGE_SIZE, &nr, 4, 0));
	if (nr != 1 || iov_iter_count(&iter) != PAGE_SIZE)
		strlcat(seen, ",taken", sizeof(seen));
	claim(test, id, seen, "0");
out:
	if (page)
		__free_page(page);
	p2pdma_mem_put(&mem);
#else
	claim_skip(test, id, "this kernel has no iov_iter_extract_bvecs()");
#endif
}

#ifdef PINCER_HAVE_FOLL_P2PDMA
/**
 * struct user_request - one GUP call over a user's mapping
 */
static const struct user_request {
	const char *name;
	unsigned int flags;
	const char *promise;
} user_requests[] = {
	{ "read", 0, "EREMOTEIO" },
	{ "write", FOLL_WRITE, "EREMOTEIO" },
	{ "allowed_read", FOLL_PCI_P2PDMA, "p2pdma,pin" },
	{ "allowed_write", FOLL_PCI_P2PDMA | FOLL_WRITE, "p2pdma,pin" },
	{ "longterm_read", FOLL_LONGTERM, "EREMOTEIO" },
	/* Its file hears of writes, and that is looked at first. */
	{ "longterm_write", FOLL_LONGTERM | FOLL_WRITE, "EFAULT" },
};

static void pin(struct kunit *test, unsigned long addr, bool fast,
		const struct user_request *r)
{
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	struct page *page = NULL;
	long got;

	if (fast) {
		got = pin_user_pages_fast(addr, 1, r->flags, &page);
	} else {
		mmap_read_lock(current->mm);
		got = pincer_pin_user_pages(addr, 1, r->flags, &page);
		mmap_read_unlock(current->mm);
	}
	if (got == 1) {
		snprintf(seen, sizeof(seen), "%s,%s",
			 is_pci_p2pdma_page(page) ? "p2pdma" : "ram",
			 pincer_maybe_pinned(page) ? "pin" : "reference");
		unpin_user_page(page);
	} else {
		claim_amount(seen, sizeof(seen), got);
	}
	snprintf(id, sizeof(id), "gup.pin_user_pages%s.p2pdma_%s",
		 fast ? "_fast" : "", r->name);
	claim(test, id, seen, r->promise);
}

/* No way of taking pages that cannot ask for such memory gives it. */
static void take(struct kunit *test, unsigned long addr, const struct api *api,
		 unsigned int direction)
{
	struct iovec iov = {
		.iov_base = (void __user *)addr, .iov_len = PAGE_SIZE,
	};
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	struct haul haul = { };
	struct iov_iter iter;

	if (!api->take)
		return;
	iov_iter_init(&iter, direction, &iov, 1, PAGE_SIZE);
	api->take(&iter, PAGE_SIZE, HAUL_MAX, &haul);
	name_haul(&haul, seen);
	haul_release(&haul, api->hold_user);
	snprintf(id, sizeof(id), "iov_iter.%s.user_p2pdma.refused:%s",
		 api->name, direction == READ ? "dest" : "source");
	claim(test, id, seen, "EREMOTEIO");
}

static void take_allowed(struct kunit *test, unsigned long addr,
			 unsigned int direction)
{
	struct iovec iov = {
		.iov_base = (void __user *)addr, .iov_len = PAGE_SIZE,
	};
	struct page *array[1] = { }, **pages = array;
	struct haul haul = { .nr = 1 };
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	struct iov_iter iter;
	size_t offset;

	iov_iter_init(&iter, direction, &iov, 1, PAGE_SIZE);
	haul.got = iov_iter_extract_pages(&iter, &pages, PAGE_SIZE, 1,
					  ITER_ALLOW_P2PDMA, &offset);
	haul.at[0].page = array[0];
	name_haul(&haul, seen);
	if (haul.got > 0)
		unpin_user_page(array[0]);
	snprintf(id, sizeof(id), "iov_iter.extract_pages.user_p2pdma.allowed:%s",
		 direction == READ ? "dest" : "source");
	claim(test, id, seen, "1p,p2pdma");
}

static void all_of_mapping(struct kunit *test, unsigned long addr)
{
	const struct api *api;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(user_requests); i++) {
		pin(test, addr, true, &user_requests[i]);
		pin(test, addr, false, &user_requests[i]);
	}
	for (i = 0; (api = api_at(i)); i++) {
		take(test, addr, api, READ);
		take(test, addr, api, WRITE);
	}
	take_allowed(test, addr, READ);
	take_allowed(test, addr, WRITE);
}

static void user_mapping(struct kunit *test)
{
	static const char id[] = "iov_iter.extract_pages.user_p2pdma.allowed";
	struct p2pdma_mem mem = { };
	const char *why = p2pdma_mem_get(&mem);
	unsigned long addr;

	if (!why && user_mm_enter(test))
		why = user_mm_why();
	if (why) {
		claim_skip(test, id, why);
		p2pdma_mem_put(&mem);
		return;
	}
	addr = p2pdma_mem_map(test, &mem);
	if (IS_ERR_VALUE(addr)) {
		claim_error(test, id, "mapping p2pmem/allocate", addr);
	} else {
		all_of_mapping(test, addr);
		user_mm_unmap(addr, PAGE_SIZE);
	}
	user_mm_leave(test);
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
	KUNIT_CASE(kept_apart_from_entries),
	KUNIT_CASE(user_mapping),
	{ }
};

struct kunit_suite pincer_p2pdma_suite = {
	.name = "pincer_p2pdma",
	.test_cases = cases,
};
