// SPDX-License-Identifier: GPL-2.0
/*
 * Arguments that each call of GUP refuses with a warning: pages taken with them
 * would never be released, or block the removal of a device.
 */
#include <linux/mm.h>
#include <linux/mman.h>

#include "claim.h"
#include "compat.h"
#include "gup_call.h"
#include "suites.h"
#include "user_mm.h"
#include "warnings.h"

/* In misuse.calls, besides the bits of gup_call.h: calls without GUP_PIN. */
#define GUP_GET 8

/**
 * struct gup_variant - one call
 * @name: as it appears in contract ids
 * @call: which call
 * @promise: what it returns when it refuses
 */
static const struct gup_variant {
	const char *name;
	unsigned int call;
	const char *promise;
} variants[] = {
	{ "get_user_pages", 0, "EINVAL,warned" },
	{ "get_user_pages_fast", GUP_FAST, "EINVAL,warned" },
	{ "get_user_pages_remote", GUP_REMOTE, "EINVAL,warned" },
	{ "pin_user_pages", GUP_PIN, "0,warned" },
	{ "pin_user_pages_fast", GUP_PIN | GUP_FAST, "EINVAL,warned" },
	{ "pin_user_pages_remote", GUP_PIN | GUP_REMOTE, "0,warned" },
};

#ifdef PINCER_HAVE_FOLL_P2PDMA
#define LONGTERM_P2PDMA (FOLL_LONGTERM | FOLL_PCI_P2PDMA)
#define NO_P2PDMA NULL
#else
#define LONGTERM_P2PDMA 0
#define NO_P2PDMA "this kernel has no FOLL_PCI_P2PDMA"
#endif

/* GUP checks these since d64e2dbc33a1 (6.3); it lost its VMAs in 6.5. */
#ifdef PINCER_HAVE_GUP_VMAS
#define NO_CHECK "this kernel does not check it, and would oops"
#else
#define NO_CHECK NULL
#endif

/**
 * struct misuse - wrong arguments
 * @name: as it appears in contract ids
 * @flags: FOLL_...
 * @no_array: there is no array for the pages
 * @unlocked: the argument locked says that the mmap lock is not held
 * @calls: the calls for which they are wrong: those with any of these bits
 * @missing: why they cannot be tried on this kernel, or NULL
 */
static const struct misuse {
	const char *name;
	unsigned int flags;
	bool no_array;
	bool unlocked;
	unsigned int calls;
	const char *missing;
} misuses[] = {
	{ "internal_flag", PINCER_FOLL_PIN, .calls = GUP_GET | GUP_PIN },
	{ "get_too", FOLL_GET, .calls = GUP_PIN },
	{ "longterm_reference", FOLL_LONGTERM, .calls = GUP_GET },
	{ "longterm_p2pdma", LONGTERM_P2PDMA, .calls = GUP_PIN,
	  .missing = NO_P2PDMA },
	/* get_user_pages() without an array is allowed: it faults pages in. */
	{ "no_array", .no_array = true, .calls = GUP_PIN | GUP_FAST,
	  .missing = NO_CHECK },
	{ "not_locked", .unlocked = true, .calls = GUP_REMOTE, .missing = NO_CHECK },
};

static bool applies(const struct misuse *m, const struct gup_variant *v)
{
	unsigned int call = v->call & GUP_PIN ? v->call : v->call | GUP_GET;

	return m->calls & call;
}

/* One parameter for each variant and misuse of it, counted from one. */
PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;
	const struct gup_variant *v;
	const struct misuse *m;

	do {
		if (number == ARRAY_SIZE(variants) * ARRAY_SIZE(misuses))
			return NULL;
		v = &variants[number / ARRAY_SIZE(misuses)];
		m = &misuses[number % ARRAY_SIZE(misuses)];
		number++;
	} while (!applies(m, v));
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s", v->name, m->name);
	return (const void *)number;
}

static void misuse(struct kunit *test, unsigned int call,
		   const struct misuse *m, unsigned long addr, char *observed)
{
	struct page *page = NULL;
	int unlocked = 0;
	struct warnings w;
	long got;

	warnings_begin(test, &w);
	got = gup_call(call, addr, 1, m->flags, m->no_array ? NULL : &page,
		       m->unlocked ? &unlocked : NULL);
	claim_amount(observed, CLAIM_TEXT / 2, got);
	warnings_append(observed, warnings_end(test, &w));
	if (got == 1 && page)
		gup_release(call, page);
}

static void refused(struct kunit *test)
{
	unsigned long number = (unsigned long)pincer_param(test) - 1;
	const struct gup_variant *v = &variants[number / ARRAY_SIZE(misuses)];
	const struct misuse *m = &misuses[number % ARRAY_SIZE(misuses)];
	const char *reason = m->missing ?: warnings_skip_reason();
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	unsigned long addr;

	snprintf(id, sizeof(id), "gup.%s.%s", v->name, m->name);
	if (reason) {
		claim_skip(test, id, reason);
		return;
	}
	addr = user_mm_claim_map(test, id, PAGE_SIZE, PROT_READ | PROT_WRITE);
	if (!addr)
		return;
	misuse(test, v->call, m, addr, observed);
	claim(test, id, observed, v->promise);
	user_mm_end(addr, PAGE_SIZE);
}

PINCER_CASE_BODY(refused, points)

static struct kunit_case cases[] = {
	PINCER_CASE(refused, points),
	{ }
};

struct kunit_suite pincer_gup_misuse_suite = {
	.name = "pincer_gup_misuse",
	.test_cases = cases,
};
