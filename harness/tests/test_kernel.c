// SPDX-License-Identifier: GPL-2.0
/* kernels/: what is read, and what is said of what is wrong. */
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
#include "base/msg.h"
#include "fetch/kernel.h"
#include "fetch/kernel_named.h"
#include "fetch/kernels.h"
#include "model/array_size.h"
#include "model/history.h"
#include "plan/plan_kernels.h"
#include "results/unknown_contract.h"
#include "scratch.h"

#define GOOD "origin = debian-image\nsuite = bookworm\n"
#define PROOF "proof = changelog\n"

static void load(struct kernel **list, size_t *nr)
{
	assert_int_equal(kernels_load(scratch_path("k"), list, nr), 0);
}

static void reads_all_and_sorts(void **state)
{
	struct kernel *list;
	size_t nr;

	(void)state;
	scratch_text("k/b.ini", GOOD "order = 20\n");
	scratch_text("k/c.ini", GOOD "order = 3\n");
	scratch_text("k/a.ini", "# a comment\n\n" GOOD
		     "order = 20\ndefault = no\nwith = 8ac268436e6d\nproof = changelog\n");
	scratch_text("k/README", "not one of them");
	load(&list, &nr);
	assert_int_equal(nr, 3);
	assert_string_equal(list[0].name, "c");
	assert_string_equal(list[1].name, "a");
	assert_string_equal(list[2].name, "b");
	assert_int_equal(list[1].origin, ORIGIN_DEBIAN_IMAGE);
	assert_true(list[1].on_request);
	assert_false(list[2].on_request);
	assert_string_equal(list[1].suite, "bookworm");
	assert_true(list[1].with[history_find("8ac268436e6d")]);
	assert_false(list[1].without[history_find("8ac268436e6d")]);
	free(list);
}

static void says_what_is_wrong(void **state)
{
	static const struct {
		const char *text;
		const char *says;
	} bad[] = {
		{ GOOD "\n\n\n\nsute = x\n",
		  "x.ini:7: unknown key \"sute\"; known keys: origin, order, default, suite, path, url, sha256, modules, config, version, with, without, proof" },
		{ "suite = x\norigin = debain\n",
		  "x.ini:2: unknown origin \"debain\"; known origins: debian-image, debian-source, tree, url, image, running" },
		{ "# x\norigin = debian-image\n",
		  "x.ini:2: origin debian-image needs \"suite = ...\"" },
		{ "origin = image\n",
		  "x.ini:1: origin image needs \"path = ...\"" },
		{ GOOD "with = 8ac268436e6d\n",
		  "x.ini:3: \"with\" without \"proof = ...\"" },
		{ GOOD "order = 1\nwithout = 8ac268436e6d\n",
		  "x.ini:4: \"without\" without \"proof = ...\"" },
		{ GOOD "suite = sid\n",
		  "x.ini:3: \"suite\" again, it is in line 2 already" },
		{ GOOD "  sid\n", "x.ini:3: \"suite\" again" },
		{ GOOD "path = /x\n",
		  "x.ini:3: \"path\" means nothing for origin debian-image" },
		{ "origin = tree\n", "x.ini:1: origin tree needs \"path = ...\"" },
		{ "origin = url\nurl = file:///x\n",
		  "x.ini:1: origin url needs \"sha256 = ...\"" },
		{ "origin = url\nurl = file:///x\nsha256 = 0123\n",
		  "x.ini:3: sha256 = 0123: give the 64 digits" },
		{ GOOD "default = maybe\n",
		  "x.ini:3: default = maybe: give yes, or no" },
		{ GOOD "default = name\n",
		  "x.ini:3: default = name: give yes, or no" },
		{ GOOD "config = debug\n",
		  "x.ini:3: \"config\" means nothing for origin debian-image" },
		{ GOOD "order = first\n", "x.ini:3: order = first: give" },
		{ GOOD "order =\n", "x.ini:3: order = has no value" },
		{ GOOD "[debian]\norder = 1\n",
		  "x.ini:3: section [debian]" },
		{ "", "x.ini:1: no origin" },
		{ "order = 1\n", "x.ini:1: no origin" },
		{ GOOD PROOF "with = 0123456789ab\n",
		  "x.ini:4: with = 0123456789ab: no commit of the history" },
		{ GOOD PROOF "with = 8ac268436e6d\n\nwithout = SECRETMEM, 8ac268436e6d\n",
		  "x.ini:6: without = 8ac268436e6d: line 4 says the opposite of this commit: remove one" },
		{ GOOD PROOF "without = 8ac268436e6d\nwith = 1507f51255c9,\n  8ac268436e6d\n",
		  "x.ini:6: with = 8ac268436e6d: line 4 says the opposite" },
		{ GOOD "gibberish\n", "x.ini:3: no \"key = value\" line" },
		{ "[open\n" GOOD, "x.ini:1: no \"key = value\" line" },
	};
	struct kernel *list;
	size_t nr;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		scratch_text("k/x.ini", bad[i].text);
		assert_int_equal(kernels_load(scratch_path("k"), &list, &nr),
				 -EINVAL);
		if (!strstr(msg_last(), bad[i].says))
			fail_msg("said: %s\nnot: %s", msg_last(), bad[i].says);
		assert_null(list);
		assert_int_equal(nr, 0);
	}
}

