// SPDX-License-Identifier: GPL-2.0
/*
 * How many pages GUP is asked for: none, or more than there is memory. It
 * stores no page behind the last one that it returns.
 */
#include <linux/mm.h>
#include <linux/mman.h>

#include "cases.h"
#include "claim.h"
#include "compat.h"
#include "gup_call.h"
#include "user_mm.h"

/* Pages before a hole, at which any call ends; and an array with more room. */
#define PAGES 2
#define LENGTH ((PAGES + 1) * PAGE_SIZE)
#define ROOM 8

static const struct gup_variant {
	const char *name;
	unsigned int call;
} variants[] = {
	{ "get_user_pages", 0 }, { "get_user_pages_fast", GUP_FAST },
	{ "get_user_pages_remote", GUP_REMOTE }, { "pin_user_pages", GUP_PIN },
	{ "pin_user_pages_fast", GUP_PIN | GUP_FAST },
	{ "pin_user_pages_remote", GUP_PIN | GUP_REMOTE },
};

/**
 * struct count - a number of pages
 * @name: as it appears in contract ids
 * @pages: the number; as an int, which the "fast" calls take, the same
 * @promise: what the call must do
 */
static const struct count {
	const char *name;
	unsigned long pages;
	const char *promise;
} counts[] = {
	{ "no_pages", 0, "0,kept" },
	{ "too_many_pages", INT_MAX, "kept" },
	{ "negative_pages", -1UL, "kept" },
	/* In bytes, this is no pages, and a page: the product wraps. */
	{ "wrapping_pages", (ULONG_MAX >> PAGE_SHIFT) + 1, "kept" },
	{ "wrapping_page", (ULONG_MAX >> PAGE_SHIFT) + 2, "kept" },
};

static struct page guard;

static const char *spoilt(struct page *const *pages, long got)
{
	long i;

	for (i = max(got, 0L); i < ROOM; i++)
		if (pages[i] != &guard)
			return "written";
	return got > PAGES ? "too_many" : "kept";
}

/* What else was stored is held as well. */
static void release(unsigned int call, struct page *const *pages)
{
	unsigned int i;

	for (i = 0; i < ROOM; i++)
		if (pages[i] && pages[i] != &guard)
			gup_release(call, pages[i]);
}

static void call_gup(const struct gup_variant *v, const struct count *c,
		     unsigned long addr, char *observed)
{
	struct page *pages[ROOM];
	unsigned int i;
	char amount[24];
	long got;

	for (i = 0; i < ROOM; i++)
		pages[i] = &guard;
	got = gup_call(v->call, addr, c->pages, FOLL_WRITE, pages, NULL);
	claim_amount(amount, sizeof(amount), got);
	if (c->pages)
		strscpy(observed, spoilt(pages, got), CLAIM_TEXT);
	else
		snprintf(observed, CLAIM_TEXT, "%s,%s", amount,
			 spoilt(pages, 0));
	release(v->call, pages);
}

static const char *skip_reason(const struct gup_variant *v)
{
	if ((v->call & GUP_FAST) && !IS_ENABLED(CONFIG_HAVE_GUP_FAST) &&
	    !IS_ENABLED(CONFIG_HAVE_FAST_GUP))
		return "this architecture has no GUP-fast";
	return NULL;
}

static void claim_count_of(struct kunit *test, const struct gup_variant *v,
			   const struct count *c)
{
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	unsigned long addr;
	int error;

	snprintf(id, sizeof(id), "gup.%s.%s", v->name, c->name);
	if (skip_reason(v)) {
		claim_skip(test, id, skip_reason(v));
		return;
	}
	addr = user_mm_claim_map(test, id, LENGTH, PROT_READ | PROT_WRITE);
	if (!addr)
		return;
	error = user_mm_fault(addr, PAGES);
	user_mm_unmap(addr + PAGES * PAGE_SIZE, PAGE_SIZE);
	if (error) {
		claim_error(test, id, "mapping", error);
	} else {
		call_gup(v, c, addr, observed);
		claim(test, id, observed, c->promise);
	}
	user_mm_end(addr, LENGTH);
}

/* The "fast" calls take an int, which the last ones do not fit into. */
static bool applies(const struct gup_variant *v, const struct count *c)
{
	return !(v->call & GUP_FAST) || c->pages == (unsigned long)(int)c->pages;
}

void gup_page_counts(struct kunit *test)
{
	size_t i, k;

	for (i = 0; i < ARRAY_SIZE(variants); i++)
		for (k = 0; k < ARRAY_SIZE(counts); k++)
			if (applies(&variants[i], &counts[k]))
				claim_count_of(test, &variants[i], &counts[k]);
}
