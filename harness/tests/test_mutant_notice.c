// SPDX-License-Identifier: GPL-2.0
/* Who is said to have noticed a mutant, by contracts and by the kernel's tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/array_size.h"
#include "plan/mutant_notice.h"
#include "plan/upstream_notice.h"
#include "scratch.h"

static void add(struct results *r, const char *id, enum verdict v, const char *observed)
{
	struct cell *c = results_add_cell(r, 0);

	assert_non_null(c);
	report_init(&c->report, id, v);
	c->report.seen.outcome = outcome_read(observed);
}

/* What one more cell makes of the mutant. */
static void compare(struct mutant *m, struct results *r, const char *id,
		    enum verdict v, const char *observed)
{
	struct baseline b = { .by_id = NULL };

	add(r, id, v, observed);
	add(&b.r, "odirect.read/anon", V_PASS, "4096");
	add(&b.r, "odirect.read/memfd", V_PASS, "4096");
	add(&b.r, "mlock/anon", V_FAIL, "EINVAL");
	assert_int_equal(baseline_sort(&b), 0);
	mutant_compare(m, r, &b);
	mutant_conclude(m);
	baseline_free(&b);
}

/* The cells of a guest, and what they make of a mutant. */
static const struct contract_try {
	struct {
		const char *id;
		enum verdict v;
		const char *observed;
	} cell;
	long reached;
	bool uncounted;
	const char *equivalent;
	enum mutant_state state;
} tries[] = {
	/* What fails anyway does not notice, nor does what cannot be tried. */
	{ { "mlock/anon", V_FAIL, "EINVAL" }, 1, false, "",
	  MUTANT_SURVIVED },
	{ { "mlock/anon", V_FAIL, "EINVAL" }, 1, false, "because",
	  MUTANT_EQUIVALENT },
	{ { "odirect.read/memfd", V_ERROR, "-" }, 1, false, "",
	  MUTANT_AS_ERROR },
	{ { "odirect.read/memfd", V_DRIFT, "EFAULT" }, 1, false, "",
	  MUTANT_ELSEWHERE },
	{ { "odirect.read/anon", V_FAIL, "4096!data" }, 1, false, "",
	  MUTANT_NOTICED },
	/* A suite that is lost makes no claims: it stands for them. */
	{ { "kunit.shape", V_FAIL, "panic" }, 1, false, "",
	  MUTANT_NOTICED },
	/* No guest came by: whatever failed, it was not that. */
	{ { "odirect.read/anon", V_FAIL, "4096!data" }, 0, false, "",
	  MUTANT_FALSE_ALARM },
	{ { "odirect.read/memfd", V_FAIL, "EFAULT" }, 0, false, "because",
	  MUTANT_FALSE_ALARM },
	{ { "mlock/anon", V_FAIL, "EINVAL" }, 0, false, "",
	  MUTANT_SURVIVED },
	/* A guest died before it said how often. */
	{ { "odirect.read/anon", V_FAIL, "panic" }, -1, true, "",
	  MUTANT_NOTICED },
	{ { "odirect.read/anon", V_FAIL, "panic" }, 0, true, "",
	  MUTANT_NOTICED },
};

static void knows_who_noticed(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(tries); i++) {
		struct mutant m = {
			.notices = "iov_iter.copy.* odirect.*/anon",
			.reached = tries[i].reached,
			.uncounted = tries[i].uncounted,
		};
		struct results r = { .nr_cells = 0 };

		strcpy(m.equivalent, tries[i].equivalent);
		compare(&m, &r, tries[i].cell.id, tries[i].cell.v,
			tries[i].cell.observed);
		assert_int_equal(m.state, tries[i].state);
		results_free(&r);
	}
}

static void keeps_the_most_telling(void **state)
{
	struct mutant m = {
		.notices = "iov_iter.copy.* odirect.*/anon", .reached = 1,
	};
	struct results r = { .nr_cells = 0 };
	char id[32];

	(void)state;
	for (int i = 0; i < MUTANT_BY_MAX + 3; i++) {
		snprintf(id, sizeof(id), "mlock/new%d", i);
		add(&r, id, V_FAIL, "ok");
	}
	add(&r, "odirect.read/anon", V_FAIL, "4096!data");
	compare(&m, &r, "iov_iter.copy.kvec", V_FAIL, "fail");
	assert_int_equal(m.nr_noticed, MUTANT_BY_MAX + 5);
	assert_string_equal(m.by[0].id, "iov_iter.copy.kvec");
	assert_string_equal(m.by[1].id, "odirect.read/anon");
	assert_string_equal(m.by[1].observed, "4096!data");
	assert_string_equal(m.by[2].id, "mlock/new0");
	assert_int_equal(m.state, MUTANT_NOTICED);
	results_free(&r);
}

static void checks_its_patterns(void **state)
{
	static const char *const ids[] = { "kunit.shape", "odirect.read/anon" };
	struct mutant m = { .notices = "odirect.*/anon iov_iter.copy.*" };

	(void)state;
	mutant_check_globs(&m, ids, 2);
	assert_int_equal(m.state, MUTANT_NOT_RUN);
	strcpy(m.notices, "odirect.*/anon odirect.*/anno");
	mutant_check_globs(&m, ids, 2);
	assert_int_equal(m.state, MUTANT_UNFIT);
	scratch_reported("name odirect.*/anno, which fits no contract");
}