static void refuses_what_does_not_fit(void **state)
{
	static const char zero[] = GOOD "order = 1\0" "2\n";
	char text[1024];
	struct kernel *list;
	size_t nr, len;

	(void)state;
	scratch_write("k/x.ini", zero, sizeof(zero) - 1);
	assert_int_equal(kernels_load(scratch_path("k"), &list, &nr), -EINVAL);
	assert_non_null(strstr(msg_last(), "x.ini:3: has a zero byte"));

	strcpy(text, "origin = debian-image\nsuite = ");
	len = strlen(text);
	memset(text + len, 'x', 100);
	text[len + 100] = '\0';
	scratch_text("k/x.ini", text);
	assert_int_equal(kernels_load(scratch_path("k"), &list, &nr), -EINVAL);
	assert_non_null(strstr(msg_last(), "x.ini:2: suite = is longer than"));
}

static void check_all_commits(const char *text)
{
	struct kernel *list;
	size_t nr;

	scratch_text("k/x.ini", text);
	load(&list, &nr);
	for (int i = C_NONE + 1; i < C_COUNT; i++) {
		assert_int_equal(list[0].with[i], i % 2);
		assert_int_equal(list[0].without[i], !(i % 2));
	}
	free(list);
}

/* All commits of the history at once: in two lines, and in one each. */
static void takes_values_of_any_length(void **state)
{
	char *text[2], *odd, *even;
	FILE *out[2], *o, *e;
	size_t size[2], n, m;

	(void)state;
	o = open_memstream(&odd, &n);
	e = open_memstream(&even, &m);
	for (int k = 0; k < 2; k++) {
		out[k] = open_memstream(&text[k], &size[k]);
		fprintf(out[k], GOOD "proof = %05000d\n", 0);
	}
	for (int i = C_NONE + 1; i < C_COUNT; i++) {
		fprintf(i % 2 ? o : e, ", %s", history_commits[i].id);
		fprintf(out[1], "%s = %s\n", i % 2 ? "with" : "without",
			history_commits[i].id);
	}
	fclose(o);
	fclose(e);
	fprintf(out[0], "with = %s\nwithout = %s\n", odd, even);
	for (int k = 0; k < 2; k++)
		fclose(out[k]);
	check_all_commits(text[0]);
	check_all_commits(text[1]);
	for (int k = 0; k < 2; k++)
		free(text[k]);
	free(odd);
	free(even);
}

/* Words that mean something else on the command line. */
static void refuses_names(void **state)
{
	struct kernel *list;
	size_t nr;

	(void)state;
	scratch_text("k/all.ini", GOOD);
	assert_int_equal(kernels_load(scratch_path("k"), &list, &nr), -EINVAL);
	scratch_reported("k/all.ini: a kernel cannot be called \"all\"");
	unlink(scratch_path("k/all.ini"));
	scratch_text("k/running.ini", GOOD);
	assert_int_equal(kernels_load(scratch_path("k"), &list, &nr), -EINVAL);
	scratch_reported("k/running.ini: a kernel cannot be called \"running\"");
}

