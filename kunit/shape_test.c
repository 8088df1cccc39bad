// SPDX-License-Identifier: GPL-2.0
/*
 * Shape: the right page at the right place, how far one call goes, limits, and
 * that an iterator moves by what was returned, there and back.
 */
#include "claim.h"
#include "combo.h"
#include "compat.h"
#include "suites.h"
#include "user_mm.h"

PINCER_GENERATOR(combos)
{
	return combo_next(prev, desc);
}

/* Only what can take a limit on entries. */
PINCER_GENERATOR(limited)
{
	do {
		prev = combo_next(prev, desc);
	} while (prev && combo_get(prev).api->no_max);
	return prev;
}

/* Only what gives anything at all. */
PINCER_GENERATOR(reaching)
{
	struct combo combo;

	do {
		prev = combo_next(prev, desc);
		if (prev)
			combo = combo_get(prev);
	} while (prev && !api_can(combo.api, combo.flavour));
	return prev;
}

static void amount_at(char *text, const char *what, size_t where)
{
	char place[24];

	claim_amount(place, sizeof(place), where);
	snprintf(text, CLAIM_TEXT, "%s@%s", what, place);
}

/*
 * Take all of it, at most size bytes and max entries a time. What was seen is
 * how much there was and, if that is not all, what came then; or the first
 * thing that was wrong.
 */
static void walk(const struct combo *combo, const struct built *built,
		 size_t size, unsigned int max, char *seen)
{
	struct iov_iter iter = built->iter;
	enum hold hold = api_hold(combo->api, combo->flavour);
	char total[24], last[24];
	struct haul haul = { };
	const char *wrong;
	size_t where, at = 0;

	while (at < built->length) {
		memset(&haul, 0, sizeof(haul));
		combo->api->take(&iter, size, max, &haul);
		wrong = haul_wrong(&haul, built, at, &where);
		haul_release(&haul, hold);
		if (haul.got > 0 && !wrong) {
			at += haul.got;
			where = at;
			if (haul.got > size || haul.nr > max)
				wrong = "over_limit";
		}
		if (haul.got > 0 && !wrong &&
		    iov_iter_count(&iter) != built->length - at)
			wrong = "wrong_advance";
		if (haul.got > 0 && wrong) {
			amount_at(seen, wrong, where);
			return;
		}
		if (haul.got <= 0)
			break;
	}
	if (iov_iter_count(&iter) != built->length - at) {
		amount_at(seen, "advanced_on_failure", at);
		return;
	}
	claim_amount(total, sizeof(total), at);
	claim_amount(last, sizeof(last), haul.got);
	if (at == built->length)
		snprintf(seen, CLAIM_TEXT, "%s", total);
	else
		snprintf(seen, CLAIM_TEXT, "%s,%s", total, last);
}

/* Up to the first hole; nothing at all of what the call cannot do. */
static void walk_promise(const struct combo *combo, const struct built *built,
			 char *promise)
{
	size_t at = 0;
	unsigned int i;

	if (!api_can(combo->api, combo->flavour)) {
		snprintf(promise, CLAIM_TEXT, "0,EFAULT");
		return;
	}
	for (i = 0; i < built->nr_pieces && built->piece[i].page; i++)
		at += built->piece[i].length;
	claim_amount(promise, CLAIM_TEXT, at);
	if (at < built->length)
		strlcat(promise, combo->api->no_zero ? ",EFAULT" : ",0",
			CLAIM_TEXT);
}

static void walks(struct kunit *test, const char *what, size_t size,
		  unsigned int max)
{
	struct combo combo = combo_get(pincer_param(test));
	char id[CLAIM_ID], seen[CLAIM_TEXT], promise[CLAIM_TEXT];
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);

	combo_id(&combo, what, id);
	if (!built || !combo_build(test, &combo, id, built))
		return;
	walk(&combo, built, size, max, seen);
	walk_promise(&combo, built, promise);
	claim(test, id, seen, promise);
	flavour_release(test, built);
}

static void walk_whole(struct kunit *test)
{
	walks(test, "walk", 64 * PAGE_SIZE, HAUL_MAX);
}

PINCER_CASE_BODY(walk_whole, combos)

/* Not even quarters, so that all offsets come up. */
static void walk_small(struct kunit *test)
{
	walks(test, "small_steps", PAGE_SIZE / 2 + 256, HAUL_MAX);
}

PINCER_CASE_BODY(walk_small, combos)

