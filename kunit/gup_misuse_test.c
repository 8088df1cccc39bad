// SPDX-License-Identifier: GPL-2.0
/*
 * Arguments that GUP refuses with a warning, in each of its calls: since they
 * would have pages that are never let go, or held in a way that keeps a device
 * from going away.
 */
#include <linux/mm.h>
#include <linux/mman.h>

#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "user_mm.h"
#include "warned.h"

/**
 * struct arguments - of one call, for one page
 */
struct arguments {
	unsigned long addr;
	unsigned int flags;
	struct page **pages;
	int *locked;
};

static long get(const struct arguments *a)
{
	return pincer_get_user_pages(a->addr, 1, a->flags, a->pages);
}

static long get_fast(const struct arguments *a)
{
	return get_user_pages_fast(a->addr, 1, a->flags, a->pages);
}

static long get_remote(const struct arguments *a)
{
	return pincer_get_user_pages_remote(a->addr, 1, a->flags, a->pages,
					    a->locked);
}

static long pin(const struct arguments *a)
{
	return pincer_pin_user_pages(a->addr, 1, a->flags, a->pages);
}

static long pin_fast(const struct arguments *a)
{
	return pin_user_pages_fast(a->addr, 1, a->flags, a->pages);
}

static long pin_remote(const struct arguments *a)
{
	return pincer_pin_user_pages_remote(a->addr, 1, a->flags, a->pages,
					    a->locked);
}

enum { GETS = 1, PINS = 2, FAST = 4, REMOTE = 8 };

/**
 * struct call - one of GUP's
 * @name: as it appears in contract ids
 * @is: what kind of call it is
 * @promise: what it says when it refuses; 0 stands for "no pages"
 * @run: do it
 */
static const struct call {
	const char *name;
	unsigned int is;
	const char *promise;
	long (*run)(const struct arguments *a);
} calls[] = {
	{ "get_user_pages", GETS, "EINVAL,warned", get },
	{ "get_user_pages_fast", GETS | FAST, "EINVAL,warned", get_fast },
	{ "get_user_pages_remote", GETS | REMOTE, "EINVAL,warned", get_remote },
	{ "pin_user_pages", PINS, "0,warned", pin },
	{ "pin_user_pages_fast", PINS | FAST, "EINVAL,warned", pin_fast },
	{ "pin_user_pages_remote", PINS | REMOTE, "0,warned", pin_remote },
};

#ifdef PINCER_HAVE_FOLL_P2PDMA
#define LONGTERM_P2PDMA (FOLL_LONGTERM | FOLL_PCI_P2PDMA)
#define NO_P2PDMA NULL
#else
#define LONGTERM_P2PDMA 0
#define NO_P2PDMA "this kernel has no FOLL_PCI_P2PDMA"
#endif

/* It looks at arguments since a little before it lost one of them. */
#ifdef PINCER_HAVE_GUP_VMAS
#define NO_CHECK "this kernel does not look, and would fall over it"
#else
#define NO_CHECK NULL
#endif

/**
 * struct misuse - what is wrong with a call
 * @name: as it appears in contract ids
 * @flags: FOLL_...
 * @no_array: there is nowhere to put pages
 * @unlocked: the lock is said not to be held
 * @of: the calls to which it is wrong: any of these bits
 * @missing: why it cannot be tried here, or NULL
 */
static const struct misuse {
	const char *name;
	unsigned int flags;
	bool no_array;
	bool unlocked;
	unsigned int of;
	const char *missing;
} misuses[] = {
	{ "internal_flag", PINCER_FOLL_PIN, .of = GETS | PINS },
	{ "get_too", FOLL_GET, .of = PINS },
	{ "longterm_reference", FOLL_LONGTERM, .of = GETS },
	{ "longterm_p2pdma", LONGTERM_P2PDMA, .of = PINS,
	  .missing = NO_P2PDMA },
	/* Without one, the others only fault pages in. */
	{ "no_array", .no_array = true, .of = PINS | FAST,
	  .missing = NO_CHECK },
	{ "not_locked", .unlocked = true, .of = REMOTE, .missing = NO_CHECK },
};

/* One for each call and misuse of it, counted from one. */
PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;
	const struct misuse *m;
	const struct call *c;

	do {
		if (number == ARRAY_SIZE(calls) * ARRAY_SIZE(misuses))
			return NULL;
		c = &calls[number / ARRAY_SIZE(misuses)];
		m = &misuses[number % ARRAY_SIZE(misuses)];
		number++;
	} while (!(m->of & c->is));
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s", c->name, m->name);
	return (const void *)number;
}

static void let_go(const struct call *c, struct page *page)
{
	if (c->is & PINS)
		unpin_user_page(page);
	else
		put_page(page);
}

static void attempt(struct kunit *test, const struct call *c,
		    const struct misuse *m, unsigned long addr, char *seen)
{
	struct page *page = NULL;
	int locked = !m->unlocked;
	struct arguments a = {
		.addr = addr,
		.flags = m->flags,
		.pages = m->no_array ? NULL : &page,
		.locked = m->unlocked ? &locked : NULL,
	};
	bool lock = !(c->is & FAST) && !m->unlocked;
	struct warned w;
	long got, warnings;

	warned_begin(test, &w);
	if (lock)
		mmap_read_lock(current->mm);
	got = c->run(&a);
	if (lock)
		mmap_read_unlock(current->mm);
	warnings = warned_end(test, &w);
	if (got == 1 && page)
		let_go(c, page);
	claim_amount(seen, CLAIM_TEXT / 2, got);
	strlcat(seen, warnings == 1 ? ",warned" : warnings ? ",warned_often" :
		",silent", CLAIM_TEXT);
}

static void refused(struct kunit *test)
{
	unsigned long number = (unsigned long)pincer_param(test) - 1;
	const struct call *c = &calls[number / ARRAY_SIZE(misuses)];
	const struct misuse *m = &misuses[number % ARRAY_SIZE(misuses)];
	const char *why = m->missing ?: warned_why();
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	unsigned long addr;

	snprintf(id, sizeof(id), "gup.%s.%s", c->name, m->name);
	if (!why && user_mm_enter(test))
		why = user_mm_why();
	if (why) {
		claim_skip(test, id, why);
		return;
	}
	addr = user_mm_map(test, PAGE_SIZE, PROT_READ | PROT_WRITE);
	if (IS_ERR_VALUE(addr)) {
		claim_error(test, id, "mapping", addr);
	} else {
		attempt(test, c, m, addr, seen);
		claim(test, id, seen, c->promise);
		user_mm_unmap(addr, PAGE_SIZE);
	}
	user_mm_leave(test);
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
