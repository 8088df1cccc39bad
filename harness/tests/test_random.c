// SPDX-License-Identifier: GPL-2.0
/* Random layouts: that they can be made, come again, and are minimised. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "model/array_size.h"
#include "scenarios/generator.h"
#include "scenarios/minimise.h"

#define SEEDS 2000

static void generate_with(struct layout *l, uint64_t seed, size_t unit)
{
	static const char *const kinds[] = {
		"anon", "memfd", "secretmem", "memfd_below", "memfd_reopened",
		"hole",
	};
	struct generator g = { .seed = seed, .unit = unit };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		g.kind[g.nr_kinds++] = mapping_find(kinds[i]);
	generate(&g, l);
}

static void each_can_be_made(void **state)
{
	const size_t page = getpagesize();
	struct layout l;
	int seed, i;

	(void)state;
	for (seed = 1; seed <= SEEDS; seed++) {
		generate_with(&l, seed, 512);
		assert_in_range(l.nr, 1, LAYOUT_PARTS_MAX);
		for (i = 0; i < l.nr; i++) {
			assert_true(generator_part_fits(&l, i));
			assert_in_range(l.part[i].pages, 1,
					GENERATOR_PART_PAGES_MAX);
			if (l.part[i].kind->traits & T_NEEDS_LEFT)
				assert_int_equal(l.part[i].pages,
						 l.part[i - 1].pages);
		}
		assert_in_range(l.offset, 0, page - 1);
		assert_in_range(l.length, 1, layout_pages(&l) * page - l.offset);
		assert_int_equal(l.offset % 512 + l.length % 512, 0);
	}
}

/* What PINCER_RANDOM_SEED names must stay what it was. */
static void the_same_comes_again(void **state)
{
	static const struct {
		const char *kind;
		int pages;
		enum state state;
	} parts[] = {
		{ "hole", 2, STATE_UNTOUCHED },
		{ "anon", 4, STATE_READ },
		{ "memfd", 4, STATE_WRITTEN },
		{ "secretmem", 2, STATE_UNTOUCHED },
		{ "anon", 4, STATE_READ },
	};
	struct layout l;
	int i;

	(void)state;
	generate_with(&l, 7, 1);
	assert_int_equal(l.nr, 5);
	for (i = 0; i < l.nr; i++) {
		assert_string_equal(l.part[i].kind->name, parts[i].kind);
		assert_int_equal(l.part[i].pages, parts[i].pages);
		assert_int_equal(l.part[i].state, parts[i].state);
	}
}

/* A kernel that disagrees wherever there is a hole behind something. */
static bool hole_behind(void *ctx, const struct layout *l)
{
	int i;

	++*(int *)ctx;
	for (i = 1; i < l->nr; i++)
		if (l->part[i].kind == mapping_find("hole"))
			return true;
	return false;
}

static void the_simplest_remains(void **state)
{
	const size_t page = getpagesize();
	int seed, tries = 0, nr = 0;
	struct layout l;

	(void)state;
	for (seed = 1; seed <= SEEDS; seed++) {
		generate_with(&l, seed, 1);
		if (!hole_behind(&tries, &l))
			continue;
		minimise(&l, hole_behind, &tries);
		assert_int_equal(l.nr, 2);
		assert_ptr_equal(l.part[1].kind, mapping_find("hole"));
		assert_int_equal(l.part[0].state, STATE_UNTOUCHED);
		assert_int_equal(layout_pages(&l), 2);
		assert_int_equal(l.offset, 0);
		assert_int_equal(l.length, 2 * page);
		nr++;
	}
	assert_in_range(nr, SEEDS / 10, SEEDS);
	assert_in_range(tries, SEEDS, 100 * SEEDS);
}

static void a_file_has_one_number(void **state)
{
	const struct mapping *anon = mapping_find("anon");
	const struct mapping *memfd = mapping_find("memfd");
	const struct layout l = {
		.part = {
			{ anon, 1, STATE_UNTOUCHED },
			{ memfd, 2, STATE_UNTOUCHED },
			{ mapping_find("memfd_below"), 2, STATE_UNTOUCHED },
			{ mapping_find("memfd_reopened"), 1, STATE_UNTOUCHED },
		}, .nr = 4, .offset = 100,
	};

	(void)state;
	assert_int_equal(layout_file(&l, 0), 0);
	assert_int_equal(layout_file(&l, 1), layout_file(&l, 2));
	assert_int_not_equal(layout_file(&l, 1), layout_file(&l, 3));
	assert_int_equal(layout_length(&l, 4096), 6 * 4096 - 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_can_be_made),
		cmocka_unit_test(the_same_comes_again),
		cmocka_unit_test(the_simplest_remains),
		cmocka_unit_test(a_file_has_one_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
