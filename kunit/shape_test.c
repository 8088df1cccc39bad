// SPDX-License-Identifier: GPL-2.0
/*
 * Shape: each call returns the right pages and offsets, goes as far as it must,
 * keeps to its limits, and moves the iterator by what it returned;
 * iov_iter_revert() moves it back.
 */
#include "claim.h"
#include "compat.h"
#include "iter_fixture.h"
#include "suites.h"

/* More than any iterator here holds. */
#define ALL (64 * PAGE_SIZE)

PINCER_GENERATOR(all)
{
	return iter_param_next(prev, desc, ITER_ALL);
}

PINCER_GENERATOR(limited)
{
	return iter_param_next(prev, desc, ITER_LIMITED);
}

PINCER_GENERATOR(supported)
{
	return iter_param_next(prev, desc, ITER_SUPPORTED);
}

static void amount_at(char *text, const char *what, size_t where)
{
	char place[24];

	claim_amount(place, sizeof(place), where);
	snprintf(text, CLAIM_TEXT, "%s@%s", what, place);
}

/* A walk's calls share an array: those before left some entries in it. */
static unsigned int entries_before(size_t at)
{
	return min_t(unsigned int, DIV_ROUND_UP(at, PAGE_SIZE), API_BEFORE);
}

/*
 * Extract once more and check it against position *@at. Returns what is wrong
 * with a successful call, and its position in *@where.
 */
static const char *step(struct iter_fixture *f, struct iov_iter *iter,
			size_t size, unsigned int max, size_t *at,
			struct extraction *ex, size_t *where)
{
	const char *wrong;

	api_append(f->api, iter, entries_before(*at), size, max, ex);
	wrong = extraction_check(ex, &f->ti, *at, where);
	/* Pages that are not the iterator's are left as they are. */
	if (!wrong && extraction_release(ex, f->mode))
		wrong = "not_held";
	if (ex->ret <= 0)
		return ex->spoilt ? wrong : NULL;
	if (wrong)
		return wrong;
	*at += ex->ret;
	*where = *at;
	if (ex->ret > size || ex->nr > max)
		return "over_limit";
	if (iov_iter_count(iter) != f->ti.length - *at)
		return "wrong_advance";
	return NULL;
}

/*
 * Extract from the whole iterator, at most @size bytes and @max entries a call.
 * Observed is the sum, followed by the return value that ended it early; or
 * the first mistake and its position.
 */
static void walk(struct iter_fixture *f, size_t size, unsigned int max)
{
	struct iov_iter iter = f->ti.iter;
	struct extraction ex = { };
	const char *wrong = NULL;
	size_t where, at = 0;
	char last[24];

	do {
		wrong = step(f, &iter, size, max, &at, &ex, &where);
	} while (!wrong && ex.ret > 0 && at < f->ti.length);
	if (!wrong && iov_iter_count(&iter) != f->ti.length - at) {
		wrong = "advanced_on_failure";
		where = at;
	}
	if (wrong) {
		amount_at(f->observed, wrong, where);
		return;
	}
	claim_amount(f->observed, CLAIM_TEXT, at);
	if (at < f->ti.length) {
		claim_amount(last, sizeof(last), ex.ret);
		strlcat(f->observed, ",", CLAIM_TEXT);
		strlcat(f->observed, last, CLAIM_TEXT);
	}
}

/* All pages up to the first hole, or EFAULT at once. */
static void promise_walk(struct iter_fixture *f)
{
	const struct test_iter *ti = &f->ti;
	size_t at = 0;
	unsigned int i;

	if (!api_supports(f->api, f->flavour)) {
		snprintf(f->promise, CLAIM_TEXT, "0,EFAULT");
		return;
	}
	for (i = 0; i < ti->nr_frags && ti->frag[i].page; i++)
		at += ti->frag[i].length;
	claim_amount(f->promise, CLAIM_TEXT, at);
	if (at < ti->length)
		strlcat(f->promise, f->api->no_zero ? ",EFAULT" : ",0",
			CLAIM_TEXT);
}

static void claim_walk(struct kunit *test, const char *what, size_t size,
		       unsigned int max)
{
	struct iter_fixture *f = iter_fixture_begin(test, what);

	if (!f)
		return;
	walk(f, size, max);
	promise_walk(f);
	iter_fixture_end(test, f);
}

static void walk_whole(struct kunit *test)
{
	claim_walk(test, "walk", ALL, EXTRACTION_MAX);
}

PINCER_CASE_BODY(walk_whole, all)