static void plan_paths(struct plan *p, const char *a, const char *b,
		       const char *c)
{
	char *names[3] = { strdup(scratch_path(a)), strdup(scratch_path(b)),
			   strdup(scratch_path(c)) };

	memset(p, 0, sizeof(*p));
	scratch_text("k/one.ini", GOOD);
	setenv("PINCER_KERNELS", scratch_path("k"), 1);
	assert_int_equal(plan_kernels(p, names, 3), 0);
	for (int i = 0; i < 3; i++)
		free(names[i]);
}

static void check_names(const struct plan *p, const char *a, const char *b,
			const char *c)
{
	assert_int_equal(p->nr, 3);
	assert_string_equal(p->kernels[0].kernel.name, a);
	assert_string_equal(p->kernels[1].kernel.name, b);
	assert_string_equal(p->kernels[2].kernel.name, c);
}

#define DEEP "a-directory-whose-name-is-long/another-directory-with-a-long-name/"
#define BZ "arch/x86/boot/bzImage"

static void names_are_unique(void **state)
{
	struct plan p;

	(void)state;
	scratch_bzimage("before/" DEEP BZ, "6.9.0+ (me) #3");
	scratch_bzimage("after/" DEEP BZ, "6.9.0+ (me) #4");
	scratch_bzimage("x/" BZ, "6.10.0 (me) #4");
	plan_paths(&p, "before/" DEEP BZ, "after/" DEEP BZ, "x/" BZ);
	check_names(&p, "before/6.9.0+", "after/6.9.0+", "6.10.0");
	plan_free(&p, false);

	scratch_text("v/a/b", "\177ELF and so on");
	scratch_text("v/a_b", "\177ELF and so on");
	scratch_text("w/a/b", "\177ELF and so on");
	plan_paths(&p, "v/a/b", "v/a_b", "w/a/b");
	check_names(&p, "v/b", "a_b", "w/b");
	plan_free(&p, false);

	/* Nor do any two share the file of their consoles. */
	scratch_text("v_b/b", "\177ELF and so on");
	scratch_text("u/v_b", "\177ELF and so on");
	plan_paths(&p, "v/a/b", "v_b/b", "u/v_b");
	check_names(&p, "a/b", "v_b/b", "v_b");
	plan_free(&p, false);

	/* A name of kernels/ stays; bytes that JSON cannot hold make no name. */
	scratch_text("y/n\xff", "\177ELF and so on");
	scratch_text("y/n\xfe", "\177ELF and so on");
	scratch_text("z/n\n", "\177ELF and so on");
	plan_paths(&p, "y/n\xff", "y/n\xfe", "z/n\n");
	check_names(&p, "n?~1", "n?~2", "z/n?");
	plan_free(&p, false);

	/* One kernel, typed in two ways, is one column. */
	plan_paths(&p, "x/" BZ, "x/../x/" BZ, "x/./" BZ);
	assert_int_equal(p.nr, 1);
	plan_free(&p, false);
}

static void patterns_must_be_whole(void **state)
{
	(void)state;
	assert_int_not_equal(pattern_check("["), 0);
	scratch_reported("\"[\" is no pattern: its \"[\" has no \"]\"");
	assert_int_not_equal(pattern_check("odirect.[ab"), 0);
	assert_int_not_equal(pattern_check("x[!]"), 0);
	assert_int_not_equal(pattern_check("x\\"), 0);
	assert_int_equal(pattern_check("x[]]*?[!a]\\["), 0);
}

static void a_file_in_the_way(void **state)
{
	(void)state;
	scratch_text("results", "x");
	assert_int_equal(dirs_make(scratch_path("results")), -ENOTDIR);
	scratch_reported("results: is in the way of a directory");
}

