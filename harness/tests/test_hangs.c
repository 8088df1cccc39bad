// SPDX-License-Identifier: GPL-2.0
/* What is to blame for cases that hang, and which others are held back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "model/array_size.h"
#include "model/hangs.h"
#include "runner/patience.h"

/* Adds some cases, blanks between, that hung in this guest or one before. */
static void hang(struct hangs *h, const char *list, bool here)
{
	char ids[512], *id;

	snprintf(ids, sizeof(ids), "%s", list);
	for (id = strtok(ids, " "); id; id = strtok(NULL, " "))
		hangs_add(h, id, OUTCOME_TIMEOUT, 0, here);
}

static const struct {
	const char *before, *here, *id;
	enum culprit culprit;
	bool final;
	const char *first;
} rows[] = {
	{ "", "", "d1/a", CULPRIT_NONE, false, NULL },
	/* One case holds back its mapping at its door, and nothing else. */
	{ "", "d1/a", "d1/a:read", CULPRIT_HERE, false, "d1/a" },
	{ "", "d1/a", "d1/b+a", CULPRIT_HERE, false, "d1/a" },
	{ "", "d1/a", "d1/b", CULPRIT_NONE, false, NULL },
	{ "", "d1/a", "d2/a", CULPRIT_NONE, false, NULL },
	{ "", "d1/a+b", "d1/b", CULPRIT_NONE, false, NULL },
	{ "", "d1/a+b", "d1/b+a", CULPRIT_HERE, false, "d1/a+b" },
	{ "d1/a", "", "d1/a:read", CULPRIT_NONE, false, NULL },
	{ "d1/a", "d1/a:read", "d1/a+b", CULPRIT_HERE, true, "d1/a" },
	/* Two hold back their door. */
	{ "", "d1/a d1/b", "d1/c", CULPRIT_DOOR, false, "d1/a" },
	{ "", "d1/a d1/b", "d2/a", CULPRIT_NONE, false, NULL },
	{ "", "d1/a d1/b", "d1.e/a", CULPRIT_NONE, false, NULL },
	{ "d1/a d1/b", "", "d1/c", CULPRIT_NONE, false, NULL },
	{ "d1/a d1/b", "d1/c", "d1/d", CULPRIT_DOOR, true, "d1/a" },
	{ "d1/a", "d1/b", "d1/c", CULPRIT_DOOR, false, "d1/a" },
	/* Two doors that hang are not their mappings' fault. */
	{ "", "d1/a d1/b d2/a d2/b", "d3/a", CULPRIT_NONE, false, NULL },
	{ "", "d1/a d1/b d2/a", "d2/b", CULPRIT_NONE, false, NULL },
	/* A mapping that hangs is not its doors' fault. */
	{ "", "d1/m d2/m", "d3/m:read", CULPRIT_MAPPING, false, "d1/m" },
	{ "", "d1/m d2/m", "d3/a+m", CULPRIT_MAPPING, false, "d1/m" },
	{ "", "d1/m d2/m", "d1/a", CULPRIT_NONE, false, NULL },
	{ "", "d1/m d2/m", "d3/m2", CULPRIT_NONE, false, NULL },
	{ "d1/m d2/m", "", "d3/m", CULPRIT_NONE, false, NULL },
	{ "d1/m d2/m", "d1/m:read", "d1/a", CULPRIT_NONE, false, NULL },
	{ "d1/m d2/m", "d1/m:read", "d4/m", CULPRIT_MAPPING, true, "d1/m" },
	{ "", "d1/m d1/m:read", "d1/a", CULPRIT_NONE, false, NULL },
	/* Scenarios and suites of one family. */
	{ "", "fork.pinned.a fork.pinned.b", "fork.pinned.c", CULPRIT_DOOR,
	  false, "fork.pinned.a" },
	{ "", "fork.pinned.a fork.pinned.b", "fork.other", CULPRIT_NONE, false, NULL },
	{ "", "fork.pinned.a", "fork.pinned.b", CULPRIT_NONE, false, NULL },
	{ "kunit.a kunit.b kunit.c", "", "kunit.d", CULPRIT_DOOR, true,
	  "kunit.a" },
	{ "", "d1/a d1/b", "d1.s", CULPRIT_DOOR, false, "d1/a" },
	{ "", "r.a.b r.c.d r.e.f", "r.g.h", CULPRIT_NONE, false, NULL },
	{ "", "r.a.b r.c.d r.e.f r.g.h", "r.i.j", CULPRIT_INTERFACE, false,
	  "r.a.b" },
	{ "", "r.a.b r.c.d r.e.f r.g.h", "r.a/b", CULPRIT_NONE, false, NULL },
	{ "r.a.b r.c.d r.e.f r.g.h", "r.i.j", "r.k.l", CULPRIT_INTERFACE, true,
	  "r.a.b" },
	/* An interface with several doors. */
	{ "", "d.1/a d.1/b d.2/a d.2/b d.3/a d.3/b", "d.4/a", CULPRIT_INTERFACE,
	  false, "d.1/a" },
	{ "", "d.1/a d.1/b d.2/a d.2/b d.3/a", "d.4/a", CULPRIT_NONE, false,
	  NULL },
	{ "d.1/a d.1/b d.2/a d.2/b d.3/a d.3/b", "", "d.1/c", CULPRIT_NONE, false,
	  NULL },
	{ "d.1/a d.1/b d.2/a d.2/b d.3/a d.3/b", "d.1/c", "d.4/a",
	  CULPRIT_INTERFACE, true, "d.1/a" },
	{ "d.1/a d.1/b d.2/a d.2/b d.3/a d.3/b", "d.1/c", "e.4/a",
	  CULPRIT_NONE, false, NULL },
	/* A device behind several doors, of two interfaces. */
	{ "", "aio.read.vfat/anon_ro aio.read.vfat/memfd_ro "
	  "aio.write.vfat/anon_ro aio.write.vfat/memfd_ro",
	  "odirect.read.vfat/anon_ro", CULPRIT_NONE, false, NULL },
	{ "", "odirect.read.loop/anon odirect.read.loop/memfd",
	  "odirect.write.loop/anon", CULPRIT_NONE, false, NULL },
	{ "", "aio.read.vfat/anon_ro aio.read.vfat/memfd_ro "
	  "odirect.write.vfat/anon_ro odirect.write.vfat/memfd_ro",
	  "odirect.read.vfat/anon_ro", CULPRIT_TARGET, false, "aio.read.vfat/anon_ro" },
	{ "aio.read.vfat/anon_ro aio.read.vfat/memfd_ro "
	  "odirect.write.vfat/anon_ro odirect.write.vfat/memfd_ro", "",
	  "odirect.read.vfat/anon_ro", CULPRIT_NONE, false, NULL },
	{ "aio.read.vfat/anon_ro aio.read.vfat/memfd_ro "
	  "odirect.write.vfat/anon_ro odirect.write.vfat/memfd_ro",
	  "odirect.read.vfat/anon_ro", "aio.write.vfat/anon_ro", CULPRIT_TARGET,
	  true,
	  "aio.read.vfat/anon_ro" },
	{ "", "aio.read.vfat/anon_ro aio.read.vfat/memfd_ro "
	  "odirect.write.vfat/anon_ro odirect.write.vfat/memfd_ro",
	  "odirect.read.nvme/anon", CULPRIT_NONE, false, NULL },
};

