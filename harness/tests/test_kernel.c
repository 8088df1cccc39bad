// SPDX-License-Identifier: GPL-2.0
/* kernels/: what is read, and what is said of what is wrong. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/msg.h"
#include "fetch/kernel.h"
#include "fetch/kernel_named.h"
#include "fetch/kernels.h"
#include "model/array_size.h"
#include "scratch.h"

#define GOOD "origin = debian-image\nsuite = bookworm\n"

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
		     "order = 20\ndefault = no\nwith = 0123456789ab\nproof = changelog\n");
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
	assert_string_equal(list[1].with, "0123456789ab");
	assert_string_equal(list[1].without, "");
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
		{ GOOD "with = 0123456789ab\n",
		  "x.ini:3: \"with\" without \"proof = ...\"" },
		{ GOOD "order = 1\nwithout = 0123456789ab\n",
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
		  "x.ini:4: section [debian]" },
		{ "", "x.ini:1: no origin" },
		{ "order = 1\n", "x.ini:1: no origin" },
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
	char text[1024] = GOOD "proof = ";
	struct kernel *list;
	size_t nr, len = strlen(text);

	(void)state;
	memset(text + len, 'x', 900);
	scratch_text("k/x.ini", text);
	assert_int_equal(kernels_load(scratch_path("k"), &list, &nr), -EINVAL);
	assert_non_null(strstr(msg_last(), "x.ini:3: line longer than"));

	strcpy(text, "origin = debian-image\nsuite = ");
	len = strlen(text);
	memset(text + len, 'x', 100);
	text[len + 100] = '\0';
	scratch_text("k/x.ini", text);
	assert_int_equal(kernels_load(scratch_path("k"), &list, &nr), -EINVAL);
	assert_non_null(strstr(msg_last(), "x.ini:2: suite = is longer than"));
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
		TEST(no_directory),
		TEST(names_the_known_ones),
		TEST(takes_paths),
		TEST(refuses_other_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
