// SPDX-License-Identifier: GPL-2.0
/* What is not as promised is tried again in a fresh guest, once a cause. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "guest/guest_again.h"
#include "model/array_size.h"
#include "played_guest.h"
#include "scratch.h"

/* The second case goes wrong in the first boot, and perhaps when it is alone. */
static void test_played(void **state)
{
	static const struct {
		const char *acts, *observed;
		enum verdict verdict;
		int boots, bad;
	} rows[] = {
		{ "wrong,good", "EFAULT", V_FAIL, 2, 1 },
		{ "wrong,1_wrong", "EFAULT", V_FAIL, 2, 2 },
		{ "wrong,1_panic", "EFAULT", V_FAIL, 2, 2 },
		{ "panic,good,good", "panic", V_FAIL, 3, 1 },
		{ "panic,good,1_panic", "panic", V_FAIL, 3, 2 },
		{ "off,good,1_off", "poweroff", V_FAIL, 3, 2 },
		{ "twice,good", "-", V_ERROR, 2, 1 },
	};
	const struct guest_case *c;
	struct played p;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		play_again(&p, rows[i].acts);
		played_is(&p, 1, rows[i].verdict, rows[i].observed, "");
		played_rest_is_good(&p);
		c = &p.guest.cases[1];
		assert_int_equal(p.guest.boots, rows[i].boots);
		assert_int_equal(c->tries, 2);
		assert_int_equal(c->bad, rows[i].bad);
		assert_int_equal(guest_case_is_gone(c), rows[i].bad == 1);
		played_done(&p);
	}
}

/* What is as promised costs no boot; nor does what nobody asked to try again. */
static void test_good(void **state)
{
	struct played p;

	(void)state;
	play_again(&p, "good");
	assert_int_equal(p.guest.boots, 1);
	assert_int_equal(p.guest.cases[1].tries, 0);
	played_done(&p);
	play(&p, "wrong");
	assert_int_equal(p.guest.boots, 1);
	played_done(&p);
}

/* A fresh guest that does not boot takes nothing from the first result. */
static void test_unbooted(void **state)
{
	struct played p;

	(void)state;
	play_again(&p, "wrong,deaf,deaf");
	played_is(&p, 1, V_FAIL, "EFAULT", "");
	assert_int_equal(p.guest.cases[1].tries, 1);
	assert_false(guest_case_is_gone(&p.guest.cases[1]));
	played_done(&p);
}

#define NR 40

/** struct table - a guest that has results of its cases, all passed at first */
struct table {
	struct guest guest;
	struct guest_job job;
	struct guest_case cases[NR];
	char text[NR][8];
	const char *ids[NR];
};

static void set(struct table *t, size_t i, enum verdict v)
{
	report_init(&t->cases[i].report, t->ids[i], v);
	t->cases[i].report.seen.outcome.kind = v == V_FAIL ? OUTCOME_TIMEOUT :
							    OUTCOME_OK;
	t->cases[i].state = CASE_DONE;
	t->cases[i].begun = true;
}

/* Ten cases a door. */
static void make(struct table *t)
{
	size_t i;

	memset(t, 0, sizeof(*t));
	t->job = (struct guest_job){ .ids = t->ids, .nr = NR, .again = true };
	t->guest.job = &t->job;
	t->guest.cases = t->cases;
	for (i = 0; i < NR; i++) {
		snprintf(t->text[i], sizeof(t->text[i]), "d%zu/%c", i / 10,
			 (char)('a' + i % 10));
		t->ids[i] = t->text[i];
		set(t, i, V_PASS);
	}
}

/* Fails unless just the cases from @first on, @nr of them, are to be tried. */
static void are_pending(const struct table *t, size_t first, size_t nr)
{
	size_t i;

	for (i = 0; i < NR; i++)
		assert_int_equal(t->cases[i].state == CASE_PENDING,
				 i >= first && i < first + nr);
}

/* The others of a cause are tried again only if its first did not come back. */
static void test_causes(void **state)
{
	static struct table t;
	size_t i;

	(void)state;
	make(&t);
	for (i = 10; i < 13; i++)
		set(&t, i, V_FAIL);
	set(&t, 20, V_FAIL);
	set(&t, 21, V_FAIL);
	assert_true(guest_try_again(&t.guest));
	assert_int_equal(t.cases[10].state, CASE_PENDING);
	assert_int_equal(t.cases[20].state, CASE_PENDING);
	assert_int_equal(t.guest.nr_again, 2);
	set(&t, 10, V_PASS);
	set(&t, 20, V_FAIL);
	assert_true(guest_try_again(&t.guest));
	are_pending(&t, 11, 2);
	set(&t, 11, V_PASS);
	set(&t, 12, V_FAIL);
	assert_false(guest_try_again(&t.guest));
	assert_true(guest_case_is_gone(&t.cases[10]));
	assert_true(guest_case_is_gone(&t.cases[11]));
	assert_false(guest_case_is_gone(&t.cases[12]));
	assert_int_equal(t.cases[12].bad, 2);
	assert_int_equal(t.cases[20].bad, 2);
	assert_int_equal(t.cases[21].tries, 0);
	assert_int_equal(t.cases[10].report.verdict, V_FAIL);
}

/* A tenth of the cases, and one. */
static void test_most(void **state)
{
	static struct table t;
	size_t i;

	(void)state;
	make(&t);
	for (i = 0; i < NR; i++) {
		set(&t, i, V_FAIL);
		t.cases[i].report.seen.outcome.ret = i;
		t.cases[i].report.seen.outcome.kind = OUTCOME_RETURNED;
	}
	assert_true(guest_try_again(&t.guest));
	are_pending(&t, 0, NR / 10 + 1);
}

/* The host stood still while the case ran: its second result is all there is. */
static void test_stood(void **state)
{
	static struct table t;

	(void)state;
	make(&t);
	set(&t, 3, V_FAIL);
	t.cases[3].stood = true;
	assert_true(guest_try_again(&t.guest));
	set(&t, 3, V_PASS);
	assert_false(guest_try_again(&t.guest));
	assert_int_equal(t.cases[3].report.verdict, V_PASS);
	assert_int_equal(t.cases[3].tries, 0);
}

/* What leaves something behind ends its guest, once; the others go on. */
static void test_stained(void **state)
{
	struct played p;

	(void)state;
	play_again(&p, "leak,good");
	played_is(&p, 1, V_FAIL, "4096!pins", "");
	played_rest_is_good(&p);
	/* One boot for the rest, and one to try again. */
	assert_int_equal(p.guest.boots, 3);
	assert_true(p.guest.cases[1].stained);
	played_done(&p);
	/* What comes after it in one guest names it. */
	play_again(&p, "leaks,good");
	played_is(&p, 2, V_FAIL, "EFAULT", "in a guest in which door1/second had left something behind");
	played_done(&p);
	/* An expected leak costs nothing. */
	play_again(&p, "known_leak,good");
	assert_int_equal(p.guest.boots, 1);
	played_done(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_played),
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_unbooted),
		cmocka_unit_test(test_causes),
		cmocka_unit_test(test_most),
		cmocka_unit_test(test_stood),
		cmocka_unit_test(test_stained),
	};

	return cmocka_run_group_tests(tests, played_setup, scratch_teardown);
}
