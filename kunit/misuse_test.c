// SPDX-License-Identifier: GPL-2.0
/*
 * Misuse: what callers must not do, where a kernel refuses it and warns. What
 * it answers with a BUG() is never done.
 */
#include <linux/mm.h>
#include <linux/mman.h>

#include "api.h"
#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "user_mm.h"
#include "warned.h"

/* What came, and whether there was a warning for it: exactly one. */
static void add_warnings(char *seen, long warnings)
{
	strlcat(seen, warnings == 1 ? ",warned" : warnings ? ",warned_often" :
		",silent", CLAIM_TEXT);
}

/* Neither to nor from: a bit that is no direction. */
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

/* Those of XARRAY, FOLIOQ, PIPE and DISCARD are BUG()s. */
static const struct constructor {
	const char *name;
	void (*make)(struct iov_iter *iter);
} constructors[] = {
	{ "iovec", bad_init }, { "kvec", bad_kvec }, { "bvec", bad_bvec },
	{ "ubuf", bad_ubuf },
};

static void constructor_direction(struct kunit *test)
{
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	struct iov_iter iter;
	struct warned w;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(constructors); i++) {
		const struct constructor *c = &constructors[i];
		const char *why = c->make ? warned_why() :
				  "this kernel has no such iterator";

		snprintf(id, sizeof(id), "iov_iter.construct.%s.no_direction",
			 c->name);
		if (why) {
			claim_skip(test, id, why);
			continue;
		}
		warned_begin(test, &w);
		c->make(&iter);
		snprintf(seen, sizeof(seen), "%s",
			 iov_iter_rw(&iter) == READ ? "dest" : "source");
		add_warnings(seen, warned_end(test, &w));
		claim(test, id, seen, "source,warned");
	}
}

#define BYTES 16

/* Copying the wrong way: refused and warned about, or not looked at. */
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
	char seen[CLAIM_TEXT];
	struct warned w;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ids); i++) {
		if (warned_why()) {
			claim_skip(test, ids[i], warned_why());
			continue;
		}
		warned_begin(test, &w);
		strscpy(seen, copy_wrong_way(i), sizeof(seen));
		add_warnings(seen, warned_end(test, &w));
		claim(test, ids[i], seen, "refused,warned");
	}
}

/* No room for pages: get_pages() says 0, but this one does not expect it. */
#ifdef PINCER_HAVE_EXTRACT_PAGES
static void extract_into(struct kunit *test, const char *id,
			 struct built *built)
{
	struct page *array[1] = { }, **pages = array;
	char seen[CLAIM_TEXT];
	struct warned w;
	size_t offset;

	warned_begin(test, &w);
	claim_amount(seen, sizeof(seen),
		     iov_iter_extract_pages(&built->iter, &pages, PAGE_SIZE, 0,
					    0, &offset));
	add_warnings(seen, warned_end(test, &w));
	if (iov_iter_count(&built->iter) != built->length)
		strlcat(seen, ",advanced", sizeof(seen));
	claim(test, id, seen, "ENOMEM,warned");
}

static void extract_no_room(struct kunit *test)
{
	struct built *built = kunit_kzalloc(test, sizeof(*built), GFP_KERNEL);
	const struct flavour *flavour;
	char id[CLAIM_ID];
	unsigned int i;

	for (i = 0; built && (flavour = flavour_at(i)); i++) {
		if (flavour->family == FAMILY_DISCARD)
			continue;
		snprintf(id, sizeof(id), "iov_iter.extract_pages.%s.no_room",
			 flavour->name);
		if (warned_why()) {
			claim_skip(test, id, warned_why());
			continue;
		}
		if (flavour_build(test, flavour, READ, built))
			claim_skip(test, id, flavour_why(built));
		else
			extract_into(test, id, built);
		flavour_release(test, built);
	}
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
