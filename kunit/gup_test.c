// SPDX-License-Identifier: GPL-2.0
/*
 * GUP by itself: the fast path takes only what is present and allowed, and the
 * slow one decides about the rest. So present memory shows the one, where there
 * is one, and untouched memory the other; pin_user_pages() is always slow.
 */
#include <linux/mm.h>
#include <linux/mman.h>

#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "user_mm.h"

#define RW (PROT_READ | PROT_WRITE)

/**
 * struct request - one call
 * @name: as it appears in contract ids
 * @prot: how the memory is mapped
 * @present: it was written to before
 * @flags: FOLL_...
 * @promise: what must come: an error, or the kind of page and what holds it
 */
static const struct request {
	const char *name;
	unsigned long prot;
	bool present;
	unsigned int flags;
	const char *promise;
} requests[] = {
	{ "written_read", RW, true, 0, "own,pin" },
	{ "written_write", RW, true, FOLL_WRITE, "own,pin" },
	{ "written_longterm_read", RW, true, FOLL_LONGTERM, "own,pin" },
	{ "written_longterm_write", RW, true, FOLL_LONGTERM | FOLL_WRITE,
	  "own,pin" },
	{ "untouched_read", RW, false, 0, "zero,none" },
	{ "untouched_write", RW, false, FOLL_WRITE, "own,pin" },
	{ "untouched_longterm_read", RW, false, FOLL_LONGTERM, "own,pin" },
	{ "untouched_longterm_write", RW, false, FOLL_LONGTERM | FOLL_WRITE,
	  "own,pin" },
	{ "readonly_read", PROT_READ, false, 0, "zero,none" },
	{ "readonly_write", PROT_READ, false, FOLL_WRITE, "EFAULT" },
	{ "readonly_longterm_write", PROT_READ, false,
	  FOLL_LONGTERM | FOLL_WRITE, "EFAULT" },
	{ "no_access_read", PROT_NONE, false, 0, "EFAULT" },
};

static long pin_fast(unsigned long addr, unsigned int flags, struct page **page)
{
	return pin_user_pages_fast(addr, 1, flags, page);
}

static long pin_slow(unsigned long addr, unsigned int flags, struct page **page)
{
	long got;

	mmap_read_lock(current->mm);
	got = pincer_pin_user_pages(addr, 1, flags, page);
	mmap_read_unlock(current->mm);
	return got;
}

static const struct gup_way {
	const char *name;
	long (*pin)(unsigned long addr, unsigned int flags, struct page **page);
} paths[] = {
	{ "pin_user_pages_fast", pin_fast },
	{ "pin_user_pages", pin_slow },
};

PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;

	if (number == ARRAY_SIZE(requests) * ARRAY_SIZE(paths))
		return NULL;
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s",
		 paths[number / ARRAY_SIZE(requests)].name,
		 requests[number % ARRAY_SIZE(requests)].name);
	return (const void *)(number + 1);
}

/*
 * What one pin adds. That nobody else touches the zero page meanwhile is not
 * certain, so a small difference is none there.
 */
static const char *hold_of(struct page *page, long taken)
{
	if (page == ZERO_PAGE(0))
		return taken < GUP_PIN_COUNTING_BIAS / 2 ? "none" : "pin";
	return pincer_maybe_pinned(page) ? "pin" : "reference";
}

static void attempt(const struct gup_way *path, const struct request *request,
		    unsigned long addr, char *seen)
{
	long zero = page_ref_count(ZERO_PAGE(0));
	struct page *page = NULL;
	long got = path->pin(addr, request->flags, &page);

	if (got != 1) {
		claim_amount(seen, CLAIM_TEXT, got);
		return;
	}
	/* For long it is wrong however it is held. */
	if (page == ZERO_PAGE(0) && request->flags & FOLL_LONGTERM)
		snprintf(seen, CLAIM_TEXT, "zero");
	else
		snprintf(seen, CLAIM_TEXT, "%s,%s",
			 page == ZERO_PAGE(0) ? "zero" : "own",
			 hold_of(page, page_ref_count(ZERO_PAGE(0)) - zero));
	unpin_user_page(page);
	if (page != ZERO_PAGE(0) && pincer_maybe_pinned(page))
		strlcat(seen, ",stays_pinned", CLAIM_TEXT);
}

static void pin_one(struct kunit *test)
{
	unsigned long number = (unsigned long)pincer_param(test) - 1;
	const struct gup_way *path = &paths[number / ARRAY_SIZE(requests)];
	const struct request *request = &requests[number % ARRAY_SIZE(requests)];
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	struct page *page;
	unsigned long addr;
	int error;

	snprintf(id, sizeof(id), "gup.%s.%s", path->name, request->name);
	if (user_mm_enter(test)) {
		claim_skip(test, id, user_mm_why());
		return;
	}
	addr = user_mm_map(test, PAGE_SIZE, request->prot);
	error = IS_ERR_VALUE(addr) ? (int)addr : 0;
	if (!error && request->present) {
		error = user_mm_page(addr, true, &page);
		if (!error)
			put_page(page);
	}
	if (error) {
		claim_error(test, id, "mapping", error);
	} else {
		attempt(path, request, addr, seen);
		claim(test, id, seen, request->promise);
	}
	if (!IS_ERR_VALUE(addr))
		user_mm_unmap(addr, PAGE_SIZE);
	user_mm_leave(test);
}

PINCER_CASE_BODY(pin_one, points)

static struct kunit_case cases[] = {
	PINCER_CASE(pin_one, points),
	{ }
};

struct kunit_suite pincer_gup_suite = {
	.name = "pincer_gup",
	.test_cases = cases,
};