static void no_directory(void **state)
{
	struct kernel *list;
	size_t nr;

	(void)state;
	assert_int_equal(kernels_load(scratch_path("none"), &list, &nr),
			 -ENOENT);
	assert_non_null(strstr(msg_last(), "/none: cannot read the kernels"));
}

static void names_the_known_ones(void **state)
{
	struct kernel *list, k;
	size_t nr;

	(void)state;
	scratch_text("k/one.ini", GOOD);
	scratch_text("k/two.ini", GOOD);
	load(&list, &nr);
	assert_int_equal(kernel_named("two", list, nr, &k), 0);
	assert_string_equal(k.name, "two");
	assert_string_equal(k.suite, "bookworm");
	assert_int_equal(kernel_named("running", list, nr, &k), 0);
	assert_int_equal(k.origin, ORIGIN_RUNNING);
	assert_string_equal(k.name, "running");
	assert_int_equal(kernel_named("tow", list, nr, &k), -ENOENT);
	assert_non_null(strstr(msg_last(),
			       "no kernel \"tow\": there are one, two, running"));
	free(list);
}

static void takes_paths(void **state)
{
	struct kernel k;

	(void)state;
	scratch_bzimage("boot/vmlinuz-6.1.0-9-x",
			"6.1.0-9-x (builder) #1 SMP Debian 6.1.27-1 (2023)");
	scratch_text("boot/config-6.1.0-9-x", "CONFIG_X=y\n");
	scratch_text("lib/modules/6.1.0-9-x/modules.dep", "");
	assert_int_equal(kernel_named(scratch_path("boot/vmlinuz-6.1.0-9-x"),
				      NULL, 0, &k), 0);
	assert_int_equal(k.origin, ORIGIN_IMAGE);
	assert_string_equal(k.version, "6.1.27-1");
	assert_non_null(strstr(k.modules, "boot/../lib/modules/6.1.0-9-x"));
	assert_non_null(strstr(k.config, "boot/config-6.1.0-9-x"));

	/* A build tree. */
	scratch_bzimage("t/arch/x86/boot/bzImage", "6.9.0+ (me) #3");
	scratch_text("t/.config", "CONFIG_X=y\n");
	assert_int_equal(kernel_named(scratch_path("t/arch/x86/boot/bzImage"),
				      NULL, 0, &k), 0);
	assert_string_equal(k.version, "6.9.0+");
	assert_string_equal(k.modules, "");
	assert_non_null(strstr(k.config, "/.config"));

	scratch_text("vmlinux", "\177ELF and so on");
	assert_int_equal(kernel_named(scratch_path("vmlinux"), NULL, 0, &k),
			 0);
	assert_string_equal(k.version, "");
}

static void refuses_other_files(void **state)
{
	unsigned char head[4096];
	struct kernel k;

	(void)state;
	memset(head, 'x', sizeof(head));
	scratch_write("notes.txt", head, sizeof(head));
	assert_int_equal(kernel_named(scratch_path("notes.txt"), NULL, 0, &k),
			 -ENOEXEC);
	assert_non_null(strstr(msg_last(), "notes.txt: no kernel"));
	assert_int_equal(kernel_named(scratch_path(""), NULL, 0, &k), -EISDIR);
	assert_non_null(strstr(msg_last(), "arch/x86/boot/bzImage"));

	/* A version that lies outside of the head is not followed. */
	scratch_head(head, "x");
	head[0x20e] = 0xff;
	head[0x20f] = 0xff;
	scratch_write("bad", head, sizeof(head));
	assert_int_equal(kernel_named(scratch_path("bad"), NULL, 0, &k), 0);
	assert_string_equal(k.version, "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, \
						scratch_teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(reads_all_and_sorts),
		TEST(says_what_is_wrong),
		TEST(refuses_what_does_not_fit),
		TEST(takes_values_of_any_length),
		TEST(refuses_names),
		TEST(patterns_must_be_whole),
		TEST(a_file_in_the_way),
		TEST(names_are_unique),
		TEST(no_directory),
		TEST(names_the_known_ones),
		TEST(takes_paths),
		TEST(refuses_other_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
