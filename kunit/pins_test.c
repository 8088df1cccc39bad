// SPDX-License-Identifier: GPL-2.0
/*
 * Pins: what each call takes on a page, that release gives all of it back, and
 * what folio_maybe_dma_pinned() and /proc/vmstat say meanwhile.
 */
#include <linux/mm.h>

#include "claim.h"
#include "compat.h"
#include "iter_fixture.h"
#include "pin_counts.h"
#include "suites.h"

PINCER_GENERATOR(supported)
{
	return iter_param_next(prev, desc, ITER_SUPPORTED);
}

static void read_counts(struct pin_counts *c, const struct test_iter *ti)
{
	struct page *pages[TEST_ITER_FRAGS];
	unsigned int i;

	for (i = 0; i < ti->nr_frags; i++)
		pages[i] = ti->frag[i].page;
	pin_counts_read(c, pages, ti->nr_frags);
}

static bool any_maybe_pinned(const struct test_iter *ti)
{
	unsigned int i;

	for (i = 0; i < ti->nr_frags; i++)
		if (ti->frag[i].page && pincer_maybe_pinned(ti->frag[i].page))
			return true;
	return false;
}

static bool all_maybe_pinned(const struct extraction *ex)
{
	unsigned int i;

	for (i = 0; i < ex->nr; i++)
		if (!ex->entry[i].page ||
		    !pincer_maybe_pinned(ex->entry[i].page +
					 ex->entry[i].offset / PAGE_SIZE))
			return false;
	return ex->nr;
}

/**
 * struct pin_effect - what one extraction did to its pages
 * @before: the counts before it
 * @during: the counts before its pages were released
 * @after: the counts after that
 * @pages: how many pages it returned
 * @looks_pinned: all of them were maybe pinned before release
 * @stays_pinned: one was maybe pinned after release
 */
struct pin_effect {
	struct pin_counts before, during, after;
	unsigned int pages;
	bool looks_pinned;
	bool stays_pinned;
};

static void extract_all(const struct iter_fixture *f, struct pin_effect *e)
{
	struct iov_iter iter = f->ti.iter;
	struct extraction ex;

	read_counts(&e->before, &f->ti);
	api_extract(f->api, &iter, 64 * PAGE_SIZE, EXTRACTION_MAX, &ex);
	read_counts(&e->during, &f->ti);
	e->pages = extraction_pages(&ex);
	e->looks_pinned = all_maybe_pinned(&ex);
	extraction_release(&ex, f->mode);
	read_counts(&e->after, &f->ti);
	e->stays_pinned = any_maybe_pinned(&f->ti);
}

static void name_effect(const struct pin_effect *e, char *observed)
{
	pin_counts_mode(&e->before, &e->during, e->pages, observed);
	if (e->looks_pinned == !strcmp(observed, "pin") && !e->stays_pinned)
		return;
	strlcat(observed, e->stays_pinned ? ",stays_pinned" :
		e->looks_pinned ? ",looks_pinned" : ",looks_unpinned",
		CLAIM_TEXT);
}

static const char *const mode_names[] = {
	[PIN_MODE_NONE] = "none", [PIN_MODE_REF] = "reference",
	[PIN_MODE_PIN] = "pin",
};

static void pin_mode(struct kunit *test)
{
	struct iter_fixture *f = iter_fixture_begin(test, "hold");
	struct pin_effect e;
	long left = 0;
	int i;

	if (!f)
		return;
	strscpy(f->promise, api_span(f->api, &f->ti) ? mode_names[f->mode] :
		"nothing", CLAIM_TEXT);
	for (i = 0; i < PIN_COUNTS_ATTEMPTS; i++) {
		extract_all(f, &e);
		name_effect(&e, f->observed);
		left = e.after.references - e.before.references;
		if (!left && !strcmp(f->observed, f->promise))
			break;
	}
	if (left)
		snprintf(f->observed, CLAIM_TEXT, "leaves_%ld", left);
	iter_fixture_end(test, f);
}

PINCER_CASE_BODY(pin_mode, supported)

/* The counters in /proc/vmstat count each page that is pinned, and no other. */
static void counters(struct kunit *test)
{
	struct iter_fixture *f = iter_fixture_begin(test, "counters");
	struct pin_effect e;
	unsigned int nr = 0;
	int i;

	if (!f)
		return;
	if (f->mode == PIN_MODE_PIN)
		nr = api_span_pages(f->api, &f->ti);
	snprintf(f->promise, CLAIM_TEXT, "+%u-%u", nr, nr);
	for (i = 0; i < PIN_COUNTS_ATTEMPTS; i++) {
		extract_all(f, &e);
		pin_counts_vmstat(&e.before, &e.after, f->observed);
		if (!strcmp(f->observed, f->promise))
			break;
	}
	iter_fixture_end(test, f);
}

PINCER_CASE_BODY(counters, supported)

#ifdef PINCER_HAVE_EXTRACT_PAGES
static void claim_will_pin(struct kunit *test, const struct flavour *flavour,
			   struct test_iter *ti)
{
	char id[CLAIM_ID];

	snprintf(id, sizeof(id), "iov_iter.extract_will_pin.%s", flavour->name);
	if (flavour_build(test, flavour, READ, ti))
		claim_skip(test, id, test_iter_skip_reason(ti));
	else
		claim(test, id,
		      iov_iter_extract_will_pin(&ti->iter) ? "yes" : "no",
		      flavour->kind == ITER_KIND_USER ? "yes" : "no");
	flavour_release(ti);
}

static void will_pin(struct kunit *test)
{
	struct test_iter *ti = kunit_kzalloc(test, sizeof(*ti), GFP_KERNEL);
	const struct flavour *flavour;
	unsigned int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ti);
	for (i = 0; (flavour = flavour_at(i)); i++)
		claim_will_pin(test, flavour, ti);
}
#endif

static struct kunit_case cases[] = {
	PINCER_CASE(pin_mode, supported),
	PINCER_CASE(counters, supported),
#ifdef PINCER_HAVE_EXTRACT_PAGES
	KUNIT_CASE(will_pin),
#endif
	{ }
};

struct kunit_suite pincer_pins_suite = {
	.name = "pincer_pins",
	.test_cases = cases,
};
