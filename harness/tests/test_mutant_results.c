// SPDX-License-Identifier: GPL-2.0
/* Results of mutants: their table, and their file. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "report/mutant_beside.h"
#include "report/mutant_table.h"
#include "golden.h"
#include "scratch.h"

#define NR_EXAMPLES 8

static void make_examples(struct mutant_run *r, struct mutants *m)
{
	static const struct mutant examples[NR_EXAMPLES] = {
		{ .name = "gup_a", .area = "gup-fast", .state = MUTANT_NOTICED,
		  .what = "a", .notices = "odirect.*/anon", .reached = 7,
		  .nr_noticed = 5, .by = {
			{ "odirect.read/anon", "EFAULT" },
			{ "odirect.write/anon", "4096!pins" },
			{ "mlock/anon", "ok" }, { "mlock/memfd", "ok" },
			{ "mlock/bar", "ok" } },
		  .upstream = MUTANT_NOTICED,
		  .upstream_by = "mm:cow (2 more parts failed)" },
		{ .name = "gup_b", .area = "gup-fast", .state = MUTANT_ELSEWHERE,
		  .what = "takes what it must not take", .notices = "odirect.*/bar",
		  .reached = 1, .nr_noticed = 1, .by = { { "mlock/bar", "ok" } },
		  .upstream = MUTANT_SURVIVED },
		{ .name = "bio_c", .area = "bio", .state = MUTANT_SURVIVED,
		  .what = "loses a page", .notices = "odirect.*/anon", .whole = true,
		  .upstream = MUTANT_UNREACHED },
		{ .name = "bio_d", .area = "bio", .state = MUTANT_AS_ERROR,
		  .what = "loses two", .notices = "odirect.*/anon", .reached = 3,
		  .nr_errors = 2, .reason = "odirect.read/anon: no disk" },
		{ .name = "bio_e", .area = "bio", .state = MUTANT_EQUIVALENT,
		  .what = "rounds", .equivalent = "nothing reads it", .reached = 12 },
		{ .name = "bio_f", .area = "bio", .state = MUTANT_EXCLUDED,
		  .what = "x", .reason = "is for 6.12-, not 6.1.192", .reached = -1 },
		{ .name = "bio_g", .area = "bio", .state = MUTANT_UNFIT,
		  .what = "y", .reason = "this kernel has no block/x.c",
		  .reached = -1 },
		{ .name = "bio_h", .area = "bio", .state = MUTANT_FALSE_ALARM,
		  .what = "keeps one", .notices = "odirect.*/anon",
		  .nr_noticed = 1, .by = { { "odirect.read/anon", "EIO" } },
		  .upstream = MUTANT_NOTICED, .upstream_by = "WARNING: x" },
	};

	m->nr = NR_EXAMPLES;
	m->list = calloc(m->nr, sizeof(*m->list));
	memcpy(m->list, examples, sizeof(examples));
	*r = (struct mutant_run){
		.mutants = m, .kernel = "sid-source", .version = "7.2.13-1",
		.build = "sid-1",
		.upstream_build = "sid-2", .pincer = "v1", .seconds = 61, .clean = true,
	};
}

static void prints_a_table(void **state)
{
	struct mutant_run r;
	struct mutants m;
	char *text;
	size_t size;
	FILE *f;

	(void)state;
	make_examples(&r, &m);
	f = open_memstream(&text, &size);
	mutant_table_print(f, &r);
	fclose(f);
	golden_check("mutants.txt", text);
	free(text);
	mutants_free(&m);
}

/* As if nothing had been tried. */
static void forget(struct mutants *m)
{
	for (size_t i = 0; i < m->nr; i++) {
		m->list[i].state = m->list[i].upstream = MUTANT_NOT_RUN;
		m->list[i].nr_noticed = 0;
		m->list[i].upstream_by[0] = '\0';
		strcpy(m->list[i].path, "p");
	}
}

static void check_own(const struct mutants *m)
{
	assert_int_equal(m->list[0].state, MUTANT_NOTICED);
	assert_int_equal(m->list[0].nr_noticed, 5);
	assert_string_equal(m->list[0].by[1].observed, "4096!pins");
	assert_string_equal(m->list[0].path, "p");
	assert_int_equal(m->list[2].state, MUTANT_SURVIVED);
	assert_true(m->list[2].whole);
	assert_int_equal(m->list[7].state, MUTANT_FALSE_ALARM);
}

