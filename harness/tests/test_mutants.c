// SPDX-License-Identifier: GPL-2.0
/* Mutants: their files, and what they change. */
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

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_a_file), TEST(refuses_a_file),
		TEST(knows_its_versions), TEST(changes_a_copy),
		TEST(leaves_out_what_does_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
