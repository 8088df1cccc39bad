// SPDX-License-Identifier: GPL-2.0
/* Mutants: their files, what they change, who is said to have noticed. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"
#include "build/mutant_apply.h"
#include "fetch/mutant_file.h"
#include "plan/mutant_notice.h"
#include "report/mutant_table.h"
#include "golden.h"
#include "scratch.h"

/* A file that is good, but for what replaces a line of its header. */
#define HEAD "// SPDX-License-Identifier: GPL-2.0\n// what = f() adds one too many\n"
#define SOURCE "// source = derived\n"
#define AREA "// area = gup-slow\n"
#define FILES "// file = mm/gup.c\n"
#define NOTICES "// notices = odirect.*/anon iov_iter.copy.*\n"
#define GOOD HEAD SOURCE AREA FILES NOTICES
#define BODY "@@\n@@\n f(...)\n {\n <...\n-1\n+1 + pincer_mutant(one)\n ...>\n }\n"

static int load(const char *text, struct mutants *m)
{
	scratch_text("mutants/one.cocci", text);
	return mutants_load(scratch_path("mutants"), m);
}

static void reads_a_file(void **state)
{
	struct mutants m;

	(void)state;
	assert_int_equal(load(GOOD "// kernels = 6.12-\n" BODY, &m), 0);
	assert_int_equal(m.nr, 1);
	assert_string_equal(m.list[0].name, "one");
	assert_string_equal(m.list[0].what, "f() adds one too many");
	assert_string_equal(m.list[0].area, "gup-slow");
	assert_string_equal(m.list[0].files, "mm/gup.c");
	assert_string_equal(m.list[0].kernels, "6.12-");
	assert_string_equal(m.list[0].equivalent, "");
	assert_int_equal(m.list[0].reached, -1);
	assert_ptr_equal(mutants_find(&m, "one"), &m.list[0]);
	assert_null(mutants_find(&m, "two"));
	mutants_free(&m);
}

static void refuses_a_file(void **state)
{
	static const struct {
		const char *text, *message;
	} bad[] = {
		{ HEAD AREA FILES NOTICES BODY,
		  "one.cocci:1: has no \"source =\"" },
		{ HEAD SOURCE AREA FILES BODY,
		  "needs either \"notices =\" or \"equivalent =\"" },
		{ GOOD "// equivalent = x\n" BODY,
		  "needs either \"notices =\" or \"equivalent =\"" },
		{ GOOD "// nodices = x\n" BODY,
		  "one.cocci:7: \"nodices = x\" is no KEY = VALUE; known keys: what, " },
		{ GOOD AREA BODY,
		  "one.cocci:7: \"area\" again, it is in line 4 already" },
		{ GOOD "// kernels =\n" BODY, "one.cocci:7: kernels = has no value" },
		{ GOOD "// kernels = newer\n" BODY, "kernels = newer: give versions" },
		{ HEAD SOURCE "// area = gup-slo\n" FILES NOTICES BODY,
		  "area = gup-slo is not known; did you mean gup-slow" },
		{ GOOD "@@\n@@\n-1\n+1 + pincer_mutant(two)\n",
		  "pincer_mutant(two) has to be pincer_mutant(one)" },
		{ GOOD "@@\n@@\n-1\n+2\n", "nothing asks for pincer_mutant(one)" },
	};
	struct mutants m;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_int_equal(load(bad[i].text, &m), -EINVAL);
		scratch_reported(bad[i].message);
		assert_null(m.list);
	}
}

static void knows_its_versions(void **state)
{
	static const struct {
		const char *kernels, *version;
		bool fits;
	} tries[] = {
		{ "", "5.10.262", true }, { "6.12-", "6.12.118", true },
		{ "6.12-", "6.1.192", false }, { "6.12-", "7.2.13-1", true },
		{ "-6.1", "6.1.192", true }, { "-6.1", "6.12.118", false },
		{ "6.1-7.2", "7.2.13", true }, { "6.1-7.2", "7.3.0", false },
		{ "7.2", "7.2.13", true }, { "7.2", "7.3.0", false },
		{ "5.10 6.12-", "6.1.192", false },
		{ "5.10 6.12-", "5.10.262", true },
	};
	struct mutant m;

	(void)state;
	for (size_t i = 0; i < sizeof(tries) / sizeof(*tries); i++) {
		strcpy(m.kernels, tries[i].kernels);
		assert_int_equal(mutant_fits_version(&m, tries[i].version),
				 tries[i].fits);
	}
}

