// SPDX-License-Identifier: GPL-2.0
/*
 * Misuse of iov_iter that the kernel refuses with a warning. What it answers
 * with BUG() is not tried.
 */
#include <linux/mm.h>
#include <linux/mman.h>

#include "claim.h"
#include "compat.h"
#include "iter_fixture.h"
#include "suites.h"
#include "warnings.h"

/* Neither READ nor WRITE. */
#define NO_DIRECTION 2

static void bad_init(struct iov_iter *iter)
{
	iov_iter_init(iter, NO_DIRECTION, NULL, 0, 0);
}

static void bad_kvec(struct iov_iter *iter)
{
	iov_iter_kvec(iter, NO_DIRECTION, NULL, 0, 0);
}

static void bad_bvec(struct iov_iter *iter)
{
	iov_iter_bvec(iter, NO_DIRECTION, NULL, 0, 0);
}

#ifdef PINCER_HAVE_UBUF
static void bad_ubuf(struct iov_iter *iter)
{
	iov_iter_ubuf(iter, NO_DIRECTION, NULL, 0);
}
#else
#define bad_ubuf NULL
#endif

/* The constructors of XARRAY, FOLIOQ, PIPE and DISCARD would BUG(). */
static const struct constructor {
	const char *name;
	void (*make)(struct iov_iter *iter);
} constructors[] = {
	{ "iovec", bad_init }, { "kvec", bad_kvec }, { "bvec", bad_bvec },
	{ "ubuf", bad_ubuf },
};

static void claim_constructor(struct kunit *test, const struct constructor *c)
{
	const char *reason = c->make ? warnings_skip_reason() :
			     "this kernel has no such iterator";
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	struct iov_iter iter;
	struct warnings w;

	snprintf(id, sizeof(id), "iov_iter.construct.%s.no_direction",
		 c->name);
	if (reason) {
		claim_skip(test, id, reason);
		return;
	}
	warnings_begin(test, &w);
	c->make(&iter);
	strscpy(observed, direction_name(iov_iter_rw(&iter)), CLAIM_TEXT);
	warnings_append(observed, warnings_end(test, &w));
	claim(test, id, observed, "source,warned");
}

static void constructor_direction(struct kunit *test)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(constructors); i++)
		claim_constructor(test, &constructors[i]);
}

#define BYTES 16

/* copy_to_iter() into a source, or copy_from_iter() from a destination. */
static const char *copy_wrong_way(bool to)
{
	char target[BYTES] = { }, other[BYTES];
	struct kvec kvec = { .iov_base = target, .iov_len = BYTES };
	struct iov_iter iter;
	size_t copied;

	memset(other, 'x', sizeof(other));
	iov_iter_kvec(&iter, to ? WRITE : READ, &kvec, 1, BYTES);
	copied = to ? copy_to_iter(other, BYTES, &iter) :
		      copy_from_iter(other, BYTES, &iter);
	if (copied)
		return copied == BYTES ? "copied" : "partly";
	return target[0] || other[0] != 'x' ? "overwritten" : "refused";
}

static void copy_direction(struct kunit *test)
{
	static const char *const ids[] = {
		"iov_iter.copy_from_iter.kvec.wrong_direction",
		"iov_iter.copy_to_iter.kvec.wrong_direction",
	};
	char observed[CLAIM_TEXT];
	struct warnings w;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ids); i++) {
		if (warnings_skip_reason()) {
			claim_skip(test, ids[i], warnings_skip_reason());
			continue;
		}
		warnings_begin(test, &w);
		strscpy(observed, copy_wrong_way(i), sizeof(observed));
		warnings_append(observed, warnings_end(test, &w));
		claim(test, ids[i], observed, "refused,warned");
	}
}

/* An array of no entries: get_pages() returns 0, extract_pages() ENOMEM. */
#ifdef PINCER_HAVE_EXTRACT_PAGES
static void extract_into(struct kunit *test, const char *id,
			 struct test_iter *ti)
{
	struct page *array[1] = { }, **pages = array;
	char observed[CLAIM_TEXT];
	struct warnings w;
	size_t offset;
	ssize_t got;

	warnings_begin(test, &w);
	got = iov_iter_extract_pages(&ti->iter, &pages, PAGE_SIZE, 0, 0,
				     &offset);
	claim_amount(observed, sizeof(observed), got);
	warnings_append(observed, warnings_end(test, &w));
	if (iov_iter_count(&ti->iter) != ti->length)
		strlcat(observed, ",advanced", sizeof(observed));
	claim(test, id, observed, "ENOMEM,warned");
}

static void claim_no_room(struct kunit *test, const struct flavour *flavour,
			  struct test_iter *ti)
{
	char id[CLAIM_ID];

	snprintf(id, sizeof(id), "iov_iter.extract_pages.%s.no_room",
		 flavour->name);
	if (warnings_skip_reason()) {
		claim_skip(test, id, warnings_skip_reason());
		return;
	}
	if (flavour_build(test, flavour, READ, ti))
		claim_skip(test, id, test_iter_skip_reason(ti));
	else
		extract_into(test, id, ti);
	flavour_release(ti);
}

static void extract_no_room(struct kunit *test)
{
	struct test_iter *ti = kunit_kzalloc(test, sizeof(*ti), GFP_KERNEL);
	const struct flavour *flavour;
	unsigned int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ti);
	for (i = 0; (flavour = flavour_at(i)); i++)
		if (flavour->kind != ITER_KIND_DISCARD)
			claim_no_room(test, flavour, ti);
}
#else
static void extract_no_room(struct kunit *test)
{
	claim_skip(test, "iov_iter.extract_pages.ubuf.no_room",
		   "this kernel has no iov_iter_extract_pages()");
}
#endif

static struct kunit_case cases[] = {
	KUNIT_CASE(constructor_direction),
	KUNIT_CASE(copy_direction),
	KUNIT_CASE(extract_no_room),
	{ }
};

struct kunit_suite pincer_misuse_suite = {
	.name = "pincer_misuse",
	.test_cases = cases,
};