/* Steps that are no multiple of a quarter page reach every offset. */
static void walk_small(struct kunit *test)
{
	claim_walk(test, "small_steps", PAGE_SIZE / 2 + 256, EXTRACTION_MAX);
}

PINCER_CASE_BODY(walk_small, all)

static void walk_single(struct kunit *test)
{
	claim_walk(test, "single_entries", ALL, 1);
}

PINCER_CASE_BODY(walk_single, limited)

/* The bytes that the first call returns when nothing limits it. */
static void first_call(struct kunit *test)
{
	struct iter_fixture *f = iter_fixture_begin(test, "first");
	struct extraction ex;
	ssize_t span;

	if (!f)
		return;
	api_extract(f->api, &f->ti.iter, ALL, EXTRACTION_MAX, &ex);
	extraction_release(&ex, f->mode);
	claim_amount(f->observed, CLAIM_TEXT, ex.ret);
	span = api_span(f->api, &f->ti);
	claim_amount(f->promise, CLAIM_TEXT,
		     !span && f->api->no_zero ? -EFAULT : span);
	iter_fixture_end(test, f);
}

PINCER_CASE_BODY(first_call, supported)

/* Extract @size bytes of @left: -EIO stands for an iterator that moved. */
static ssize_t extract_none(const struct iter_fixture *f, struct iov_iter *iter,
			    size_t size, size_t left)
{
	struct extraction ex;

	api_extract(f->api, iter, size, EXTRACTION_MAX, &ex);
	return iov_iter_count(iter) == left ? ex.ret : -EIO;
}

/* Zero bytes asked for, then none left: neither is an error, except EFAULT. */
static void ask_nothing(struct kunit *test)
{
	struct iter_fixture *f = iter_fixture_begin(test, "nothing");
	struct iov_iter iter;
	char left[24];

	if (!f)
		return;
	iter = f->ti.iter;
	claim_amount(f->observed, CLAIM_TEXT / 2,
		     extract_none(f, &iter, 0, f->ti.length));
	iov_iter_truncate(&iter, 0);
	claim_amount(left, sizeof(left), extract_none(f, &iter, PAGE_SIZE, 0));
	strlcat(f->observed, ",", CLAIM_TEXT);
	strlcat(f->observed, left, CLAIM_TEXT);
	strscpy(f->promise, f->api->no_zero ? "EFAULT,EFAULT" : "0,0",
		CLAIM_TEXT);
	iter_fixture_end(test, f);
}

PINCER_CASE_BODY(ask_nothing, supported)

static bool same(const struct extraction *a, const struct extraction *b)
{
	unsigned int i;

	if (a->ret != b->ret || a->nr != b->nr)
		return false;
	for (i = 0; i < a->nr; i++)
		if (a->entry[i].page != b->entry[i].page ||
		    a->entry[i].offset != b->entry[i].offset ||
		    a->entry[i].length != b->entry[i].length)
			return false;
	return true;
}

static void extract_some(const struct iter_fixture *f, struct iov_iter *iter,
			 struct extraction *ex)
{
	api_extract(f->api, iter, PAGE_SIZE + 256, EXTRACTION_MAX, ex);
	extraction_release(ex, f->mode);
}

/* Revert each extraction, and extract again: both must be the same. */
static const char *extract_reverted(const struct iter_fixture *f)
{
	struct iov_iter iter = f->ti.iter;
	struct extraction once, again;
	size_t at = 0;

	while (at < f->ti.length) {
		extract_some(f, &iter, &once);
		if (once.ret <= 0)
			break;
		iov_iter_revert(&iter, once.ret);
		if (iov_iter_count(&iter) != f->ti.length - at)
			return "count_differs";
		extract_some(f, &iter, &again);
		if (!same(&once, &again))
			return "pages_differ";
		at += once.ret;
	}
	return "same";
}

static void revert(struct kunit *test)
{
	struct iter_fixture *f = iter_fixture_begin(test, "revert");

	if (!f)
		return;
	strscpy(f->observed, extract_reverted(f), CLAIM_TEXT);
	strscpy(f->promise, "same", CLAIM_TEXT);
	iter_fixture_end(test, f);
}

PINCER_CASE_BODY(revert, supported)

static struct kunit_case cases[] = {
	PINCER_CASE(walk_whole, all),
	PINCER_CASE(walk_small, all),
	PINCER_CASE(walk_single, limited),
	PINCER_CASE(first_call, supported),
	PINCER_CASE(ask_nothing, supported),
	PINCER_CASE(revert, supported),
	{ }
};

struct kunit_suite pincer_shape_suite = {
	.name = "pincer_shape",
	.test_cases = cases,
};
