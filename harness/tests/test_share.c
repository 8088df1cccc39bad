// SPDX-License-Identifier: GPL-2.0
/* How the cases of a kernel are dealt to guests, and come together again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "guest/guest.h"
#include "plan/share.h"
#include "scratch.h"

/* Five guests would have enough to do with so many, six would not. */
#define NR_IDS 2504
#define NR_SUITES 3

static const struct image image = { .vmlinuz = "/bin/true" };

/* struct fixture - two kernels, the second of them as the first */
struct fixture {
	struct plan plan;
	struct plan_kernel kernels[2];
	const char *ids[NR_IDS];
	char names[NR_IDS][16];
	struct shares shares;
};

static struct fixture *fixture(void)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct guest_job *job;
	size_t i;

	assert_non_null(f);
	for (i = 0; i < NR_IDS; i++) {
		snprintf(f->names[i], sizeof(f->names[i]), "door/%zu", i);
		f->ids[i] = f->names[i];
	}
	for (i = 0; i < 2; i++) {
		job = &f->kernels[i].job;
		*job = (struct guest_job){
			.name = "fake", .image = &image, .ids = f->ids,
			.nr = NR_IDS, .nr_suites = NR_SUITES,
			.dir = f->kernels[i].dir,
		};
		snprintf(f->kernels[i].dir, sizeof(f->kernels[i].dir), "%s/%zu",
			 scratch_path("run"), i);
	}
	f->plan = (struct plan){ .kernels = f->kernels, .nr = 2 };
	return f;
}

static void put_away(struct fixture *f)
{
	shares_close(&f->shares);
	free(f);
}

/* How many guests each of so many kernels gets. */
static size_t guests(struct fixture *f, size_t kernels, int jobs, bool bare)
{
	const struct share_request request = {
		.nr = kernels, .jobs = jobs, .bare = bare,
	};
	size_t each;

	shares_close(&f->shares);
	assert_int_equal(shares_open(&f->shares, &f->plan, &request), 0);
	each = f->shares.list[0].nr;
	assert_int_equal(f->shares.nr_guests, kernels * each);
	return each;
}

static void test_count(void **state)
{
	struct fixture *f = fixture();

	(void)state;
	assert_int_equal(guests(f, 1, 1, false), 1);
	assert_int_equal(guests(f, 1, 3, false), 3);
	assert_int_equal(guests(f, 1, 64, false), 5);
	assert_int_equal(guests(f, 2, 1, false), 1);
	assert_int_equal(guests(f, 2, 5, false), 2);
	assert_int_equal(guests(f, 1, 3, true), 1);

	f->kernels[0].job.nr = 499;
	assert_int_equal(guests(f, 1, 3, false), 1);
	put_away(f);
}

/* What must not be shared: this machine, and a fault at the Nth contract. */
static void test_alone(void **state)
{
	struct fixture *f = fixture();

	(void)state;
	f->kernels[0].job.image = NULL;
	assert_int_equal(guests(f, 1, 3, false), 1);
	f->kernels[0].job.image = &image;
	setenv("PINCER_FAULT", "panic:3", 1);
	assert_int_equal(guests(f, 1, 3, false), 1);
	unsetenv("PINCER_FAULT");
	assert_int_equal(guests(f, 1, 3, false), 3);
	put_away(f);
}

static void test_deal(void **state)
{
	struct fixture *f = fixture();
	const struct guest_job *job;
	size_t i, k, seen = 0;

	(void)state;
	guests(f, 2, 4, false);
	for (k = 0; k < 4; k++) {
		job = f->shares.guests[k].job;
		assert_int_equal(job->nr, NR_IDS / 2);
		assert_int_equal(job->nr_suites, k % 2 ? 1 : 2);
		for (i = 0; i < job->nr; i++)
			seen += job->ids[i] == f->ids[2 * i + k % 2];
		assert_int_equal(access(job->dir, W_OK), 0);
	}
	assert_string_not_equal(f->shares.guests[0].job->dir,
				f->shares.guests[1].job->dir);
	assert_int_equal(seen, 2 * NR_IDS);
	put_away(f);
}

/* Whoever did it, results stand in the order of the plan. */
static void test_collect(void **state)
{
	struct fixture *f = fixture();
	struct results r = { .nr_cells = 0 };
	struct guest *g;
	size_t i, k;

	(void)state;
	assert_int_equal(guests(f, 1, 3, false), 3);
	for (k = 0; k < 3; k++) {
		g = &f->shares.guests[k];
		g->boots = 1 + k;
		g->began = 10 - k;
		g->ended = 20 - k;
		for (i = 0; i < g->job->nr; i++)
			guest_settle(g, i, V_PASS, OUTCOME_OK, "");
	}
	assert_non_null(results_add_kernel(&r, "fake"));
	assert_int_equal(shares_collect(&f->shares, 0, &r), 0);
	assert_int_equal(r.nr_cells, NR_IDS);
	for (i = 0; i < NR_IDS; i++)
		assert_string_equal(r.cells[i].report.id, f->ids[i]);
	assert_int_equal(r.kernels[0].boots, 6);
	assert_int_equal((int)r.kernels[0].seconds, 12);
	results_free(&r);
	put_away(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_alone),
		cmocka_unit_test(test_deal),
		cmocka_unit_test(test_collect),
	};

	return cmocka_run_group_tests(tests, scratch_setup, scratch_teardown);
}
