// SPDX-License-Identifier: GPL-2.0
/*
 * pin_user_pages() and its fast variant on one page. The fast path of
 * mm/gup.c takes present pages only, so present memory is its test, and
 * untouched memory that of the slow path.
 */
#include <linux/mm.h>
#include <linux/mman.h>

#include "cases.h"
#include "claim.h"
#include "compat.h"
#include "gup_call.h"
#include "suites.h"
#include "user_mm.h"

#define RW (PROT_READ | PROT_WRITE)

/**
 * struct pin_case - memory and flags of one call
 * @name: as it appears in contract ids
 * @prot: the protection of the memory
 * @present: the page was faulted in for writing
 * @flags: FOLL_...
 * @promise: an errno, or which page is returned and what is taken on it
 */
static const struct pin_case {
	const char *name;
	unsigned long prot;
	bool present;
	unsigned int flags;
	const char *promise;
} pin_cases[] = {
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

static const struct gup_variant {
	const char *name;
	unsigned int call;
} variants[] = {
	{ "pin_user_pages_fast", GUP_PIN | GUP_FAST },
	{ "pin_user_pages", GUP_PIN },
};

/* One parameter for each variant and case, counted from one. */
PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;

	if (number == ARRAY_SIZE(pin_cases) * ARRAY_SIZE(variants))
		return NULL;
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s",
		 variants[number / ARRAY_SIZE(pin_cases)].name,
		 pin_cases[number % ARRAY_SIZE(pin_cases)].name);
	return (const void *)(number + 1);
}

/*
 * What one pin took. References to the zero page may come and go meanwhile, so
 * there only a difference of half a pin counts.
 */
static const char *name_mode(struct page *page, long zero_references)
{
	if (page == ZERO_PAGE(0))
		return zero_references < GUP_PIN_COUNTING_BIAS / 2 ? "none" :
								     "pin";
	return pincer_maybe_pinned(page) ? "pin" : "reference";
}

static void pin_page(unsigned int call, unsigned int flags, unsigned long addr,
		     char *observed)
{
	long zero = page_ref_count(ZERO_PAGE(0));
	struct page *page = NULL;
	long got = gup_call(call, addr, 1, flags, &page, NULL);
	bool is_zero = page == ZERO_PAGE(0);

	if (got != 1) {
		claim_amount(observed, CLAIM_TEXT, got);
		return;
	}
	zero = page_ref_count(ZERO_PAGE(0)) - zero;
	/* FOLL_LONGTERM must never return the zero page, pinned or not. */
	if (is_zero && flags & FOLL_LONGTERM)
		snprintf(observed, CLAIM_TEXT, "zero");
	else
		snprintf(observed, CLAIM_TEXT, "%s,%s",
			 is_zero ? "zero" : "own", name_mode(page, zero));
	gup_release(call, page);
	if (!is_zero && pincer_maybe_pinned(page))
		strlcat(observed, ",stays_pinned", CLAIM_TEXT);
}

static void pin_one(struct kunit *test)
{
	unsigned long number = (unsigned long)pincer_param(test) - 1;
	const struct gup_variant *v = &variants[number / ARRAY_SIZE(pin_cases)];
	const struct pin_case *c = &pin_cases[number % ARRAY_SIZE(pin_cases)];
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	unsigned long addr;
	int error;

	snprintf(id, sizeof(id), "gup.%s.%s", v->name, c->name);
	addr = user_mm_claim_map(test, id, PAGE_SIZE, c->prot);
	if (!addr)
		return;
	error = c->present ? user_mm_fault(addr, 1) : 0;
	if (error) {
		claim_error(test, id, "mapping", error);
	} else {
		pin_page(v->call, c->flags, addr, observed);
		claim(test, id, observed, c->promise);
	}
	user_mm_end(addr, PAGE_SIZE);
}

PINCER_CASE_BODY(pin_one, points)

static struct kunit_case cases[] = {
	PINCER_CASE(pin_one, points),
	KUNIT_CASE(gup_page_counts),
	{ }
};

struct kunit_suite pincer_gup_suite = {
	.name = "pincer_gup",
	.test_cases = cases,
};
