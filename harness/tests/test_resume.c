// SPDX-License-Identifier: GPL-2.0
/* An interrupted run keeps what is finished, and --resume goes on with the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "guest/guest_collect.h"
#include "guest/guest_run.h"
#include "plan/plan_resume.h"
#include "played_guest.h"
#include "scratch.h"

static const char *const ids[] = {
	"kunit.gup", "kunit.shape", "door1/first", "door1/second",
};

static void add(struct results *r, size_t kernel, const char *id)
{
	struct cell *c = results_add_cell(r, kernel);

	assert_non_null(c);
	report_init(&c->report, id, V_PASS);
}

/* Two kernels; of the second one suite and one contract are done. */
static void make_old(struct results *old)
{
	memset(old, 0, sizeof(*old));
	results_add_kernel(old, "other");
	results_add_kernel(old, "kernel");
	strcpy(old->kernels[1].version, "6.12.1-1");
	old->kernels[1].machine.page_size = 65536;
	old->kernels[1].seconds = 3;
	old->kernels[1].boots = 2;
	add(old, 0, "door1/first");
	add(old, 1, "kunit.gup");
	add(old, 1, "gup.call.a");
	add(old, 1, "door1/second");
}

static void make_kernel(struct plan_kernel *k, const char *name)
{
	memset(k, 0, sizeof(*k));
	snprintf(k->kernel.name, sizeof(k->kernel.name), "%s", name);
	strcpy(k->image.version, "6.12.1-1");
	k->job = (struct guest_job){ .ids = ids, .nr = 4, .nr_suites = 2 };
}

static void test_left(void **state)
{
	struct plan_kernel k[2];
	struct plan p = { .kernels = k, .nr = 2 };
	struct results old;

	(void)state;
	make_old(&old);
	make_kernel(&k[0], "kernel");
	make_kernel(&k[1], "new");
	assert_int_equal(plan_resume(&p, &old, "old.json"), 0);
	assert_int_equal(k[0].job.nr, 2);
	assert_int_equal(k[0].job.nr_suites, 1);
	assert_string_equal(k[0].job.ids[0], "kunit.shape");
	assert_string_equal(k[0].job.ids[1], "door1/first");
	/* One that was not begun runs whole. */
	assert_int_equal(k[1].job.nr, 4);
	free(k[0].left);
	results_free(&old);
}

static void test_other_version(void **state)
{
	struct plan_kernel k;
	struct plan p = { .kernels = &k, .nr = 1 };
	struct results old;

	(void)state;
	make_old(&old);
	make_kernel(&k, "kernel");
	strcpy(k.image.version, "6.12.2-1");
	assert_int_not_equal(plan_resume(&p, &old, "old.json"), 0);
	assert_non_null(strstr(msg_last(), "old.json: kernel is 6.12.1-1 there, and 6.12.2-1 now"));
	assert_null(k.left);
	results_free(&old);
}

static void test_merged(void **state)
{
	struct results old, r = { .nr_cells = 0 };

	(void)state;
	make_old(&old);
	results_add_kernel(&r, "kernel");
	r.kernels[0].seconds = 4;
	add(&r, 0, "door1/first");
	assert_int_equal(plan_resume_merge(&r, &old), 0);
	assert_int_equal(r.nr_cells, 4);
	assert_non_null(results_find(&r, 0, "gup.call.a"));
	/* No guest was booted for it this time: the machine is the old one. */
	assert_int_equal(r.kernels[0].machine.page_size, 65536);
	assert_int_equal(r.kernels[0].boots, 2);
	assert_true(r.kernels[0].seconds == 7);
	results_free(&r);
	results_free(&old);
}

/* Cases without a result have no cell; what has one keeps it. */
static void test_interrupted(void **state)
{
	struct results r = { .nr_cells = 0 };
	struct guest_case *c;
	struct played p;

	(void)state;
	play(&p, "good");
	p.guest.phase = GUEST_TESTING;
	p.guest.cases[1].state = CASE_STARTED;
	p.guest.cases[2].state = CASE_PENDING;
	/* It was to be tried again, and has its first result. */
	c = &p.guest.cases[3];
	c->first = c->report;
	c->first.verdict = V_FAIL;
	c->tries = 1;
	c->state = CASE_PENDING;
	guest_interrupt(&p.guest);
	assert_non_null(results_add_kernel(&r, "fake"));
	assert_int_equal(guest_collect(&p.guest, 1, &r, 0), 0);
	assert_int_equal(r.nr_cells, 2);
	assert_int_equal(r.kernels[0].not_run, 2);
	assert_int_equal(results_find(&r, 0, played_ids[0])->report.verdict,
			 V_PASS);
	assert_int_equal(results_find(&r, 0, played_ids[3])->report.verdict,
			 V_FAIL);
	results_free(&r);
	played_done(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_left),
		cmocka_unit_test(test_other_version),
		cmocka_unit_test(test_merged),
		cmocka_unit_test(test_interrupted),
	};

	return cmocka_run_group_tests(tests, played_setup, scratch_teardown);
}