static void test_blame(void **state)
{
	struct hangs h;
	struct blame b;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		memset(&h, 0, sizeof(h));
		hang(&h, rows[i].before, false);
		hang(&h, rows[i].here, true);
		b = hangs_blame(&h, rows[i].id);
		if (b.culprit != rows[i].culprit ||
		    b.final != rows[i].final)
			fail_msg("row %zu: %s after \"%s\", \"%s\": %d%s", i,
				 rows[i].id, rows[i].before, rows[i].here,
				 b.culprit, b.final ? " for good" : "");
		if (b.culprit)
			assert_string_equal(b.first->id, rows[i].first);
	}
}

/* However many cases hang, they come to an end. */
static void test_many(void **state)
{
	struct hangs h = { .nr = 0 };
	char id[16];
	int i;

	(void)state;
	for (i = 0; i < HANGS_MAX; i++) {
		assert_int_equal(hangs_blame(&h, "z/z").culprit, CULPRIT_NONE);
		snprintf(id, sizeof(id), "d%d/m%d", i, i);
		hangs_add(&h, id, OUTCOME_PANIC, 0, true);
	}
	hangs_add(&h, "d0/a", OUTCOME_PANIC, 0, true);
	assert_int_equal(h.nr, HANGS_MAX);
	assert_int_equal(hangs_blame(&h, "d1/m1").culprit, CULPRIT_HERE);
	assert_true(hangs_blame(&h, "d1/m1").final);
	assert_int_equal(hangs_blame(&h, "z/z").culprit, CULPRIT_KERNEL);
	assert_true(hangs_blame(&h, "z/z").final);
}

