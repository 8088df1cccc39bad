// SPDX-License-Identifier: GPL-2.0
/* The patterns that buffers and targets hold, and who compares them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "memory/pattern.h"
#include "model/door.h"

#define PAGE 4096
#define PAGES 64

static unsigned char device[PAGES * PAGE], memory[PAGES * PAGE];

static int fill(void **state)
{
	(void)state;
	pattern_fill(device, sizeof(device), PATTERN_DEVICE, 0);
	pattern_fill(memory, sizeof(memory), PATTERN_MEMORY, 0);
	return 0;
}

static void test_finds_any_wrong_byte(void **state)
{
	const size_t first = PAGE - 5, len = 2 * PAGE + 7;
	size_t i;

	(void)state;
	assert_true(pattern_is(device + first, len, PATTERN_DEVICE, first));
	for (i = first; i < first + len; i++) {
		device[i] ^= 1 << i % 8;
		assert_false(pattern_is(device + first, len, PATTERN_DEVICE, first));
		device[i] ^= 1 << i % 8;
	}
}

static bool alike(const unsigned char *a, const unsigned char *b)
{
	int i, same = 0;

	for (i = 0; i < PAGE; i++)
		same += a[i] == b[i];
	return same > PAGE / 16;
}

static void test_no_two_pages_are_alike(void **state)
{
	int i, k;

	(void)state;
	for (i = 0; i < PAGES; i++) {
		for (k = 0; k < PAGES; k++) {
			assert_false(alike(device + i * PAGE,
					   memory + k * PAGE));
			assert_false(i != k && alike(device + i * PAGE,
						     device + k * PAGE));
		}
	}
}

static void test_nothing_is_right_when_shifted(void **state)
{
	int shift;

	(void)state;
	for (shift = 1; shift <= PAGE; shift++)
		assert_false(pattern_is(device + shift, PAGE, PATTERN_DEVICE, 0));
}

static void test_zeroes(void **state)
{
	static unsigned char page[PAGE];
	size_t i;

	(void)state;
	assert_true(pattern_is_zero(page, PAGE));
	assert_true(pattern_is_zero(page, 0));
	for (i = 0; i < PAGE; i++) {
		page[i] = 1;
		assert_false(pattern_is_zero(page, PAGE));
		page[i] = 0;
	}
}

/* What goes to a buffer or a target is compared there, in either direction. */
static void doors_with_a_target_compare(void **state)
{
	const struct door *const *family, *d;

	(void)state;
	for (family = door_families; *family; family++)
		for (d = *family; d->name; d++) {
			if (d->need.target)
				assert_int_not_equal(d->role, ROLE_NONE);
			if (d->role == ROLE_SOURCE)
				assert_true(d->need.target);
			if (d->role == ROLE_DEST)
				assert_true(d->props.flags & D_WRITE);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_any_wrong_byte),
		cmocka_unit_test(test_no_two_pages_are_alike),
		cmocka_unit_test(test_nothing_is_right_when_shifted),
		cmocka_unit_test(test_zeroes),
		cmocka_unit_test(doors_with_a_target_compare),
	};

	return cmocka_run_group_tests(tests, fill, NULL);
}
