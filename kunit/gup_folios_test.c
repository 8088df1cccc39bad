// SPDX-License-Identifier: GPL-2.0
/*
 * What GUP adds to pages of small and of large folios, several at once: to
 * their own counts, and to the kernel's counters of pins.
 */
#include <linux/mm.h>

#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "tally.h"
#include "user_large.h"
#include "user_mm.h"

#define PAGES 3

static long get_fast(unsigned long addr, struct page **pages)
{
	return get_user_pages_fast(addr, PAGES, FOLL_WRITE, pages);
}

static long pin_fast(unsigned long addr, struct page **pages)
{
	return pin_user_pages_fast(addr, PAGES, FOLL_WRITE, pages);
}

static long pin_slow(unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pincer_pin_user_pages(addr, PAGES, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}

static long pin_longterm(unsigned long addr, struct page **pages)
{
	return pin_user_pages_fast(addr, PAGES, FOLL_WRITE | FOLL_LONGTERM,
				   pages);
}

/**
 * struct way - one call
 * @name: as it appears in contract ids
 * @promise: what it adds, and by how much the two counters of pins grow
 * @take: do it
 * @give: one page back
 */
static const struct way {
	const char *name;
	const char *promise;
	long (*take)(unsigned long addr, struct page **pages);
	void (*give)(struct page *page);
} ways[] = {
	{ "get_user_pages_fast", "reference,+0-0", get_fast, put_page },
	{ "pin_user_pages_fast", "pin,+3-3", pin_fast, unpin_user_page },
	{ "pin_user_pages", "pin,+3-3", pin_slow, unpin_user_page },
	{ "pin_user_pages_fast.longterm", "pin,+3-3", pin_longterm,
	  unpin_user_page },
};

static const char *const folios[] = {
	[USER_SMALL] = "small", [USER_THP] = "thp", [USER_HUGETLB] = "hugetlb",
};

/* One for each way and kind of folio, counted from one. */
PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;

	if (number == ARRAY_SIZE(ways) * ARRAY_SIZE(folios))
		return NULL;
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s",
		 ways[number / ARRAY_SIZE(folios)].name,
		 folios[number % ARRAY_SIZE(folios)]);
	return (const void *)(number + 1);
}

/* The pages that lie there, held so that they can be counted throughout. */
static int hold_pages(unsigned long addr, struct page **pages)
{
	unsigned int i;
	int error;

	for (i = 0; i < PAGES; i++) {
		error = user_mm_page(addr + i * PAGE_SIZE, true, &pages[i]);
		if (error)
			return error;
	}
	return 0;
}

static void drop_pages(struct page **pages)
{
	unsigned int i;

	for (i = 0; i < PAGES; i++)
		if (pages[i])
			put_page(pages[i]);
}

static bool same_pages(struct page *const *a, struct page *const *b)
{
	unsigned int i;

	for (i = 0; i < PAGES; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

static void take_once(const struct way *way, unsigned long addr,
		      struct page *const *there, char *seen)
{
	struct tally before, during, after;
	struct page *pages[PAGES] = { };
	char counters[24];
	long got, i;

	tally(&before, there, PAGES);
	got = way->take(addr, pages);
	tally(&during, there, PAGES);
	for (i = 0; i < got; i++)
		way->give(pages[i]);
	tally(&after, there, PAGES);
	if (got != PAGES || !same_pages(pages, there)) {
		snprintf(seen, CLAIM_TEXT, "%ld,other_pages", got);
		return;
	}
	tally_hold(&before, &during, PAGES, seen);
	snprintf(counters, sizeof(counters), ",+%ld-%ld",
		 after.acquired - before.acquired,
		 after.released - before.released);
	strlcat(seen, counters, CLAIM_TEXT);
	if (after.references != before.references ||
	    after.pins != before.pins)
		strlcat(seen, ",left", CLAIM_TEXT);
}

/* Batches of new pages hold references, and others may pin something. */
#define ATTEMPTS 3

static int look(const struct way *way, unsigned long addr, char *seen)
{
	struct page *there[PAGES] = { };
	int i, error = hold_pages(addr, there);

	for (i = 0; i < ATTEMPTS && !error; i++) {
		take_once(way, addr, there, seen);
		if (!strcmp(seen, way->promise))
			break;
	}
	drop_pages(there);
	return error;
}

static void held(struct kunit *test)
{
	unsigned long number = (unsigned long)pincer_param(test) - 1;
	const struct way *way = &ways[number / ARRAY_SIZE(folios)];
	enum user_folios kind = number % ARRAY_SIZE(folios);
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	const char *why = NULL;
	struct user_area area;
	int error;

	snprintf(id, sizeof(id), "gup.%s.%s_folios", way->name, folios[kind]);
	if (user_mm_enter(test)) {
		claim_skip(test, id, user_mm_why());
		return;
	}
	error = user_area_map(test, kind, PAGES + 1, &area, &why);
	/* Not its first page, which is special where folios are large. */
	if (!error)
		error = look(way, area.addr + PAGE_SIZE, seen);
	if (error == -EOPNOTSUPP)
		claim_skip(test, id, why);
	else if (error)
		claim_error(test, id, "mapping", error);
	else
		claim(test, id, seen, way->promise);
	user_area_unmap(&area);
	user_mm_leave(test);
}

PINCER_CASE_BODY(held, points)

static struct kunit_case cases[] = {
	PINCER_CASE(held, points),
	{ }
};

struct kunit_suite pincer_gup_folios_suite = {
	.name = "pincer_gup_folios",
	.test_cases = cases,
};
