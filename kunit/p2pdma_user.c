// SPDX-License-Identifier: GPL-2.0
/*
 * A user's mapping of PCI device memory, to pin_user_pages() with and without
 * FOLL_PCI_P2PDMA, and to iov_iter with and without ITER_ALLOW_P2PDMA.
 */
#include <linux/memremap.h>
#include <linux/mm.h>

#include "claim.h"
#include "compat.h"
#include "gup_call.h"
#include "iter_fixture.h"
#include "p2pdma_mem.h"
#include "p2pdma_test.h"
#include "user_mm.h"

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
		snprintf(observed, sizeof(observed), "%s,%s",
			 is_pci_p2pdma_page(page) ? "p2pdma" : "ram",
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
	p2pdma_extract(api, &iter, api->user_mode, observed);
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
	p2pdma_name(&ex, observed);
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

void p2pdma_user_mapping(struct kunit *test)
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
void p2pdma_user_mapping(struct kunit *test)
{
	claim_skip(test, "iov_iter.extract_pages.user_p2pdma.allowed",
		   "this kernel has no FOLL_PCI_P2PDMA, and maps no such memory");
}
#endif
