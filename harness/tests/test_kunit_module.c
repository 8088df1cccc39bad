// SPDX-License-Identifier: GPL-2.0
/* The KUnit suites as a module: what is planned, and what it comes to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "guest/guest.h"
#include "guest/guest_lines.h"
#include "guest/guest_run.h"
#include "plan/plan.h"
#include "plan/plan_contracts.h"
#include "outcome_text.h"
#include "scratch.h"

static void test_known(void **state)
{
	size_t nr, i;
	const struct suite *all = suites(&nr);

	(void)state;
	assert_true(suite_is_module(suite_find(SUITE_MODULE)));
	assert_true(suites_know(SUITE_MODULE));
	for (i = 0; i < nr; i++)
		assert_false(suite_is_module(&all[i]));
}

/* Suites, and what they come to together; contracts when one asks for them. */
static void test_planned(void **state)
{
	static const char *const globs[] = { "gup.*", "io_uring.register/a*" };
	struct plan p = { .kunit_module = "m.ko" };
	size_t nr;

	(void)state;
	suites(&nr);
	assert_int_equal(plan_contracts(&p, NULL, 0), 0);
	assert_int_equal(p.nr_ids, nr + 1);
	assert_int_equal(p.nr_suites, nr + 1);
	assert_string_equal(p.ids[nr], SUITE_MODULE);
	plan_free(&p, false);
	p.kunit_module = "m.ko";
	assert_int_equal(plan_contracts(&p, globs, 2), 0);
	assert_true(p.nr_suites < p.nr_ids);
	assert_string_equal(p.ids[p.nr_suites - 1], SUITE_MODULE);
	plan_free(&p, false);
	p.kunit_module = "m.ko";
	assert_int_equal(plan_contracts(&p, globs + 1, 1), 0);
	assert_int_equal(p.nr_suites, 0);
	plan_free(&p, false);
}

static void test_refused(void **state)
{
	struct plan_kernel running = { .kernel.name = "running" };
	struct plan p = { .nr = 0 };

	(void)state;
	scratch_text("m.ko", "a module");
	assert_int_equal(plan_kunit_module(&p, scratch_path("m.ko")), 0);
	assert_int_not_equal(plan_kunit_module(&p, scratch_path("n.ko")), 0);
	assert_non_null(strstr(msg_last(), "n.ko: No such file"));
	running.kernel.origin = ORIGIN_RUNNING;
	p.kernels = &running;
	p.nr = 1;
	assert_int_not_equal(plan_kunit_module(&p, scratch_path("m.ko")), 0);
	assert_non_null(strstr(msg_last(), "only a guest is given a module"));
}

#define CLAIM(id, seen)							\
	"    # pincer: id=" id " observed=" seen " expected=1p verdict=pass" \
	" commit=- pins=-1/-1 seconds=0 length=0 reason=\n"
#define START(name) "# pincer: start id=kunit." name "\n"
#define END(name, more)							\
	"# pincer: suite name=" name " error=0 lost=0 seconds=1" more "\n"

#define SHAPE								\
	"    # Subtest: pincer_shape\n    1..1\n"			\
	CLAIM("iov_iter.a", "1p") "    ok 1 - walk\nok 1 - pincer_shape\n"
#define GUP(seen, verdict)						\
	"    # Subtest: pincer_gup\n    1..1\n"				\
	CLAIM("gup.a", seen) "    " verdict " 1 - pin\n" verdict	\
	" 2 - pincer_gup # SKIP\n"
#define ONCE								\
	START("shape") SHAPE END("shape", " uncounted")			\
	START("gup") GUP("1p", "ok") END("gup", " uncounted")

/* What a guest says, and what the module has come to then. */
static struct report come_to(const char *said)
{
	static const char *const ids[] = {
		"kunit.shape", "kunit.gup", SUITE_MODULE,
	};
	const struct guest_job job = {
		.name = "fake", .ids = ids, .nr = 3, .nr_suites = 3,
	};
	char *text = strdup(said), *rest = text, *line;
	struct report report;
	struct ktap_line l;
	struct guest g;

