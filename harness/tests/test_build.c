// SPDX-License-Identifier: GPL-2.0
/*
 * Kernels from source: what is built again when, and what is said of what went
 * wrong. make is a script, since a kernel takes minutes.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"
#include "base/msg.h"
#include "build/make_output.h"
#include "fetch/kernel_named.h"
#include "image/obtain.h"
#include "model/array_size.h"
#include "plan/plan.h"
#include "plan/plan_kernels.h"
#include "fake_source.h"
#include "scratch.h"

static int get_tree(const char *config, struct image *i)
{
	struct kernel k = { .name = "mine", .origin = ORIGIN_TREE };

	strcpy(k.path, scratch_path("linux"));
	strcpy(k.config, config);
	return obtain(&k, i, NULL);
}

static void builds_when_something_changed(void **state)
{
	struct image i, j;

	(void)state;
	assert_int_equal(get_tree("", &i), 0);
	assert_int_equal(fake_source_builds(), 1);
	scratch_holds(i.vmlinuz, "int gup;\n");
	scratch_holds(i.config, "CONFIG_TINY=y\n# x\nCONFIG_A=y\n");
	assert_string_equal(i.version, "6.12.1");
	assert_string_equal(i.release, "6.12.1");
	assert_string_equal(i.modules, "");

	assert_int_equal(get_tree("", &j), 0);
	assert_int_equal(fake_source_builds(), 1);
	assert_string_equal(i.vmlinuz, j.vmlinuz);

	fake_source_text("linux", "mm/gup.c", "int pug;\n");
	assert_int_equal(get_tree("", &j), 0);
	assert_int_equal(fake_source_builds(), 2);
	scratch_holds(j.vmlinuz, "int pug;\n");
	scratch_holds(i.vmlinuz, "int gup;\n");

	/* Other options are another kernel. */
	scratch_text("kernels/config/base.config", "# y\nCONFIG_A=y\n");
	assert_int_equal(get_tree("", &j), 0);
	assert_int_equal(fake_source_builds(), 3);
	scratch_holds(j.config, "CONFIG_TINY=y\n# y\nCONFIG_A=y\n");
	scratch_text("kernels/config/more.config", "CONFIG_B=y\n");
	assert_int_equal(get_tree("debug", &j), 0);
	assert_int_equal(fake_source_builds(), 4);
	scratch_holds(j.config,
	      "CONFIG_TINY=y\n# y\nCONFIG_A=y\nCONFIG_B=y\nCONFIG_DEBUG=y\n");
	assert_int_equal(get_tree("bug", &j), -ENOENT);
	scratch_reported("config = bug: there is no ");
}

static void says_what_the_compiler_said(void **state)
{
	struct image i;

	(void)state;
	fake_source_text("linux", "mm/gup.c", "error\n");
	assert_int_equal(get_tree("", &i), -EINVAL);
	scratch_reported("mine: the build failed: mm/gup.c:7:3: error: bad C; all of it: /");
	fake_source_text("linux", "mm/gup.c", "int gup;\n");
	assert_int_equal(get_tree("", &i), 0);
	assert_int_equal(fake_source_builds(), 2);
}

/* KUnit is built again when it changes, and blamed by name. */
static void builds_the_kernels_own_side(void **state)
{
	struct image i;

	(void)state;
	assert_int_equal(get_tree("", &i), 0);
	scratch_text("kunit/x.c", "int y;\n");
	assert_int_equal(get_tree("", &i), 0);
	assert_int_equal(fake_source_builds(), 2);
	scratch_text("kunit/x.c", "error\n");
	assert_int_equal(get_tree("", &i), -EINVAL);
	scratch_reported("mine: the build failed in what kunit/install put there: lib/pincer/x.c:7:3: error: bad C; all of it: /");
	/* What it does not copy does not matter. */
	scratch_text("kunit/README.md", "error\n");
	scratch_text("kunit/x.c", "int y;\n");
	assert_int_equal(get_tree("", &i), 0);
	assert_int_equal(fake_source_builds(), 3);
	scratch_text("kunit/install",
		     "#!/bin/sh\necho no KUnit >&2; exit 2\n");
	assert_int_equal(get_tree("", &i), -EIO);
	scratch_reported("kunit/install failed: no KUnit");
	scratch_text("kunit/install",
		     "#!/bin/sh\n[ $1 != --list ] || { echo no list >&2; exit 2; }\n");
	assert_int_equal(get_tree("", &i), -EIO);
	scratch_reported("kunit/install --list failed: no list");
}

static void listen(void *ctx, const char *kernel, const char *what)
{
	assert_string_equal(kernel, "x");
	snprintf(ctx, 128, "%s", what);
}

static void feed(struct make_output *h, const char *text)
{
	/* Lines come in pieces. */
	for (; *text; text++)
		make_output_feed(h, text, 1);
}

