// SPDX-License-Identifier: GPL-2.0
/*
 * What GUP adds to the counts of small and of large folios, and to the counters
 * in /proc/vmstat, when it takes several pages at once.
 */
#include <linux/mm.h>

#include "claim.h"
#include "compat.h"
#include "gup_call.h"
#include "pin_counts.h"
#include "suites.h"
#include "user_area.h"
#include "user_mm.h"

#define PAGES 3

/**
 * struct gup_variant - one call
 * @name: as it appears in contract ids
 * @call: which call
 * @flags: FOLL_...
 * @promise: what it adds to the folio, and to the counters until release
 */
static const struct gup_variant {
	const char *name;
	unsigned int call;
	unsigned int flags;
	const char *promise;
} variants[] = {
	{ "get_user_pages_fast", GUP_FAST, FOLL_WRITE, "reference,+0-0" },
	{ "pin_user_pages_fast", GUP_PIN | GUP_FAST, FOLL_WRITE, "pin,+3-3" },
	{ "pin_user_pages", GUP_PIN, FOLL_WRITE, "pin,+3-3" },
	{ "pin_user_pages_fast.longterm", GUP_PIN | GUP_FAST,
	  FOLL_WRITE | FOLL_LONGTERM, "pin,+3-3" },
};

static const char *const folios[] = {
	[USER_SMALL] = "small", [USER_THP] = "thp", [USER_HUGETLB] = "hugetlb",
};

/* One parameter for each variant and kind of folio, counted from one. */
PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;

	if (number == ARRAY_SIZE(variants) * ARRAY_SIZE(folios))
		return NULL;
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s",
		 variants[number / ARRAY_SIZE(folios)].name,
		 folios[number % ARRAY_SIZE(folios)]);
	return (const void *)(number + 1);
}

/* Get a reference to each page, so that its counts can be read throughout. */
static int get_each(unsigned long addr, struct page **pages)
{
	unsigned int i;
	int error = 0;

	for (i = 0; i < PAGES && !error; i++)
		error = user_mm_page(addr + i * PAGE_SIZE, &pages[i]);
	return error;
}

static void put_each(struct page **pages)
{
	unsigned int i;

	for (i = 0; i < PAGES; i++)
		if (pages[i])
			put_page(pages[i]);
}

static void call_once(const struct gup_variant *v, unsigned long addr,
		      struct page *const *there, char *observed)
{
	struct pin_counts before, during, after;
	struct page *pages[PAGES] = { };
	long got, i;

	pin_counts_read(&before, there, PAGES);
	got = gup_call(v->call, addr, PAGES, v->flags, pages, NULL);
	pin_counts_read(&during, there, PAGES);
	for (i = 0; i < got; i++)
		gup_release(v->call, pages[i]);
	pin_counts_read(&after, there, PAGES);
	if (got != PAGES || memcmp(pages, there, sizeof(pages)))
		snprintf(observed, CLAIM_TEXT, "%ld,other_pages", got);
	else
		pin_counts_all(&before, &during, &after, PAGES, observed);
}

static int observe(const struct gup_variant *v, unsigned long addr,
		   char *observed)
{
	struct page *there[PAGES] = { };
	int i, error = get_each(addr, there);

	for (i = 0; i < PIN_COUNTS_ATTEMPTS && !error; i++) {
		call_once(v, addr, there, observed);
		if (!strcmp(observed, v->promise))
			break;
	}
	put_each(there);
	return error;
}

static void counts(struct kunit *test)
{
	unsigned long number = (unsigned long)pincer_param(test) - 1;
	const struct gup_variant *v = &variants[number / ARRAY_SIZE(folios)];
	enum user_folios kind = number % ARRAY_SIZE(folios);
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	const char *reason = NULL;
	struct user_area area;
	int error;

	snprintf(id, sizeof(id), "gup.%s.%s_folios", v->name, folios[kind]);
	if (user_mm_enter()) {
		claim_skip(test, id, user_mm_skip_reason());
		return;
	}
	error = user_area_map(test, kind, PAGES + 1, &area, &reason);
	/* From the second page on: the first one is a large folio's head. */
	if (!error)
		error = observe(v, area.addr + PAGE_SIZE, observed);
	if (error == -EOPNOTSUPP)
		claim_skip(test, id, reason);
	else if (error)
		claim_error(test, id, "mapping", error);
	else
		claim(test, id, observed, v->promise);
	user_area_unmap(&area);
	user_mm_leave();
}

PINCER_CASE_BODY(counts, points)

static struct kunit_case cases[] = {
	PINCER_CASE(counts, points),
	{ }
};

struct kunit_suite pincer_gup_folios_suite = {
	.name = "pincer_gup_folios",
	.test_cases = cases,
};