static const char console[] =
	"pincer_mutant: one is on\n"
	"pincer: the above came during x: WARNING: no\n"
	"WARNING: mm/gup.c:1 at f\n"
	"BUG: Bad page state\r\n"
	"pincer_mutant: one was reached 3 times\n"
	"[    1.0] pincer_mutant: one is on\n"
	"pincer_mutant: one_more was reached 8 times\n";

static void reads_a_console(void **state)
{
	struct mutant_console c;

	(void)state;
	mutant_console_read(&c, console, "one");
	assert_int_equal(c.on, 2);
	assert_int_equal(c.counted, 1);
	assert_int_equal(c.reached, 3);
	assert_string_equal(c.gravest, "BUG: Bad page state");
	mutant_console_read(&c, "", "one");
	assert_int_equal(c.on, 0);
	assert_int_equal(c.severity, 0);
}

static void counts_all_at_once(void **state)
{
	struct mutant list[] = { { .name = "one" }, { .name = "one_more" } };
	const struct mutants m = { list, ARRAY_SIZE(list) };
	long reached[2];

	(void)state;
	/* Without the last line some are missing. */
	assert_false(mutant_console_count(console, &m, reached));
	assert_true(mutant_console_count(
			    "pincer_mutant: all are counted\n"
			    "pincer_mutant: one_more was reached 8 times\n"
			    "pincer_mutant: that is all\n", &m, reached));
	assert_int_equal(reached[0], 0);
	assert_int_equal(reached[1], 8);
}

/* A test, with so many parts. */
static void add_test(struct results *r, const char *id, enum verdict v,
		     const char *observed, long passed, long failed)
{
	add(r, id, v, observed);
	r->cells[r->nr_cells - 1].parts.passed = passed;
	r->cells[r->nr_cells - 1].parts.failed = failed;
}

static void keeps_what_is_stable(void **state)
{
	struct results a = { .nr_cells = 0 }, b = { .nr_cells = 0 };

	(void)state;
	add_test(&a, "upstream/mm:a", V_PASS, "ok", 3, 0);
	add_test(&b, "upstream/mm:a", V_PASS, "ok", 2, 0);
	add_test(&a, "upstream/mm:b", V_FAIL, "fail", 3, 1);
	add_test(&b, "upstream/mm:b", V_FAIL, "fail", 3, 1);
	add_test(&a, "upstream/mm:c", V_PASS, "ok", 0, 0);
	upstream_stable(&a, &b);
	assert_int_equal(a.nr_cells, 1);
	assert_string_equal(a.cells[0].report.id, "upstream/mm:b");
	results_free(&a);
	results_free(&b);
}

/* What the kernel's own tests came to, and its console, with a mutant. */
static const struct upstream_try {
	enum verdict v;
	const char *observed;
	long passed, failed;
	struct mutant_console c;
	enum mutant_state state;
	const char *by;
} upstream_tries[] = {
	{ V_FAIL, "fail", 3, 1, { 1, 1, 5, 0, "" }, MUTANT_SURVIVED, "" },
	{ V_FAIL, "fail", 2, 2, { 1, 1, 5, 0, "" }, MUTANT_NOTICED,
	  "mm:b (1 more parts failed)" },
	{ V_FAIL, "panic", 2, 1, { 1, 0, 0, 0, "" }, MUTANT_NOTICED,
	  "mm:b (panic)" },
	{ V_SKIP, "-", 0, 0, { 1, 1, 5, 0, "" }, MUTANT_NOTICED,
	  "mm:b (skip: )" },
	{ V_FAIL, "fail", 3, 1, { 1, 1, 5, 2, "WARNING: x" }, MUTANT_NOTICED,
	  "WARNING: x" },
	/* It is there without the mutant. */
	{ V_FAIL, "fail", 3, 1, { 1, 1, 5, 1, "WARNING: x" }, MUTANT_SURVIVED,
	  "" },
	{ V_FAIL, "fail", 2, 2, { 1, 1, 0, 0, "" }, MUTANT_FALSE_ALARM,
	  "mm:b (1 more parts failed)" },
};

static void knows_what_upstream_noticed(void **state)
{
	struct results base = { .nr_cells = 0 };

	(void)state;
	add_test(&base, "upstream/mm:b", V_FAIL, "fail", 3, 1);
	for (size_t i = 0; i < ARRAY_SIZE(upstream_tries); i++) {
		const struct upstream_try *t = &upstream_tries[i];
		struct results r = { .nr_cells = 0 };
		struct mutant m = { .name = "one" };

		add_test(&r, "upstream/mm:b", t->v, t->observed, t->passed,
			 t->failed);
		/* Not stable, and not compared. */
		add_test(&r, "upstream/mm:a", V_FAIL, "fail", 0, 9);
		upstream_compare(&m, &r, &base, &t->c, 1);
		assert_int_equal(m.upstream, t->state);
		assert_string_equal(m.upstream_by, t->by);
		results_free(&r);
	}
	results_free(&base);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(knows_who_noticed), TEST(keeps_the_most_telling),
		TEST(checks_its_patterns), TEST(reads_a_console),
		TEST(counts_all_at_once), TEST(keeps_what_is_stable),
		TEST(knows_what_upstream_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
