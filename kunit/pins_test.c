// SPDX-License-Identifier: GPL-2.0
/* Pins: what holds a page, whether all is given back, and who says so. */
#include <linux/mm.h>

#include "claim.h"
#include "combo.h"
#include "compat.h"
#include "suites.h"
#include "tally.h"
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

/* All that is behind an iterator. */
static void tally_built(struct tally *t, const struct built *built)
{
	struct page *pages[BUILT_PIECES];
	unsigned int i;

	for (i = 0; i < built->nr_pieces; i++)
		pages[i] = built->piece[i].page;
	tally(t, pages, built->nr_pieces);
}

static bool any_looks_pinned(const struct built *built)
{
	unsigned int i;

	for (i = 0; i < built->nr_pieces; i++)
		if (built->piece[i].page &&
		    pincer_maybe_pinned(built->piece[i].page))
			return true;
	return false;
}

static bool all_look_pinned(const struct haul *haul)
{
	unsigned int i;

	for (i = 0; i < haul->nr; i++)
		if (!haul->at[i].page ||
		    !pincer_maybe_pinned(haul->at[i].page +
					 haul->at[i].offset / PAGE_SIZE))
			return false;
	return true;
}

/*
 * Pages that were faulted in just now may wait in a batch, which holds a
 * reference until someone empties it; and somebody else may pin something. So
 * what is different from what should be is looked at again, a few times.
 */
#define ATTEMPTS 3

/**
 * struct grip - one call, and what it did to what holds the pages
 */
struct grip {
	struct tally before, during, after;
	struct haul haul;
	bool looks;
	bool looked;
};

static void grip(const struct combo *combo, const struct built *built,
		 struct grip *g)
{
	struct iov_iter iter = built->iter;

	memset(g, 0, sizeof(*g));
	tally_built(&g->before, built);
	combo->api->take(&iter, 64 * PAGE_SIZE, HAUL_MAX, &g->haul);
	tally_built(&g->during, built);
	g->looks = g->haul.nr && all_look_pinned(&g->haul);
	haul_release(&g->haul, api_hold(combo->api, combo->flavour));
	tally_built(&g->after, built);
	g->looked = any_looks_pinned(built);
}

static void name_grip(const struct grip *g, char *seen)
{
	tally_hold(&g->before, &g->during, haul_pages(&g->haul), seen);
	if (g->looks == !strcmp(seen, "pin") && !g->looked)
		return;
	strlcat(seen, g->looked ? ",stays_pinned" : g->looks ?
		",looks_pinned" : ",looks_unpinned", CLAIM_TEXT);
}

static const char *const holds[] = {
	[HOLD_NONE] = "none", [HOLD_REF] = "reference", [HOLD_PIN] = "pin",
};

static void held(const struct combo *combo, const struct built *built,
		 struct grip *g, const char *promise, char *seen)
{
	long left = 0;
	int i;

	for (i = 0; i < ATTEMPTS; i++) {
		grip(combo, built, g);
		name_grip(g, seen);
		left = g->after.references - g->before.references;
		if (!left && !strcmp(seen, promise))
			return;
	}
	if (left)
		snprintf(seen, CLAIM_TEXT, "leaves_%ld", left);
}

static void hold(struct kunit *test)
{
	struct combo combo = combo_get(pincer_param(test));
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);
	struct grip *g = kunit_kzalloc(test, sizeof(*g), GFP_KERNEL);
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	const char *promise;

	combo_id(&combo, "hold", id);
	if (!built || !g || !combo_build(test, &combo, id, built))
		return;
	promise = api_reach(combo.api, built) ?
		  holds[api_hold(combo.api, combo.flavour)] : "nothing";
	held(&combo, built, g, promise, seen);
	claim(test, id, seen, promise);
	flavour_release(test, built);
}

PINCER_CASE_BODY(hold, combos)

/* The kernel's own counters: of every page that it pins, and of no other. */
static void counters(struct kunit *test)
{
	struct combo combo = combo_get(pincer_param(test));
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);
	struct grip *g = kunit_kzalloc(test, sizeof(*g), GFP_KERNEL);
	char id[CLAIM_ID], seen[CLAIM_TEXT], promise[CLAIM_TEXT];
	unsigned int i, nr = 0;

	combo_id(&combo, "counters", id);
	if (!built || !g || !combo_build(test, &combo, id, built))
		return;
	if (api_hold(combo.api, combo.flavour) == HOLD_PIN)
		nr = api_reach_pages(combo.api, built);
	snprintf(promise, sizeof(promise), "+%u-%u", nr, nr);
	for (i = 0; i < ATTEMPTS; i++) {
		grip(&combo, built, g);
		snprintf(seen, sizeof(seen), "+%ld-%ld",
			 g->after.acquired - g->before.acquired,
			 g->after.released - g->before.released);
		if (!strcmp(seen, promise))
			break;
	}
	claim(test, id, seen, promise);
	flavour_release(test, built);
}

PINCER_CASE_BODY(counters, combos)

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
			claim_skip(test, id, flavour_why(built));
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
	PINCER_CASE(counters, combos),
#ifdef PINCER_HAVE_EXTRACT_PAGES
	KUNIT_CASE(will_pin),
#endif
	{ }
};

struct kunit_suite pincer_pins_suite = {
	.name = "pincer_pins",
	.test_cases = cases,
};