static void check_upstream(const struct mutants *m)
{
	assert_int_equal(m->list[0].upstream, MUTANT_NOTICED);
	assert_string_equal(m->list[0].upstream_by,
			    "mm:cow (2 more parts failed)");
	assert_int_equal(m->list[2].upstream, MUTANT_UNREACHED);
}

static void goes_on_where_it_was(void **state)
{
	const char *path = scratch_path("m.json");
	struct mutant_run r;
	struct mutants m;

	(void)state;
	make_examples(&r, &m);
	assert_int_equal(mutant_run_save(&r, path), 0);
	forget(&m);
	assert_int_equal(mutant_run_resume(&r, path, MUTANT_SUITE_PINCER), 0);
	check_own(&m);
	check_upstream(&m);
	/* Of another kernel nothing is known. */
	strcpy(r.build, "sid-2");
	assert_int_equal(mutant_run_resume(&r, path, MUTANT_SUITE_PINCER),
			 -EINVAL);
	scratch_reported("it is of another kernel (sid-1)");
	assert_int_equal(mutant_run_resume(&r, path, MUTANT_SUITE_UPSTREAM), 0);
	strcpy(r.upstream_build, "sid-3");
	assert_int_equal(mutant_run_resume(&r, path, MUTANT_SUITE_UPSTREAM),
			 -EINVAL);
	scratch_reported("it is of another kernel (sid-2)");
	mutants_free(&m);
}

/* What one suite came to is not lost when the other one runs. */
static void keeps_the_other_suite(void **state)
{
	const char *path = scratch_path("m.json");
	struct mutant_run r;
	struct mutants m;

	(void)state;
	make_examples(&r, &m);
	assert_int_equal(mutant_run_keep(&r, path, MUTANT_SUITE_UPSTREAM), 0);
	assert_int_equal(mutant_run_save(&r, path), 0);
	forget(&m);
	strcpy(r.build, "sid-4");
	assert_int_equal(mutant_run_keep(&r, path, MUTANT_SUITE_UPSTREAM), 0);
	check_upstream(&m);
	assert_int_equal(m.list[0].state, MUTANT_NOT_RUN);
	assert_string_equal(r.build, "sid-4");
	assert_string_equal(r.upstream_build, "sid-2");
	assert_int_equal(mutant_run_keep(&r, path, MUTANT_SUITE_PINCER), 0);
	check_own(&m);
	assert_string_equal(r.build, "sid-1");
	/* Another version is another kernel. */
	forget(&m);
	strcpy(r.version, "7.3.0-1");
	assert_int_equal(mutant_run_keep(&r, path, MUTANT_SUITE_PINCER), 0);
	assert_int_equal(m.list[0].state, MUTANT_NOT_RUN);
	mutants_free(&m);
}

static void prints_a_file(void **state)
{
	struct mutant_run r, again = { .mutants = NULL };
	struct mutants m, loaded = { NULL, 0 };
	char *text;
	size_t size;
	FILE *f;

	(void)state;
	make_examples(&r, &m);
	assert_int_equal(mutant_run_save(&r, scratch_path("m.json")), 0);
	mutants_free(&m);
	again.mutants = &loaded;
	assert_int_equal(mutant_run_load(&again, scratch_path("m.json")), 0);
	f = open_memstream(&text, &size);
	mutant_table_print(f, &again);
	fclose(f);
	golden_check("mutants.txt", text);
	free(text);
	mutants_free(&loaded);
}

static void prints_upstream_alone(void **state)
{
	struct mutant_run r;
	struct mutants m;
	char *text;
	size_t size;
	FILE *f;

	(void)state;
	make_examples(&r, &m);
	m.list[7].upstream = MUTANT_FALSE_ALARM;
	assert_false(mutant_upstream_is_good(&m.list[7]));
	assert_true(mutant_upstream_is_good(&m.list[2]));
	f = open_memstream(&text, &size);
	mutant_upstream_print(f, &m);
	fclose(f);
	golden_check("mutants_upstream.txt", text);
	free(text);
	mutants_free(&m);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(prints_a_table), TEST(goes_on_where_it_was),
		TEST(keeps_the_other_suite), TEST(prints_a_file),
		TEST(prints_upstream_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