static void tells_how_far_it_is(void **state)
{
	char phase[128] = "", stepped[128] = "";
	const struct progress p = { listen, NULL, phase };
	const struct progress q = { listen, listen, stepped };
	struct make_output h = {
		.name = "x", .p = &p, .strip = "/src", .before = 100,
		.expected = 400, .begun = time(NULL) - 100,
	};

	(void)state;
	for (int i = 0; i < 50; i++) {
		h.step = 0;
		h.reported = 0;
		feed(&h, "  CC      mm/gup.o\nmake[1]: y\n   x\n");
	}
	assert_string_equal(phase, "build 150 of 400, 8 min left");
	h.p = &q;
	h.step = 0;
	h.expected = 155;
	feed(&h, "  LD      vmlinux\n");
	assert_string_equal(stepped, "build 151 of 155, 7 s left");
	h.step = 0;
	h.expected = 0;
	feed(&h, "  LD      vmlinux\n");
	assert_string_equal(stepped, "build, 52 made");

	assert_string_equal(make_output_reason(&h), "make does not say why");
	feed(&h, "make: *** [Makefile:1: x] Error 2\nmake: *** y\n");
	assert_string_equal(make_output_reason(&h), "[Makefile:1: x] Error 2");
	feed(&h, "/src/a.c:1: error: A\n../b.c:2: error: B\n"
	     "/bin/sh: 1: flex: not found\nc.c:1: error: D\n");
	assert_string_equal(make_output_reason(&h),
			    "a.c:1: error: A; b.c:2: error: B; /bin/sh: 1: flex: not found");
}

static void checks_the_configuration(void **state)
{
	static const char kconfig[] =
		"config SHADOWED\n\tdepends on NO_MATTER\n"
		"config DROPPED\n\tbool \"x\" if EXPERT\n\tdepends on A && MISSING\n"
		"\tdepends on !ABSENT || X86\n\thelp\n\t  depends on HELP\nconfig Z\n"
		"\tdepends on LATER\n";
	struct image i;

	(void)state;
	fake_source_text("linux", "mm/Kconfig", kconfig);
	/* Another architecture's is none of ours. */
	fake_source_text("linux", "arch/arm/Kconfig",
			 "config FOREIGN\nconfig ABSENT\n");
	scratch_text("kernels/config/z.config",
		     "CONFIG_DROPPED=y\nCONFIG_UNKNOWN=y\n");
	assert_int_equal(get_tree("", &i), -EINVAL);
	scratch_reported("mine: CONFIG_DROPPED is n, not y as ");
	scratch_reported("z.config:1 wants it: not set, and it depends on them: EXPERT, MISSING, ABSENT, X86 (see mm/Kconfig:3)");
	assert_int_equal(fake_source_builds(), 0);

	/* What does not exist here is no fault, and the last one counts. */
	fake_source_text("linux", "drop",
			 "CONFIG_UNKNOWN\nCONFIG_FOREIGN\nCONFIG_DROPPED\n");
	scratch_text("kernels/config/z.config",
		     "CONFIG_UNKNOWN=y\nCONFIG_FOREIGN=y\nCONFIG_DROPPED=y\n# CONFIG_DROPPED is not set\n");
	assert_int_equal(get_tree("", &i), 0);

	scratch_text("kernels/config/z.config", "# CONFIG_TINY is not set\n");
	fake_source_text("linux", "drop", "is not set\n");
	fake_source_text("linux", "Kconfig", "\tmenuconfig TINY\n");
	assert_int_equal(get_tree("", &i), -EINVAL);
	scratch_reported("mine: CONFIG_TINY is y, though ");
	scratch_text("kernels/config/z.config", "\nCONFIG_TINY y\n");
	assert_int_equal(get_tree("", &i), -EINVAL);
	scratch_reported("z.config:2: neither CONFIG_NAME=value nor a comment");
}

static void named(const char *what, const char *origin)
{
	struct kernel k;

	assert_int_equal(kernel_named(scratch_path(what), NULL, 0, &k), 0);
	assert_string_equal(origin_name(k.origin), origin);
	assert_string_equal(k.path, scratch_path(what));
}

static void knows_a_tree_by_its_path(void **state)
{
	struct kernel k;

	(void)state;
	named("linux", "tree");
	assert_int_equal(kernel_named(scratch_path("linux/mm"), NULL, 0, &k),
			 -EISDIR);
	scratch_reported("not the top one of a kernel's source");
}

static void planned(const char *a, const char *b, const char *first,
		    const char *second)
{
	char *const names[] = { (char *)a, (char *)b };
	struct plan p = { .nr = 0 };

	assert_int_equal(plan_kernels(&p, names, !!a + !!b), 0);
	assert_int_equal(p.nr, !!first + !!second);
	assert_string_equal(p.kernels[0].kernel.name, first);
	if (second)
		assert_string_equal(p.kernels[1].kernel.name, second);
	plan_free(&p, false);
}

static void those_on_request_run_when_asked_for(void **state)
{
	(void)state;
	scratch_text("kernels/a.ini",
		     "origin = tree\npath = x\norder = 2\ndefault = no\n");
	scratch_text("kernels/b.ini",
		     "origin = tree\npath = x\norder = 1\ndefault = yes\n");
	scratch_text("kernels/c.ini",
		     "origin = tree\npath = x\norder = 3\ndefault = named\n");
	planned(NULL, NULL, "b", NULL);
	planned("a", NULL, "a", NULL);
	planned("all", NULL, "b", "a");
	planned("a", "all", "a", "b");
	planned("c", NULL, "c", NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fake_source_setup, fake_source_teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(builds_when_something_changed),
		TEST(says_what_the_compiler_said),
		TEST(builds_the_kernels_own_side),
		TEST(tells_how_far_it_is),
		TEST(checks_the_configuration),
		TEST(knows_a_tree_by_its_path),
		TEST(those_on_request_run_when_asked_for),
	};

	return cmocka_run_group_tests_name("build", tests, NULL, NULL);
}