/* A source and its copy, which are the same files. */
static void make_source(struct build_dir *w)
{
	static const char *const names[] = { "Makefile", "mm/Makefile", "mm/gup.c" };
	char from[PATH_MAX], to[PATH_MAX];

	scratch_text("linux/Makefile", "VERSION = 7\nPATCHLEVEL = 2\nSUBLEVEL = 13\n");
	scratch_text("linux/mm/Makefile", "obj-y += gup.o\n");
	scratch_text("linux/mm/gup.c", "int f(void)\n{\n\treturn 1;\n}\n");
	scratch_text("place/src/mm/x", "");
	scratch_text("place/src/include/linux/x", "");
	for (size_t i = 0; i < 3; i++) {
		path_format(from, "%s/%s", scratch_path("linux"), names[i]);
		path_format(to, "%s/%s", scratch_path("place/src"), names[i]);
		assert_int_equal(link(from, to), 0);
	}
	*w = (struct build_dir){ .name = "linux" };
	strcpy(w->dir, scratch_path("place"));
	strcpy(w->src, scratch_path("place/src"));
	setenv("PINCER_KERNELS", scratch_path(""), 1);
	scratch_text("mutants/pincer_mutant.h", "/* header */\n");
	scratch_text("mutants/pincer_mutants.c", "/* table */\n");
}

static void apply(const struct build_dir *w, const char *second, struct mutants *m)
{
	scratch_text("mutants/one.cocci", GOOD BODY);
	scratch_text("mutants/two.cocci", second);
	assert_int_equal(mutants_load(scratch_path("mutants"), m), 0);
	m->list[0].chosen = m->list[1].chosen = true;
	assert_int_equal(mutants_apply(w, scratch_path("linux"), "", m), 0);
}

static void changes_a_copy(void **state)
{
	struct build_dir w;
	struct mutants m;

	(void)state;
	if (system("spatch --version >/dev/null 2>&1"))
		skip();
	make_source(&w);
	apply(&w, GOOD "@@\nexpression E;\n@@\n f(...)\n {\n <...\n"
		       "-return E;\n+return pincer_mutant(two) ? 0 : E;\n ...>\n }\n", &m);
	assert_int_equal(m.list[0].state, MUTANT_NOT_RUN);
	assert_int_equal(m.list[1].state, MUTANT_NOT_RUN);
	scratch_holds(scratch_path("place/src/mm/gup.c"),
		"#include <linux/pincer_mutant.h>\nint f(void)\n{\n"
		"\treturn pincer_mutant(two) ? 0 : 1 + pincer_mutant(one);\n}\n");
	scratch_holds(scratch_path("place/src/mm/pincer_mutant_list.h"),
		      "PINCER_MUTANT(one)\nPINCER_MUTANT(two)\n");
	scratch_holds(scratch_path("place/src/mm/Makefile"),
		      "obj-y += gup.o\n\nobj-y += pincer_mutants.o\n");
	/* The source was not written to through the copy's name of it. */
	scratch_holds(scratch_path("linux/mm/gup.c"), "int f(void)\n{\n\treturn 1;\n}\n");
	mutants_free(&m);
}

