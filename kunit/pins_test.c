// SPDX-License-Identifier: GPL-2.0
/* Pins: what holds a page, whether all is given back, and who says so. */
#include <linux/mm.h>

#include "claim.h"
#include "combo.h"
#include "compat.h"
#include "suites.h"
#include "user_mm.h"

PINCER_GENERATOR(combos)
{
	struct combo combo;

	do {
		prev = combo_next(prev, desc);
		if (prev)
			combo = combo_get(prev);
	} while (prev && !api_can(combo.api, combo.flavour));
	return prev;
}

/* The references to all that is behind an iterator, each page's head once. */
static long references(const struct built *built)
{
	unsigned int i, k;
	long sum = 0;

	for (i = 0; i < built->nr_pieces; i++) {
		struct page *page = built->piece[i].page;

		if (!page)
			continue;
		page = compound_head(page);
		for (k = 0; k < i; k++)
			if (built->piece[k].page &&
			    compound_head(built->piece[k].page) == page)
				break;
		if (k == i)
			sum += page_ref_count(page);
	}
	return sum;
}

static bool all_pinned(const struct haul *haul)
{
	unsigned int i;

	for (i = 0; i < haul->nr; i++)
		if (!haul->at[i].page ||
		    !pincer_maybe_pinned(haul->at[i].page +
					 haul->at[i].offset / PAGE_SIZE))
			return false;
	return haul->nr;
}

/*
 * All of a user's pages here are small ones, so that a pin shows in the
 * reference count: GUP_PIN_COUNTING_BIAS each.
 */
static void name_hold(char *seen, long taken, const struct haul *haul)
{
	long pages = haul_pages(haul);

	if (!pages)
		snprintf(seen, CLAIM_TEXT, "nothing");
	else if (!taken)
		snprintf(seen, CLAIM_TEXT, "none");
	else if (taken == pages)
		snprintf(seen, CLAIM_TEXT, "reference");
	else if (taken == pages * GUP_PIN_COUNTING_BIAS && all_pinned(haul))
		snprintf(seen, CLAIM_TEXT, "pin");
	else
		snprintf(seen, CLAIM_TEXT, "%ld_for_%ld", taken, pages);
}

/*
 * Pages that were faulted in just now may wait in a batch, which holds a
 * reference until someone empties it. So what is left over may be less, once.
 */
#define ATTEMPTS 3

static void held(const struct combo *combo, const struct built *built,
		 char *seen)
{
	enum hold hold = api_hold(combo->api, combo->flavour);
	long before, during, after = 0;
	struct iov_iter iter;
	struct haul haul;
	int i;

	for (i = 0; i < ATTEMPTS; i++) {
		iter = built->iter;
		memset(&haul, 0, sizeof(haul));
		before = references(built);
		combo->api->take(&iter, 64 * PAGE_SIZE, HAUL_MAX, &haul);
		during = references(built);
		name_hold(seen, during - before, &haul);
		haul_release(&haul, hold);
		after = references(built) - before;
		if (!after)
			return;
	}
	snprintf(seen, CLAIM_TEXT, "leaves_%ld", after);
}

static const char *const holds[] = {
	[HOLD_NONE] = "none", [HOLD_REF] = "reference", [HOLD_PIN] = "pin",
};

static void hold(struct kunit *test)
{
	struct combo combo = combo_get(pincer_param(test));
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);
	char id[CLAIM_ID], seen[CLAIM_TEXT];

	combo_id(&combo, "hold", id);
	if (!built || !combo_build(test, &combo, id, built))
		return;
	held(&combo, built, seen);
	claim(test, id, seen, api_reach(combo.api, built) ?
	      holds[api_hold(combo.api, combo.flavour)] : "nothing");
	flavour_release(test, built);
}

PINCER_CASE_BODY(hold, combos)

#ifdef PINCER_HAVE_EXTRACT_PAGES
static void will_pin(struct kunit *test)
{
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);
	const struct flavour *flavour;
	char id[CLAIM_ID];
	unsigned int i;

	for (i = 0; built && (flavour = flavour_at(i)); i++) {
		snprintf(id, sizeof(id), "iov_iter.extract_will_pin.%s",
			 flavour->name);
		if (flavour_build(test, flavour, READ, built))
			claim_skip(test, id,
				   "this kernel has no such iterator");
		else
			claim(test, id,
			      iov_iter_extract_will_pin(&built->iter) ?
			      "yes" : "no",
			      flavour->family == FAMILY_USER ? "yes" : "no");
		flavour_release(test, built);
	}
}
#endif

static struct kunit_case cases[] = {
	PINCER_CASE(hold, combos),
#ifdef PINCER_HAVE_EXTRACT_PAGES
	KUNIT_CASE(will_pin),
#endif
	{ }
};

struct kunit_suite pincer_pins_suite = {
	.name = "pincer_pins",
	USER_MM_SUITE
	.test_cases = cases,
};
