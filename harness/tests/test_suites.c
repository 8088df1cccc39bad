// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit: which suites are run for a pattern, what they come
 * to, and, with a QEMU that plays them, what is left of one that is lost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "guest/fault.h"
#include "guest/guest.h"
#include "guest/guest_collect.h"
#include "guest/guest_run.h"
#include "guest/schedule.h"
#include "model/array_size.h"
#include "parse/suite_run.h"
#include "plan/fault_check.h"
#include "plan/plan.h"
#include "plan/plan_contracts.h"
#include "fake_qemu.h"
#include "outcome_text.h"
#include "scratch.h"

static void test_known(void **state)
{
	size_t nr;

	(void)state;
	assert_non_null(suites(&nr));
	assert_true(nr >= 9);
	assert_string_equal(suite_find("kunit.shape")->name, "shape");
	assert_null(suite_find("kunit.shap"));
	assert_null(suite_find("shape"));
	assert_true(suites_know("kunit.claim"));
	assert_true(suites_know("iov_iter.extract_pages.ubuf.walk:dest"));
	assert_true(suites_know("gup.pin_user_pages.write"));
	assert_false(suites_know("io_uring.register/anon"));
	assert_false(suites_know("gupx.y"));
	assert_false(suites_know("gu"));
}

static void test_patterns(void **state)
{
	static const struct {
		const char *suite, *glob;
		bool may;
	} rows[] = {
		{ "kunit.shape", "*", true },
		{ "kunit.claim", "*", true },
		{ "kunit.claim", "iov_iter.*", false },
		{ "kunit.claim", "i*", false },
		{ "kunit.claim", "kunit.*", true },
		{ "kunit.shape", "kunit.gup", false },
		{ "kunit.shape", "io*", true },
		{ "kunit.shape", "io_uring*", false },
		{ "kunit.shape", "iov_iter.*", true },
		{ "kunit.gup", "iov_iter.*", false },
		{ "kunit.p2pdma", "gup.*p2pdma*", true },
		{ "kunit.p2pdma", "iov_iter.x", true },
		{ "kunit.shape", "iov_ite", false },
		{ "kunit.shape", "*/anon", false },
		{ "kunit.shape", "[i]ov_iter.x", true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (suite_may_fit(suite_find(rows[i].suite), rows[i].glob) !=
		    rows[i].may)
			fail_msg("%s, %s", rows[i].suite, rows[i].glob);
	}
}

/* The suites that a pattern chooses come before the contracts it chooses. */
static void test_planned(void **state)
{
	static const char *const globs[] = { "gup.*", "io_uring.register/a*" };
	struct plan p = { .nr = 0 };
	size_t i;

	(void)state;
	assert_int_equal(plan_contracts(&p, globs, 2), 0);
	assert_true(p.nr_suites && p.nr_suites < p.nr_ids);
	for (i = 0; i < p.nr_ids; i++)
		assert_int_equal(!!suite_find(p.ids[i]), i < p.nr_suites);
	plan_free(&p, false);
	assert_int_equal(plan_contracts(&p, globs, 1), 0);
	assert_int_equal(p.nr_suites, p.nr_ids);
	plan_free(&p, false);
}

#define CLAIM(id, verdict)						\
	"    # pincer: id=" id " observed=1p expected=1p verdict=" verdict \
	" commit=- pins=-1/-1 seconds=0 length=0 reason=\n"
#define END(nr) "# pincer: claims suite=shape nr=" #nr "\n"
#define GOOD "error=0 lost=0 seconds=1.5"

static const char good[] =
	"    KTAP version 1\n    # Subtest: pincer_shape\n    1..2\n"
	"        KTAP version 1\n        # Subtest: walk\n"
	CLAIM("iov_iter.a.b.c", "pass") "        ok 1 ubuf\n"
	CLAIM("iov_iter.a.b.d", "skip") "        ok 2 xarray # SKIP no\n"
	"    # walk: pass:1 fail:0 skip:1 total:2\n    ok 1 walk\n"
	CLAIM("iov_iter.a.b.e", "defect") "    ok 2 nothing\n"
	"# pincer_shape: pass:2 fail:0 skip:0 total:2\nok 1 pincer_shape\n";

/* The whole log of a suite, line by line, and what it comes to. */
static struct report run(const char *log, const char *last, const char *said)
{
	struct suite_run r;
	struct report report;
	struct ktap_line l;
	char *text, *rest, *line;

	assert_true(asprintf(&text, "%s%s", log, last) > 0);
	suite_run_begin(&r, suite_find("kunit.shape"));
	rest = text;
	while ((line = strsep(&rest, "\n"))) {
		ktap_line_read(&l, line);
		suite_run_line(&r, &l);
		if (!report_read(&report, l.text))
			suite_run_claim(&r, &report);
	}
	free(text);
	suite_run_end(&r, said, &report);
	assert_null(r.suite);
	assert_string_equal(report.id, "kunit.shape");
	return report;
}

static void check(const char *log, const char *last, const char *said,
		  enum verdict verdict, const char *reason)
{
	struct report r = run(log, last, said);

	if (r.verdict != verdict || !strstr(r.seen.reason, reason))
		fail_msg("%s: %s", verdict_name(r.verdict), r.seen.reason);
}

static void test_whole(void **state)
{
	struct report r = run(good, END(3), GOOD);

	(void)state;
	assert_int_equal(r.verdict, V_PASS);
	assert_string_equal(outcome_text(&r.seen.outcome), "ok");
	assert_string_equal(r.seen.reason, "");
	assert_true(r.seen.seconds > 1.4);
	/* As 5.10 has it: no versions, no levels, several claims a test. */
	check("    # Subtest: pincer_shape\n    1..1\n"
	      CLAIM("iov_iter.a", "pass") CLAIM("iov_iter.b", "pass")
	      "    ok 1 - walk\nok 4 - pincer_shape\n", END(2), GOOD, V_PASS,
	      "");
}

/* Whatever is missing is never a pass. */
static void test_incomplete(void **state)
{
	char cut[sizeof(good)];
	size_t size;

	(void)state;
	check(good, END(3), NULL, V_ERROR, "its end never came");
	check(good, END(3), "error=0 lost=", V_ERROR, "its end never came");
	check(good, END(3), "error=2 lost=0 seconds=1", V_ERROR,
	      "would not run it: No such file");
	check(good, END(3), "error=0 lost=9 seconds=1", V_ERROR,
	      "9 lines of the kernel's log were lost");
	check(good, "", GOOD, V_ERROR, "did not say how many");
	check(good, "# pincer: claims suite=gup nr=3\n", GOOD, V_ERROR,
	      "did not say how many");
	check(good, END(4), GOOD, V_ERROR, "made 4 claims, and 3 came");
	check(good, END(2), GOOD, V_ERROR, "made 2 claims, and 3 came");
	check("", END(0), GOOD, V_ERROR, "did not print its result");
	check("    1..2\n    ok 1 a\nok 1 pincer_shape\n", END(0), GOOD,
	      V_ERROR, "1 results that KUnit planned never came");
	for (size = 0; size + 1 < strlen(good); size++) {
		memcpy(cut, good, size);
		cut[size] = '\0';
		assert_int_equal(run(cut, "\n" END(3), GOOD).verdict, V_ERROR);
	}
}

static void test_failures(void **state)
{
	(void)state;
	/* The claim says it all, and the suite itself is as it should be. */
	check("    1..2\n        1..1\n" CLAIM("iov_iter.a", "fail")
	      "        not ok 1 x\n    not ok 1 a\n    ok 2 b\n"
	      "not ok 1 pincer_shape\n", END(1), GOOD, V_PASS, "");
	check("    1..1\n" CLAIM("iov_iter.a", "error")
	      "    not ok 1 a\nnot ok 1 pincer_shape\n", END(1), GOOD, V_PASS,
	      "");
	/* Nobody says why, or only another test's claim does. */
	check("    1..1\n" CLAIM("iov_iter.a", "pass")
	      "    not ok 1 a\nnot ok 1 pincer_shape\n", END(1), GOOD, V_ERROR,
	      "a is not ok, and no claim says why");
	check("    1..2\n" CLAIM("iov_iter.a", "fail")
	      "    not ok 1 a\n    not ok 2 b\nnot ok 1 pincer_shape\n", END(1),
	      GOOD, V_ERROR, "b is not ok, and no claim says why");
	check("    1..1\n    ok 1 a\nnot ok 1 pincer_shape\n", END(0), GOOD,
	      V_ERROR, "pincer_shape is not ok, and no claim says why");
	check("    1..2\n" CLAIM("iov_iter.a", "fail") "        not ok 1 x\n"
	      "    not ok 1 a\n        not ok 1 x\n    not ok 2 b\n"
	      "not ok 1 pincer_shape\n", END(1), GOOD, V_ERROR,
	      "x is not ok, and no claim says why");
	check("    1..1\n" CLAIM("gup.a", "pass")
	      "    ok 1 a\nok 1 pincer_shape\n", END(1), GOOD, V_ERROR,
	      "it claims gup.a, which is in none of its areas");
	check("    1..1\n[    1.0] WARNING: CPU: 0 PID: 3 at lib/iov_iter.c:9\n"
	      "    ok 1 a\nok 1 pincer_shape\n", END(0), GOOD, V_FAIL,
	      "meanwhile the kernel logged: WARNING: CPU: 0 PID: 3 at lib/");
	check("    1..1\n    # the next warning of a is expected\n"
	      "[    1.0] WARNING: CPU: 0 PID: 3 at lib/iov_iter.c:9\n"
	      CLAIM("iov_iter.a", "pass") "    ok 1 a\nok 1 pincer_shape\n",
	      END(1), GOOD, V_PASS, "");
	check("    1..1\n    # the next warning of a is expected\n"
	      CLAIM("iov_iter.a", "pass") "WARNING: CPU: 0 x\n"
	      "    ok 1 a\nok 1 pincer_shape\n", END(1), GOOD, V_FAIL,
	      "WARNING: CPU: 0 x");
	check("    1..1\n    # the next warning of a is expected\n"
	      "BUG: KASAN: x\n" CLAIM("iov_iter.a", "pass")
	      "    ok 1 a\nok 1 pincer_shape\n", END(1), GOOD, V_FAIL,
	      "BUG: KASAN: x");
	check("    1..1\n" CLAIM("iov_iter.a", "pass")
	      "    # lacks the fix \"x: no BUG: y\"\n"
	      "    ok 1 a\nok 1 pincer_shape\n", END(1), GOOD, V_PASS, "");
}

/* The guests of a kernel that has two suites, and two contracts. */
static const char *const ids[] = {
	"kunit.shape", "kunit.gup", "door1/first", "door1/second",
};

static const struct image image = { .vmlinuz = "/bin/true" };

static int setup(void **state)
{
	char path[PATH_MAX];

	if (scratch_setup(state) || !realpath(TEST_DATA "/fake_qemu", path))
		return -1;
	return setenv("PINCER_QEMU", path, 1);
}

static struct guest_job job;
static struct results results;
static bool fault_hit;

/* Seconds that suites have hung before. */
static double wasted;

static const struct report *reported(const char *id)
{
	struct cell *c = results_find(&results, 0, id);

	if (!c)
		fail_msg("no %s", id);
	return &c->report;
}

static void says(const char *id, enum verdict verdict, const char *observed,
		 const char *reason)
{
	const struct report *r = reported(id);

	assert_int_equal(r->verdict, verdict);
	assert_string_equal(outcome_text(&r->seen.outcome), observed);
	if (!strstr(r->seen.reason, reason))
		fail_msg("\"%s\" is not in \"%s\"", reason, r->seen.reason);
}

static void play(const char *acts, int boots, size_t cells)
{
	struct guest g;
	char dir[PATH_MAX];

	snprintf(dir, sizeof(dir), "%s", scratch_path("guest"));
	tree_remove(dir);
	assert_int_equal(dirs_make(dir), 0);
	setenv("FAKE", acts, 1);
	setenv("FAKE_DIR", dir, 1);
	job = (struct guest_job){
		.name = "fake", .image = &image, .boot = image.vmlinuz,
		.ids = ids, .nr = 4, .nr_suites = 2, .history = "",
		.init = "/bin/true", .test = "/bin/true", .accel = "tcg",
		.dir = dir, .timeout = fake_timeout(acts),
		.globs = job.globs, .nr_globs = job.nr_globs,
	};
	assert_int_equal(guest_open(&g, &job), 0);
	g.wasted[GUEST_SUITES] = wasted;
	assert_int_equal(schedule_run(&g, 1, 1), 0);
	results_free(&results);
	assert_non_null(results_add_kernel(&results, "fake"));
	assert_int_equal(guest_collect(&g, 1, &results, 0), 0);
	assert_int_equal(g.boots, boots);
	assert_int_equal(results.nr_cells, cells);
	says("door1/first", V_PASS, "4096", "");
	says("door1/second", V_PASS, "4096", "");
	fault_hit = g.fault_hit;
	guest_close(&g);
}

static void test_good(void **state)
{
	(void)state;
	play("good", 1, 8);
	says("kunit.shape", V_PASS, "ok", "");
	says("kunit.gup", V_PASS, "ok", "");
	says("iov_iter.shape.a", V_PASS, "1p", "");
	says("gup.call.b", V_PASS, "1p", "");
	assert_string_equal(results_find(&results, 0, "kunit.gup")->report.seen.proof,
			    "2 claims");
}

/* What was claimed before stays, and the other suite is not run again. */
static void test_lost(void **state)
{
	(void)state;
	play("s_panic,good", 2, 7);
	says("kunit.shape", V_PASS, "ok", "");
	says("kunit.gup", V_FAIL, "panic",
	     "after its claim 1, gup.call.a: Kernel panic - not syncing: played");
	says("gup.call.a", V_PASS, "1p", "");
	play("s_hang,good", 2, 7);
	says("kunit.gup", V_FAIL, "hang",
	     "after its claim 1, gup.call.a: silent for 2 s");
}

/* Suites that hang and die take the contracts' time from nobody. */
static void test_given_up(void **state)
{
	(void)state;
	wasted = 1e6;
	play("1_s_panic,good", 2, 5);
	wasted = 0;
	says("kunit.shape", V_FAIL, "panic", "played");
	says("kunit.gup", V_ERROR, "-", "given up after 1000000 s of hangs");
}

static void test_wrong(void **state)
{
	(void)state;
	play("s_endless", 1, 7);
	says("kunit.gup", V_ERROR, "-", "its end never came");
	play("s_count", 1, 8);
	says("kunit.gup", V_ERROR, "-", "made 3 claims, and 2 came");
	play("s_mute", 1, 8);
	says("kunit.gup", V_ERROR, "-", "did not say how many");
	play("s_lost", 1, 8);
	says("kunit.gup", V_ERROR, "-", "7 lines");
	play("s_assert", 1, 7);
	says("kunit.gup", V_ERROR, "-", "b is not ok, and no claim says why");
	play("s_warn", 1, 8);
	says("kunit.gup", V_FAIL, "warning", "at mm/gup.c:1 played");
	play("s_twice", 1, 8);
	says("kunit.gup", V_PASS, "ok", "");
	says("gup.call.a", V_ERROR, "1p", "was claimed twice");
	play("s_stray", 1, 8);
	says("kunit.gup", V_ERROR, "-",
	     "it claims door1/second, which is in none of its areas");
	says("door1/second", V_PASS, "4096", "");
	play("s_fail", 1, 8);
	says("kunit.gup", V_PASS, "ok", "");
	says("gup.call.b", V_FAIL, "1p", "");
}

/* A fault within a suite needs that suite, and comes when it is that far. */
static void test_fault(void **state)
{
	struct plan_kernel k = { .kernel = { .origin = ORIGIN_IMAGE } };
	const char *planned[] = { "kunit.gup", "door1/first" };
	const struct plan p = {
		.kernels = &k, .nr = 1, .ids = planned, .nr_ids = 2,
		.nr_suites = 1,
	};
	static const struct {
		const char *fault, *complaint;
	} rows[] = {
		{ "panic:gup:1", NULL },
		{ "hang:gup:9999", NULL },
		{ "panic:2", NULL },
		{ "panic:shape:1", "kunit.shape is not run" },
		{ "panic:gup:0", "panic:shape:N" },
		{ "panic:gup:", "panic:shape:N" },
		{ "panic:gap:1", "panic:shape:N" },
		{ "panic:3", "N from 1 to 2" },
		{ "panics:gup:1", "neither" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		setenv("PINCER_FAULT", rows[i].fault, 1);
		assert_int_equal(!fault_check(&p), !rows[i].complaint);
		if (rows[i].complaint &&
		    !strstr(msg_last(), rows[i].complaint))
			fail_msg("%s: %s", rows[i].fault, msg_last());
	}
	setenv("PINCER_FAULT", "panic:gup:1", 1);
	play("s_panic,good", 2, 7);
	assert_true(fault_hit);
	setenv("PINCER_FAULT", "panic:gup:2", 1);
	play("s_panic,good", 2, 7);
	assert_false(fault_hit);
	unsetenv("PINCER_FAULT");
}

/* Only what fits is reported, and what the suites themselves came to. */
static void test_filtered(void **state)
{
	static const char *const globs[] = { "gup.*.a", "kunit.shape" };

	(void)state;
	job.globs = globs;
	job.nr_globs = 1;
	play("good", 1, 5);
	reported("gup.call.a");
	job.nr_globs = 2;
	play("good", 1, 7);
	reported("iov_iter.shape.b");
	job.nr_globs = 0;
	results_free(&results);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_patterns),
		cmocka_unit_test(test_planned),
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_incomplete),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_given_up),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_fault),
		cmocka_unit_test(test_filtered),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