static void leaves_out_what_does_not_fit(void **state)
{
	struct build_dir w;
	struct mutants m;

	(void)state;
	if (system("spatch --version >/dev/null 2>&1"))
		skip();
	make_source(&w);
	/* Fits only without the other one. */
	apply(&w, GOOD "@@\n@@\n f(...)\n {\n <...\n"
		       "-return 1;\n+return pincer_mutant(two) ? 0 : 1;\n ...>\n }\n", &m);
	assert_int_equal(m.list[1].state, MUTANT_UNFIT);
	scratch_reported("changes nothing in mm/gup.c after one, though it does without");
	scratch_holds(scratch_path("place/src/mm/pincer_mutant_list.h"),
		      "PINCER_MUTANT(one)\n");
	mutants_free(&m);
	/* Not for this kernel, and a file that it lacks. */
	scratch_text("mutants/one.cocci", GOOD "// kernels = -6.1\n" BODY);
	scratch_text("mutants/two.cocci", HEAD SOURCE AREA NOTICES
		     "// file = mm/pug.c\n@@\n@@\n-1\n+1 + pincer_mutant(two)\n");
	assert_int_equal(mutants_load(scratch_path("mutants"), &m), 0);
	assert_int_equal(mutants_apply(&w, scratch_path("linux"), "", &m), 0);
	assert_int_equal(m.list[0].state, MUTANT_EXCLUDED);
	assert_string_equal(m.list[0].reason, "is for -6.1, not 7.2.13");
	assert_int_equal(m.list[1].state, MUTANT_UNFIT);
	assert_string_equal(m.list[1].reason, "this kernel has no mm/pug.c");
	/* What was changed once is the source's again. */
	scratch_holds(scratch_path("place/src/mm/gup.c"), "int f(void)\n{\n\treturn 1;\n}\n");
	mutants_free(&m);
}

static void add(struct results *r, const char *id, enum verdict v, const char *observed)
{
	struct cell *c = results_add_cell(r, 0);

	assert_non_null(c);
	report_init(&c->report, id, v);
	c->report.seen.outcome = outcome_read(observed);
}

static void compare(struct mutant *m, const struct results *r)
{
	struct baseline b = { .by_id = NULL };

	add(&b.r, "odirect.read/anon", V_PASS, "4096");
	add(&b.r, "odirect.read/memfd", V_PASS, "4096");
	add(&b.r, "mlock/anon", V_FAIL, "EINVAL");
	assert_int_equal(baseline_sort(&b), 0);
	mutant_compare(m, r, &b);
	mutant_conclude(m);
	baseline_free(&b);
}

static void knows_who_noticed(void **state)
{
	struct mutant m = { .notices = "iov_iter.copy.* odirect.*/anon" };
	struct results r = { .nr_cells = 0 };

	(void)state;
	/* What fails anyway does not notice, nor does what cannot be tried. */
	add(&r, "mlock/anon", V_FAIL, "EINVAL");
	compare(&m, &r);
	assert_int_equal(m.state, MUTANT_SURVIVED);
	strcpy(m.equivalent, "because");
	compare(&m, &r);
	assert_int_equal(m.state, MUTANT_EQUIVALENT);
	add(&r, "odirect.read/memfd", V_ERROR, "-");
	compare(&m, &r);
	assert_int_equal(m.state, MUTANT_AS_ERROR);
	assert_int_equal(m.nr_errors, 1);
	results_free(&r);

	/* One that fits no pattern, then one of each: the first pattern first. */
	add(&r, "odirect.read/memfd", V_DRIFT, "EFAULT");
	compare(&m, &r);
	assert_int_equal(m.state, MUTANT_ELSEWHERE);
	results_free(&r);
	add(&r, "odirect.read/anon", V_FAIL, "4096!data");
	add(&r, "iov_iter.copy.kvec", V_FAIL, "fail");
	compare(&m, &r);
	assert_int_equal(m.state, MUTANT_NOTICED);
	assert_int_equal(m.nr_noticed, 3);
	assert_string_equal(m.by[0].id, "iov_iter.copy.kvec");
	assert_string_equal(m.by[1].id, "odirect.read/anon");
	assert_string_equal(m.by[1].observed, "4096!data");
	assert_string_equal(m.by[2].id, "odirect.read/memfd");
	results_free(&r);
}

static void keeps_the_most_telling(void **state)
{
	struct mutant m = { .notices = "odirect.*/anon" };
	struct results r = { .nr_cells = 0 };
	char id[32];

	(void)state;
	for (int i = 0; i < MUTANT_BY_MAX + 3; i++) {
		snprintf(id, sizeof(id), "mlock/new%d", i);
		add(&r, id, V_FAIL, "ok");
	}
	add(&r, "odirect.read/anon", V_FAIL, "ok");
	compare(&m, &r);
	assert_int_equal(m.nr_noticed, MUTANT_BY_MAX + 4);
	assert_string_equal(m.by[0].id, "odirect.read/anon");
	assert_string_equal(m.by[1].id, "mlock/new0");
	assert_int_equal(m.state, MUTANT_NOTICED);
	results_free(&r);
}