	assert_non_null(text);
	assert_int_equal(guest_open(&g, &job), 0);
	while ((line = strsep(&rest, "\n"))) {
		ktap_line_read(&l, line);
		guest_result_line(&g, &l);
	}
	assert_int_equal(g.cases[0].report.verdict, V_PASS);
	assert_int_equal(g.cases[1].report.verdict, V_PASS);
	assert_int_equal(g.nr_claims, 2);
	report = g.cases[2].report;
	guest_close(&g);
	free(text);
	return report;
}

static void check(const char *said, enum verdict verdict, const char *observed,
		  const char *reason)
{
	const struct report r = come_to(said);

	if (r.verdict != verdict || strcmp(outcome_text(&r.seen.outcome), observed) ||
	    !strstr(r.seen.reason, reason))
		fail_msg("%s, %s: %s", verdict_name(r.verdict), outcome_text(&r.seen.outcome),
			 r.seen.reason);
}

static void test_twice(void **state)
{
	(void)state;
	check(ONCE START("module") "pincer_kunit: loading\n" SHAPE
	      GUP("1p", "ok") END("module", ""), V_PASS, "ok", "");
	check(ONCE START("module") SHAPE GUP("2p", "ok") END("module", ""),
	      V_FAIL, "another claim",
	      "gup.a is pass (2p), and was pass (1p)");
	check(ONCE START("module") SHAPE CLAIM("gup.b", "1p")
	      END("module", ""), V_FAIL, "another claim",
	      "gup.b was not claimed the first time");
	check(ONCE START("module") SHAPE END("module", ""), V_ERROR, "-",
	      "made 2 claims, and 1 came");
	check(ONCE START("module") SHAPE GUP("1p", "not ok")
	      END("module", ""), V_ERROR, "-", "no claim says why");
	check(ONCE START("module") END("module", ""), V_ERROR, "-",
	      "made 2 claims, and 0 came");
}

static void test_leaves_nothing(void **state)
{
	(void)state;
	check(ONCE START("module") "# pincer: left 3 pins\n" SHAPE
	      GUP("1p", "ok") END("module", ""), V_FAIL, "left behind",
	      "its removal left 3 pins");
	check(ONCE START("module") SHAPE GUP("1p", "ok")
	      "WARNING: CPU: 0 PID: 1\n" END("module", ""), V_FAIL, "warning",
	      "WARNING: CPU: 0");
	check(ONCE START("module")
	      "# pincer: suite name=module error=8 lost=0 seconds=0\n",
	      V_ERROR, "-", "would not run it: Exec format error");
}

/* Only a module's suite need not be counted by the kernel. */
static void test_uncounted(void **state)
{
	struct suite_run r;
	struct report report;

	(void)state;
	suite_run_begin(&r, suite_find("kunit.shape"));
	suite_run_end(&r, "error=0 lost=0 seconds=1 somehow", &report);
	assert_int_equal(report.verdict, V_ERROR);
	assert_non_null(strstr(report.seen.reason, "did not say how many"));
	suite_run_begin(&r, suite_find("kunit.shape"));
	suite_run_end(&r, "error=0 lost=0 seconds=1 uncounted", &report);
	assert_int_equal(report.verdict, V_ERROR);
	assert_non_null(strstr(report.seen.reason, "did not print its result"));
	suite_run_begin(&r, suite_find("kunit.shape"));
	suite_run_end(&r, "error=0 lost=7 seconds=1 uncounted", &report);
	assert_non_null(strstr(report.seen.reason, "7 lines"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_planned),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_twice),
		cmocka_unit_test(test_leaves_nothing),
		cmocka_unit_test(test_uncounted),
	};

	return cmocka_run_group_tests(tests, scratch_setup, scratch_teardown);
}
