// SPDX-License-Identifier: GPL-2.0
/* What guests report, and how it gets into the results. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "guest/guest_collect.h"
#include "model/array_size.h"
#include "played_guest.h"
#include "scratch.h"

/* A missing result is never a pass, whatever else was reported. */
static void test_no_result(void **state)
{
	static const struct {
		const char *act, *reason;
	} damages[] = {
		{ "cut", "missing or damaged" },
		{ "lie", "the program reported ok" },
		{ "twice", "reported twice" },
	};
	struct played p;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(damages); i++) {
		play(&p, damages[i].act);
		played_is(&p, 1, V_ERROR, "-", damages[i].reason);
		played_rest_is_good(&p);
		played_done(&p);
	}

	play(&p, "early");
	played_is_good(&p, 1);
	played_is(&p, 2, V_ERROR, "-", "ended without a result");
	played_is(&p, 3, V_ERROR, "-", "ended without a result");
	assert_int_equal(p.guest.boots, 1);
	played_done(&p);
}

static void test_noise(void **state)
{
	struct played p;

	(void)state;
	play(&p, "glued");
	played_is_good(&p, 1);
	played_rest_is_good(&p);
	played_done(&p);

	play(&p, "damaged");
	assert_string_equal(p.guest.history, "+edd478269640");
	played_rest_is_good(&p);
	played_done(&p);

	play(&p, "stranger");
	played_is_good(&p, 1);
	assert_int_equal(p.guest.cases[PLAYED_NR].state, CASE_PENDING);
	played_rest_is_good(&p);
	played_done(&p);
}

/* A skip names what the kernel lacks, and that gets into the results. */
static void test_collect(void **state)
{
	struct results r = { .nr_cells = 0 };
	struct played p;

	(void)state;
	play(&p, "skip");
	assert_non_null(results_add_kernel(&r, "fake"));
	assert_int_equal(guest_collect(&p.guest, 1, &r, 0), 0);
	results_judge(&r);
	assert_int_equal(r.cells[1].report.verdict, V_SKIP);
	assert_string_equal(r.cells[1].report.commit, "662df3e5c376");
	results_free(&r);
	played_done(&p);

	/* What could not be tried says why, what could does not. */
	play(&p, "poor");
	assert_non_null(results_add_kernel(&r, "fake"));
	assert_int_equal(guest_collect(&p.guest, 1, &r, 0), 0);
	assert_string_equal(r.cells[1].report.seen.reason,
			    "guest: nd_pmem.ko: left out, and more");
	assert_string_equal(r.cells[0].report.seen.reason, "");
	results_free(&r);
	played_done(&p);
}

/* A guest that does not boot leaves what the other found out of the kernel. */
static void test_collect_unbooted(void **state)
{
	struct results r = { .nr_cells = 0 };
	struct played booted, unbooted;
	struct guest guests[2];

	(void)state;
	play(&booted, "good");
	play(&unbooted, "deaf");
	guests[0] = booted.guest;
	guests[1] = unbooted.guest;
	assert_non_null(results_add_kernel(&r, "fake"));
	assert_int_equal(guest_collect(guests, 2, &r, 0), 0);
	assert_int_equal(r.kernels[0].boots, 3);
	assert_int_equal(r.kernels[0].machine.page_size, 4096);
	assert_string_equal(r.kernels[0].history, "+edd478269640");
	results_free(&r);
	played_done(&booted);
	played_done(&unbooted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_result),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_collect),
		cmocka_unit_test(test_collect_unbooted),
	};

	return cmocka_run_group_tests(tests, played_setup, scratch_teardown);
}