static void test_reason(void **state)
{
	struct hangs h = { .nr = 0 };
	struct blame b;
	char text[128];

	(void)state;
	hangs_add(&h, "d1/a", OUTCOME_PANIC, 0, true);
	hangs_add(&h, "d1/b", OUTCOME_TIMEOUT, 0, true);
	b = hangs_blame(&h, "d1/c");
	hangs_reason(&b, text, sizeof(text));
	assert_string_equal(text, HANGS_NOT_RUN
			    "its door panics (first seen in d1/a)");
}

/* A leak is waited for twice a door, a hang four times in full. */
static void test_patience(void **state)
{
	static struct patience p;
	struct hangs h = { .nr = 0 };
	long full, others;
	char id[16];
	int i;

	(void)state;
	full = patience_settle(&p, "d1/a", false);
	assert_true(full > 500000);
	patience_vain(&p, "d1/a");
	assert_true(patience_settle(&p, "d1/b", false) < 10000);
	assert_int_equal(patience_settle(&p, "d1/b", true), full);
	patience_vain(&p, "d1/b");
	assert_true(patience_settle(&p, "d1/c", true) < 20000);
	assert_int_equal(patience_settle(&p, "d2/a", true), full);
	for (i = 0; i < 2 * PATIENCE_DOORS; i++) {
		snprintf(id, sizeof(id), "e%d/a", i);
		patience_vain(&p, id);
	}
	others = patience_settle(&p, "d2/a", true);
	assert_true(others < full / 10);
	assert_true(others > patience_settle(&p, "d1/c", true));

	patience_worked(&p, "d1/a", 0.5);
	assert_true(patience_deadline(&p, &h) == RUN_DEADLINE);
	hang(&h, "d1/a", true);
	assert_true(patience_deadline(&p, &h) == RUN_DEADLINE);
	hang(&h, "d4/d", true);
	assert_true(patience_deadline(&p, &h) < RUN_DEADLINE / 2);
	/* Where all is slow, a hang is not told so soon. */
	patience_worked(&p, "d1/b", 3);
	assert_true(patience_deadline(&p, &h) == 15);
	patience_worked(&p, "d1/b", 30);
	assert_true(patience_deadline(&p, &h) == RUN_DEADLINE);
	assert_int_equal(patience_count(&p, "d1/z"), 3);
	assert_int_equal(patience_count(&p, "none/z"), 0);
}

/* A door that worked is not to blame for two layouts, but is left at four. */
static void test_worked(void **state)
{
	struct hangs h = { .nr = 0 };
	struct blame b;

	(void)state;
	hangs_add(&h, "d1/a", OUTCOME_TIMEOUT, 38, true);
	hangs_add(&h, "d1/b", OUTCOME_TIMEOUT, 38, true);
	assert_int_equal(hangs_blame(&h, "d1/c").culprit, CULPRIT_NONE);
	hangs_add(&h, "d2/a", OUTCOME_TIMEOUT, 12, true);
	assert_int_equal(hangs_blame(&h, "d3/a+c").culprit, CULPRIT_MAPPING);
	assert_int_equal(hangs_blame(&h, "d3/b").culprit, CULPRIT_NONE);
	hangs_add(&h, "d1/c+d", OUTCOME_TIMEOUT, 38, true);
	hangs_add(&h, "d1/e", OUTCOME_TIMEOUT, 38, true);
	assert_int_equal(hangs_blame(&h, "d1/f").culprit, CULPRIT_NONE);
	hangs_add(&h, "d1/f", OUTCOME_TIMEOUT, 38, true);
	b = hangs_blame(&h, "d1/g");
	assert_int_equal(b.culprit, CULPRIT_DOOR);
	assert_false(b.final);
	assert_int_equal(hangs_blame(&h, "d2/g").culprit, CULPRIT_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blame),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_reason),
		cmocka_unit_test(test_patience),
		cmocka_unit_test(test_worked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