static void walk_single(struct kunit *test)
{
	walks(test, "single_entries", 64 * PAGE_SIZE, 1);
}

PINCER_CASE_BODY(walk_single, limited)

/* What one call brings when there is room for everything. */
static void first_call(struct kunit *test)
{
	struct combo combo = combo_get(pincer_param(test));
	char id[CLAIM_ID], seen[CLAIM_TEXT], promise[CLAIM_TEXT];
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);
	struct haul haul = { };
	ssize_t reach;

	combo_id(&combo, "first", id);
	if (!built || !combo_build(test, &combo, id, built))
		return;
	combo.api->take(&built->iter, 64 * PAGE_SIZE, HAUL_MAX, &haul);
	haul_release(&haul, api_hold(combo.api, combo.flavour));
	claim_amount(seen, sizeof(seen), haul.got);
	reach = api_reach(combo.api, built);
	claim_amount(promise, sizeof(promise),
		     !reach && combo.api->no_zero ? -EFAULT : reach);
	claim(test, id, seen, promise);
	flavour_release(test, built);
}

PINCER_CASE_BODY(first_call, reaching)

/* Nothing asked for, or nothing left: nothing given, and nothing moved. */
static void ask_nothing(struct kunit *test)
{
	struct combo combo = combo_get(pincer_param(test));
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);
	struct haul haul = { };
	struct iov_iter iter;

	combo_id(&combo, "nothing", id);
	if (!built || !combo_build(test, &combo, id, built))
		return;
	iter = built->iter;
	combo.api->take(&iter, 0, HAUL_MAX, &haul);
	if (iov_iter_count(&iter) != built->length)
		haul.got = -EIO;
	claim_amount(seen, sizeof(seen) / 2, haul.got);
	iov_iter_truncate(&iter, 0);
	combo.api->take(&iter, PAGE_SIZE, HAUL_MAX, &haul);
	if (iov_iter_count(&iter))
		haul.got = -EIO;
	strlcat(seen, ",", sizeof(seen));
	claim_amount(seen + strlen(seen), sizeof(seen) / 3, haul.got);
	claim(test, id, seen, combo.api->no_zero ? "EFAULT,EFAULT" : "0,0");
	flavour_release(test, built);
}

PINCER_CASE_BODY(ask_nothing, reaching)

static bool same(const struct haul *a, const struct haul *b)
{
	unsigned int i;

	if (a->got != b->got || a->nr != b->nr)
		return false;
	for (i = 0; i < a->nr; i++)
		if (a->at[i].page != b->at[i].page ||
		    a->at[i].offset != b->at[i].offset ||
		    a->at[i].length != b->at[i].length)
			return false;
	return true;
}

/* Whatever was taken can be put back, and is then taken once more. */
static const char *there_and_back(const struct combo *combo,
				  const struct built *built)
{
	enum hold hold = api_hold(combo->api, combo->flavour);
	struct iov_iter iter = built->iter;
	struct haul once, again;
	size_t at = 0;

	while (at < built->length) {
		memset(&once, 0, sizeof(once));
		combo->api->take(&iter, PAGE_SIZE + 256, HAUL_MAX, &once);
		haul_release(&once, hold);
		if (once.got <= 0)
			break;
		iov_iter_revert(&iter, once.got);
		if (iov_iter_count(&iter) != built->length - at)
			return "count_differs";
		memset(&again, 0, sizeof(again));
		combo->api->take(&iter, PAGE_SIZE + 256, HAUL_MAX, &again);
		haul_release(&again, hold);
		if (!same(&once, &again))
			return "pages_differ";
		at += once.got;
	}
	return "same";
}

static void revert(struct kunit *test)
{
	struct combo combo = combo_get(pincer_param(test));
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);
	char id[CLAIM_ID];

	combo_id(&combo, "revert", id);
	if (!built || !combo_build(test, &combo, id, built))
		return;
	claim(test, id, there_and_back(&combo, built), "same");
	flavour_release(test, built);
}

PINCER_CASE_BODY(revert, reaching)

static struct kunit_case cases[] = {
	PINCER_CASE(walk_whole, combos),
	PINCER_CASE(walk_small, combos),
	PINCER_CASE(walk_single, limited),
	PINCER_CASE(first_call, reaching),
	PINCER_CASE(ask_nothing, reaching),
	PINCER_CASE(revert, reaching),
	{ }
};

struct kunit_suite pincer_shape_suite = {
	.name = "pincer_shape",
	.test_cases = cases,
};
