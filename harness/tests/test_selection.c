// SPDX-License-Identifier: GPL-2.0
/* Which contracts are tried, in which order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/selection.h"

static int by_address(const void *a, const void *b)
{
	const struct contract *const *left = a, *const *right = b;

	return (*left > *right) - (*left < *right);
}

static void all_in_order(struct selection *sel)
{
	*sel = (struct selection){ 0 };
	assert_int_equal(selection_matching(sel, NULL, 0), 0);
}

/* Shuffled, and sorted again, they are those that there were. */
static void shuffles_lose_nothing(void **state)
{
	struct selection sel, plain;

	(void)state;
	all_in_order(&plain);
	all_in_order(&sel);
	selection_shuffle(&sel, 7);
	assert_int_equal(sel.nr, plain.nr);
	assert_memory_not_equal(sel.list, plain.list,
				sel.nr * sizeof(*sel.list));
	qsort(sel.list, sel.nr, sizeof(*sel.list), by_address);
	qsort(plain.list, plain.nr, sizeof(*plain.list), by_address);
	assert_memory_equal(sel.list, plain.list, sel.nr * sizeof(*sel.list));
	free(sel.list);
	free(plain.list);
}

/* What loses pins for good, and kmemleak's question, which is about all. */
static void the_last_stay_last(void **state)
{
	unsigned long long seed;
	struct selection sel;

	(void)state;
	for (seed = 1; seed < 9; seed++) {
		all_in_order(&sel);
		selection_shuffle(&sel, seed);
		assert_string_equal(sel.list[sel.nr - 2]->id,
				    "bio.pin_balance.align_down");
		assert_string_equal(sel.list[sel.nr - 1]->id, "kernel.leaks");
		free(sel.list);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shuffles_lose_nothing),
		cmocka_unit_test(the_last_stay_last),
	};

	return cmocka_run_group_tests_name("selection", tests, NULL, NULL);
}