/* A suite that is lost makes no claims: it stands for them. */
static void a_lost_suite_notices(void **state)
{
	struct mutant m = { .notices = "iov_iter.copy.*" };
	struct results r = { .nr_cells = 0 };

	(void)state;
	add(&r, "kunit.shape", V_FAIL, "panic");
	compare(&m, &r);
	assert_int_equal(m.state, MUTANT_NOTICED);
	results_free(&r);
}

static void checks_its_patterns(void **state)
{
	static const char *const ids[] = { "kunit.shape", "odirect.read/anon" };
	struct mutant m = { .notices = "odirect.*/anon iov_iter.copy.*" };

	(void)state;
	mutant_check_globs(&m, ids, 2);
	assert_int_equal(m.state, MUTANT_NOT_RUN);
	strcpy(m.notices, "odirect.*/anon odirect.*/anno");
	mutant_check_globs(&m, ids, 2);
	assert_int_equal(m.state, MUTANT_UNFIT);
	scratch_reported("name odirect.*/anno, which fits no contract");
}

#define NR_EXAMPLES 7

static void make_examples(struct mutant_run *r, struct mutants *m)
{
	static const struct mutant examples[NR_EXAMPLES] = {
		{ .name = "gup_a", .area = "gup-fast", .state = MUTANT_NOTICED,
		  .what = "a", .notices = "odirect.*/anon", .reached = 7,
		  .nr_noticed = 5, .by = {
			{ "odirect.read/anon", "EFAULT" },
			{ "odirect.write/anon", "4096!pins" },
			{ "mlock/anon", "ok" }, { "mlock/memfd", "ok" },
			{ "mlock/bar", "ok" } } },
		{ .name = "gup_b", .area = "gup-fast", .state = MUTANT_ELSEWHERE,
		  .what = "takes what it must not take", .notices = "odirect.*/bar",
		  .reached = 1, .nr_noticed = 1, .by = { { "mlock/bar", "ok" } } },
		{ .name = "bio_c", .area = "bio", .state = MUTANT_SURVIVED,
		  .what = "loses a page", .notices = "odirect.*/anon", .whole = true },
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
	};

	m->nr = NR_EXAMPLES;
	m->list = calloc(m->nr, sizeof(*m->list));
	memcpy(m->list, examples, sizeof(examples));
	*r = (struct mutant_run){
		.mutants = m, .kernel = "sid-source", .version = "7.2.13-1",
		.build = "sid-1", .pincer = "v1", .seconds = 61, .clean = true,
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

static void goes_on_where_it_was(void **state)
{
	struct mutant_run r;
	struct mutants m;

	(void)state;
	make_examples(&r, &m);
	assert_int_equal(mutant_run_save(&r, scratch_path("m.json")), 0);
	for (size_t i = 0; i < m.nr; i++) {
		m.list[i].state = MUTANT_NOT_RUN;
		m.list[i].nr_noticed = 0;
		strcpy(m.list[i].path, "p");
	}
	assert_int_equal(mutant_run_resume(&r, scratch_path("m.json")), 0);
	assert_int_equal(m.list[0].state, MUTANT_NOTICED);
	assert_int_equal(m.list[0].nr_noticed, 5);
	assert_string_equal(m.list[0].by[1].observed, "4096!pins");
	assert_string_equal(m.list[0].path, "p");
	assert_int_equal(m.list[2].state, MUTANT_SURVIVED);
	assert_true(m.list[2].whole);
	/* Of another kernel nothing is known. */
	strcpy(r.build, "sid-2");
	assert_int_equal(mutant_run_resume(&r, scratch_path("m.json")), -EINVAL);
	scratch_reported("it is of another kernel (sid-1)");
	mutants_free(&m);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_a_file), TEST(refuses_a_file),
		TEST(knows_its_versions), TEST(changes_a_copy),
		TEST(leaves_out_what_does_not_fit), TEST(knows_who_noticed),
		TEST(keeps_the_most_telling), TEST(a_lost_suite_notices),
		TEST(checks_its_patterns), TEST(prints_a_table),
		TEST(goes_on_where_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
