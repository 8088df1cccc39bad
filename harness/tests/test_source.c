// SPDX-License-Identifier: GPL-2.0
/* A kernel source: what is taken out of its package, and what is kept. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "base/files.h"
#include "base/msg.h"
#include "cmd/cmd.h"
#include "fetch/source.h"
#include "fetch/source_unpack.h"
#include "model/array_size.h"
#include "fake_apt.h"
#include "scratch.h"

#define SELF "linux-source-9.9/tools/testing/selftests/"
#define DEB(version) "linux-source-9.9_" version "_all.deb"
#define ROOM 1000000
#define WRITTEN 1000000000

static const char * const part[] = {
	"tools/testing/selftests/", "scripts/checkpatch.pl", NULL,
};

/* struct item - what is put into an archive */
struct item {
	const char *path;
	const void *data;	/* NULL: the link is one */
	size_t size;
	const char *link;
	mode_t mode;
};

#define FILE_OF(path, text, mode) { path, text, sizeof(text) - 1, NULL, mode }
#define TEXT(path, text) FILE_OF(path, text, AE_IFREG | 0644)
#define LINK(path, to) { path, NULL, 0, to, AE_IFLNK | 0777 }
#define HARDLINK(path, to) { path, NULL, 0, to, AE_IFREG | 0644 }

/* Everything a tree must have, in the order of a real one. */
#define WHOLE_TREE \
	TEXT("linux-source-9.9/Makefile", "all:\n"), \
	TEXT("linux-source-9.9/mm/gup_test.h", "g"), \
	FILE_OF("linux-source-9.9/scripts/checkpatch.pl", "#!", \
		AE_IFREG | 0755), \
	TEXT("linux-source-9.9/scripts/const_structs.checkpatch", "c"), \
	TEXT("linux-source-9.9/scripts/spelling.txt", "s"), \
	TEXT("linux-source-9.9/scripts/subarch.include", "a"), \
	TEXT("linux-source-9.9/tools/arch/x86/include/uapi/asm/errno.h", "e"), \
	TEXT("linux-source-9.9/tools/include/uapi/linux/fs.h", "f"), \
	TEXT(SELF "lib.mk", "m")

static void put(struct archive *a, const struct item *i)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, i->path);
	archive_entry_set_mode(e, i->mode);
	archive_entry_set_mtime(e, WRITTEN, 0);
	archive_entry_set_size(e, i->size);
	if (i->link && (i->mode & AE_IFMT) == AE_IFLNK)
		archive_entry_set_symlink(e, i->link);
	else if (i->link)
		archive_entry_set_hardlink(e, i->link);
	assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
	if (i->size)
		assert_int_equal(archive_write_data(a, i->data, i->size),
				 i->size);
	archive_entry_free(e);
}

/* Return: bytes of the tar.xz that is put into @buf. */
static size_t pack(const struct item *items, size_t nr, char *buf)
{
	struct archive *tar = archive_write_new();
	size_t size = 0;

	assert_int_equal(archive_write_add_filter_xz(tar), ARCHIVE_OK);
	archive_write_set_format_pax_restricted(tar);
	archive_write_open_memory(tar, buf, ROOM, &size);
	for (size_t i = 0; i < nr; i++)
		put(tar, &items[i]);
	assert_int_equal(archive_write_close(tar), ARCHIVE_OK);
	archive_write_free(tar);
	return size;
}

/* A package around a tree, of which @percent are left, that has @name. */
static void package_named(const char *deb, const char *name,
			  const struct item *items, size_t nr, int percent)
{
	char *tree = malloc(ROOM), *data = malloc(ROOM);
	struct item inner[] = {
		TEXT("./usr/share/doc/linux-source-9.9/x.tar", "x"),
		{ name, tree, pack(items, nr, tree) * percent / 100, NULL,
		  AE_IFREG | 0644 },
	};

	scratch_package(deb, data, pack(inner, 2, data));
	free(tree);
	free(data);
}
#define PACKAGE(deb, items, percent) \
	package_named(deb, "./usr/src/linux-source-9.9.tar.xz", items, \
		      ARRAY_SIZE(items), percent)

static int unpack_to(const char *name, const char *const *wanted)
{
	assert_int_equal(dirs_make(scratch_path(name)), 0);
	return source_unpack(scratch_path("x.deb"), scratch_path(name), wanted);
}

static void assert_link(const char *name, const char *to)
{
	char target[256] = "";

	assert_true(readlink(scratch_path(name), target,
			     sizeof(target) - 1) >= 0);
	assert_string_equal(target, to);
}

static const struct item ordinary[] = {
	WHOLE_TREE,
	FILE_OF(SELF "mm/run.sh", "#!/bin/sh\n", AE_IFREG | 06755),
	LINK(SELF "mm/again.sh", "run.sh"),
	LINK(SELF "mm/top", "../.././../../Makefile"),
	TEXT("linux-source-9.9/scripts/checkpatch.pl.orig", "x"),
	TEXT("linux-source-9.9/tools/testing/selftests.old/x", "x"),
	TEXT("linux-source-9.9/zz/tools/testing/selftests/x", "x"),
};

static void takes_what_is_wanted(void **state)
{
	struct stat st;
	char *text;

	(void)state;
	PACKAGE("x.deb", ordinary, 100);
	assert_int_equal(unpack_to("to", part), 0);
	assert_int_equal(file_read(scratch_path("to/tools/testing/selftests/mm/run.sh"),
				   &text, NULL), 0);
	assert_string_equal(text, "#!/bin/sh\n");
	free(text);
	assert_int_equal(stat(scratch_path("to/tools/testing/selftests/mm/run.sh"),
			      &st), 0);
	/* Executable, and no more than a user's own file. */
	assert_int_equal(st.st_mode & 07777, 0755);
	assert_int_equal(st.st_mtime, WRITTEN);
	assert_int_equal(stat(scratch_path("to/tools/testing/selftests/lib.mk"),
			      &st), 0);
	assert_int_equal(st.st_mode & 07777, 0644);
	assert_link("to/tools/testing/selftests/mm/again.sh", "run.sh");
	/* What it leads to is not wanted, but it stays in the tree. */
	assert_link("to/tools/testing/selftests/mm/top",
		    "../.././../../Makefile");
	assert_int_equal(scratch_count(scratch_path("to")), 2);
	assert_int_equal(scratch_count(scratch_path("to/scripts")), 1);
	assert_int_equal(scratch_count(scratch_path("to/tools/testing")), 1);
	assert_int_equal(scratch_count(scratch_path("to/tools/testing/selftests")),
			 2);
}

static void takes_all(void **state)
{
	(void)state;
	PACKAGE("x.deb", ordinary, 100);
	assert_int_equal(unpack_to("to", NULL), 0);
	assert_true(path_is_file(scratch_path("to/Makefile")));
	assert_true(path_is_file(scratch_path("to/zz/tools/testing/selftests/x")));
	assert_int_equal(scratch_count(scratch_path("to/scripts")), 5);
	assert_int_equal(scratch_count(scratch_path("to/tools/testing/selftests/mm")),
			 3);
}

static void nothing_leads_out(void **state)
{
	static const struct item evil[] = {
		TEXT("linux-source-9.9/../evil", "E"),
		TEXT("linux-source-9.9/tools/../../../evil", "E"),
		TEXT(SELF "../../../../evil", "E"),
		TEXT(SELF "..", "E"),
		TEXT("../evil", "E"),
		TEXT("linux-source-9.9//evil", "E"),
		LINK(SELF "root", "/etc/passwd"),
		LINK(SELF "up", "../../../.."),
		LINK(SELF "././deep", "../../../../x"),
		LINK(SELF "later", "mm/../../../../../x"),
		/* Where "edge" leads to is above the tree's top. */
		LINK(SELF "beyond", "edge/.."),
		HARDLINK(SELF "hard", "/etc/passwd"),
		{ SELF "null", "", 0, NULL, AE_IFCHR | 0666 },
		LINK("linux-source-9.9/top", ".."),
		/* These stay. */
		LINK(SELF "edge", "../../.."),
		LINK(SELF "dots", "../../../.a/..."),
		TEXT(SELF "a..b", "fine"),
	};

	(void)state;
	PACKAGE("x.deb", evil, 100);
	assert_int_equal(unpack_to("d/to", NULL), 0);
	assert_int_equal(scratch_count(scratch_path("d")), 1);
	/* Of ../evil its own top is cut off, as of every path. */
	assert_int_equal(scratch_count(scratch_path("d/to")), 2);
	assert_int_equal(scratch_count(scratch_path("d/to/tools/testing/selftests")),
			 3);
	assert_link("d/to/tools/testing/selftests/edge", "../../..");
	assert_true(path_is_file(scratch_path("d/to/tools/testing/selftests/a..b")));

	assert_int_equal(unpack_to("p/to", part), 0);
	assert_int_equal(scratch_count(scratch_path("p")), 1);
	assert_int_equal(scratch_count(scratch_path("p/to")), 1);
	assert_int_equal(scratch_count(scratch_path("p/to/tools/testing/selftests")),
			 3);
}

/* Each link stays in the tree, but no tree has files behind one. */
static void nothing_through_links(void **state)
{
	static const struct item evil[] = {
		WHOLE_TREE,
		LINK(SELF "d", "../../../scripts"),
		TEXT(SELF "d/x", "E"),
	};

	(void)state;
	PACKAGE("x.deb", evil, 100);
	assert_int_equal(unpack_to("to", NULL), -EBADMSG);
	assert_non_null(strstr(msg_last(), "x.deb: no whole Debian package: "));
	assert_false(path_is_file(scratch_path("to/scripts/x")));
}

/* A cache may well lie behind a link. */
static void into_a_linked_place(void **state)
{
	(void)state;
	PACKAGE("x.deb", ordinary, 100);
	assert_int_equal(dirs_make(scratch_path("real")), 0);
	assert_int_equal(symlink("real", scratch_path("link")), 0);
	assert_int_equal(unpack_to("link/to", part), 0);
	assert_true(path_is_file(scratch_path("real/to/scripts/checkpatch.pl")));
}

static void cut_anywhere(void **state)
{
	static char noise[150000];
	struct item items[] = {
		WHOLE_TREE,
		{ SELF "noise", noise, 100000, NULL, AE_IFREG | 0644 },
		/* Not wanted: a cut in it is seen where it is skipped. */
		{ "linux-source-9.9/virt/x", noise + 100000, 50000, NULL,
		  AE_IFREG | 0644 },
	};
	unsigned int x = 1;
	size_t size;
	char *deb;

	(void)state;
	/* What xz cannot make small: the cut must hit the data. */
	for (size_t i = 0; i < sizeof(noise); i++)
		noise[i] = (x = x * 1103515245 + 12345) >> 16;
	for (int percent = 0; percent < 100; percent += 3) {
		PACKAGE("x.deb", items, percent);
		assert_int_equal(unpack_to("to", part), -EBADMSG);
		assert_non_null(strstr(msg_last(), "x.deb: no whole Debian"));
	}
	PACKAGE("x.deb", items, 100);
	assert_int_equal(unpack_to("to", part), 0);
	assert_int_equal(file_read(scratch_path("x.deb"), &deb, &size), 0);
	for (int percent = 0; percent < 99; percent += 3) {
		scratch_write("x.deb", deb, size * percent / 100);
		assert_int_equal(unpack_to("to", part), -EBADMSG);
		assert_non_null(strstr(msg_last(), "x.deb: no whole Debian"));
	}
	free(deb);
}

static void no_tree_in_it(void **state)
{
	(void)state;
	package_named("x.deb", "./usr/src/linux-patch-9.9-rt.patch.xz", ordinary,
		      ARRAY_SIZE(ordinary), 100);
	assert_int_equal(unpack_to("to", part), -ENOENT);
	assert_non_null(strstr(msg_last(), "x.deb: no usr/src/linux-source-"));
}

static void suite_has(const char *version)
{
	char uris[256];

	snprintf(uris, sizeof(uris), "'http://b/x.deb' linux-source-9.9_%s_all.deb 1234567 SHA256:0123456789\n",
		 version);
	fake_apt_says("linux-source\n  Depends: linux-source-9.9\n"
		      "linux-source-doc\n"
		      "linux-source-9.9\n  Depends: xz-utils\nxz-utils\n",
		      uris);
	tree_remove(scratch_path("debs"));
	assert_int_equal(dirs_make(scratch_path("debs")), 0);
	snprintf(uris, sizeof(uris), "debs/linux-source-9.9_%s_all.deb",
		 version);
	PACKAGE(uris, ordinary, 100);
}

static int setup(void **state)
{
	if (scratch_setup(state))
		return -1;
	fake_apt_setup();
	suite_has("9.9.1-1");
	return 0;
}

static int teardown(void **state)
{
	fake_apt_teardown();
	return scratch_teardown(state);
}

static void cold_then_warm(void **state)
{
	char dir[PATH_MAX], again[PATH_MAX], path[PATH_MAX];

	(void)state;
	assert_int_equal(source_obtain("sid", "s", false, NULL, dir), 0);
	assert_string_equal(dir, scratch_path("pincer/selftests/9.9_9.9.1-1_2-01234567"));
	assert_int_equal(fake_apt_calls("apt-get download -qq linux-source-9.9=9.9.1-1\n"),
			 1);
	assert_true(path_is_file(scratch_path("pincer/apt/sid/source.json")));
	/* The tree, and no package. */
	assert_int_equal(scratch_count(dir), 3);
	fake_apt_forget();
	assert_int_equal(source_obtain("sid", "s", false, NULL, again), 0);
	assert_string_equal(dir, again);
	assert_int_equal(fake_apt_calls("apt"), 0);

	/* All of it is another thing. */
	assert_int_equal(source_obtain("sid", "s", true, NULL, again), 0);
	assert_string_not_equal(dir, again);
	assert_int_equal(path_format(path, "%s/Makefile", again), 0);
	assert_true(path_is_file(path));
	assert_int_equal(fake_apt_calls("apt-get update"), 0);
}

static void wanted_file_is_missing(void **state)
{
	static const struct item items[] = {
		TEXT(SELF "lib.mk", "m"),
		TEXT("linux-source-9.9/scripts/checkpatch.pl", "#!"),
		TEXT("linux-source-9.9/scripts/spelling.txt", "s"),
		TEXT("linux-source-9.9/scripts/const_structs.checkpatch", "c"),
	};
	char dir[PATH_MAX];

	(void)state;
	PACKAGE("debs/" DEB("9.9.1-1"), items, 100);
	assert_int_equal(source_obtain("sid", "s", false, NULL, dir), -ENOENT);
	assert_string_equal(msg_last(), "sid: linux-source-9.9 has no scripts/subarch.include: the package has changed");
	assert_int_equal(scratch_count(scratch_path("pincer/selftests")), 0);
}

static void no_source_in_the_suite(void **state)
{
	char dir[PATH_MAX];

	(void)state;
	scratch_text("fail-depends", "E: No packages found\n");
	assert_int_equal(source_obtain("sid", "s", false, NULL, dir), -EIO);
	assert_string_equal(msg_last(), "sid: no linux-source in this suite: No packages found");
	unlink(scratch_path("fail-depends"));
	fake_apt_says("linux-source\n  Depends: linux-source-new\n", "");
	assert_int_equal(source_obtain("sid", "s", false, NULL, dir), -ENOENT);
	assert_string_equal(msg_last(), "sid: linux-source needs no kernel source that we know: its packages have changed");
}

/* A name that does not fit into a struct apt_package. */
static void name_is_too_long(void **state)
{
	char depends[512], dir[PATH_MAX];

	(void)state;
	snprintf(depends, sizeof(depends), "linux-source\n%s%0200d\n",
		 "linux-source-", 9);
	fake_apt_says(depends, "");
	assert_int_equal(source_obtain("sid", "s", false, NULL, dir), -ENOENT);
	assert_string_equal(msg_last(), "sid: linux-source needs no kernel source that we know: its packages have changed");
}

static void file_lies_elsewhere(void **state)
{
	char dir[PATH_MAX];

	(void)state;
	fake_apt_says("linux-source\nlinux-source-9.9\n",
		      "'http://b/x.deb' linux-source-9.9_/../9.9_all.deb 1 SHA256:01\n");
	assert_int_equal(source_obtain("sid", "s", false, NULL, dir), -ENOENT);
	assert_string_equal(msg_last(), "sid: apt knows only 0 of the 1 packages of 9.9");
}

/* As if it had last been used so many days ago. */
static void age(const char *name, int days)
{
	struct timespec times[2] = { };

	times[0].tv_sec = time(NULL) - days * 24 * 60 * 60;
	times[1] = times[0];
	assert_int_equal(utimensat(AT_FDCWD, scratch_path(name), times, 0), 0);
}

static void old_ones_go(void **state)
{
#define HERE "pincer/selftests/"
	char dir[PATH_MAX];

	(void)state;
	/* sid and trixie have the same, and trixie is not asked again. */
	assert_int_equal(source_obtain("sid", "s", false, NULL, dir), 0);
	assert_int_equal(source_obtain("trixie", "t", false, NULL, dir), 0);
	dirs_make(scratch_path(HERE "9.9_9.9.0-1_1-01234567"));
	dirs_make(scratch_path(HERE "9.9_9.9.0-2_1-01234567"));
	age(HERE "9.9_9.9.0-1_1-01234567", 31);
	age(HERE "9.9_9.9.0-2_1-01234567", 29);
	age(HERE "9.9_9.9.1-1_2-01234567", 31);
	suite_has("9.9.2-1");
	setenv("PINCER_REFRESH", "1", 1);
	assert_int_equal(source_obtain("sid", "s", false, NULL, dir), 0);
	assert_string_equal(dir, scratch_path(HERE "9.9_9.9.2-1_2-01234567"));
	assert_true(path_is_dir(scratch_path(HERE "9.9_9.9.0-2_1-01234567")));
	assert_true(path_is_dir(scratch_path(HERE "9.9_9.9.1-1_2-01234567")));
	assert_int_equal(scratch_count(scratch_path(HERE)), 3);

	/* Nor is one that was used lately removed, once none has it. */
	suite_has("9.9.3-1");
	assert_int_equal(source_obtain("sid", "s", false, NULL, dir), 0);
	assert_int_equal(source_obtain("trixie", "t", false, NULL, dir), 0);
	assert_int_equal(scratch_count(scratch_path(HERE)), 4);
}

/* What the command prints on stdout, and its status. */
static int command(const char *argument, char *out, size_t size)
{
	char name[] = "source", word[64] = "", *argv[3] = { name };
	int status, keep, fd;
	ssize_t n;

	fflush(stdout);
	keep = dup(1);
	fd = open(scratch_path("out"), O_RDWR | O_CREAT | O_TRUNC, 0600);
	assert_true(keep >= 0 && fd >= 0 && dup2(fd, 1) == 1);
	if (argument)
		argv[1] = strcpy(word, argument);
	optind = 0;
	status = cmd_source(argument ? 2 : 1, argv);
	fflush(stdout);
	assert_true(dup2(keep, 1) == 1);
	n = pread(fd, out, size - 1, 0);
	assert_true(n >= 0);
	out[n] = '\0';
	close(keep);
	close(fd);
	msg_set_advice("");
	return status;
}

static void command_prints_one_line(void **state)
{
	char out[PATH_MAX], want[PATH_MAX];

	(void)state;
	scratch_text("kernels/a.ini", "origin = debian-image\nsuite = sid\norder = 1\n");
	scratch_text("kernels/b.ini", "origin = debian-image\nsuite = trixie\norder = 2\n");
	scratch_text("kernels/c.ini", "origin = image\npath = /c\norder = 3\n");
	setenv("PINCER_KERNELS", scratch_path("kernels"), 1);
	snprintf(want, sizeof(want), "%s\n",
		 scratch_path("pincer/selftests/9.9_9.9.1-1_2-01234567"));
	/* The last that has a suite; a kernel's name; a suite. */
	assert_int_equal(command(NULL, out, sizeof(out)), STATUS_GOOD);
	assert_string_equal(out, want);
	assert_true(path_is_dir(scratch_path("pincer/apt/trixie")));
	assert_false(path_is_dir(scratch_path("pincer/apt/sid")));
	assert_int_equal(command("a", out, sizeof(out)), STATUS_GOOD);
	assert_string_equal(out, want);
	assert_true(path_is_dir(scratch_path("pincer/apt/sid")));
	assert_int_equal(command("sid", out, sizeof(out)), STATUS_GOOD);
	assert_string_equal(out, want);

	assert_int_equal(command("c", out, sizeof(out)), STATUS_USAGE);
	assert_string_equal(out, "");
	assert_string_equal(msg_last(), "no source of \"c\": there are those of a, b; or set KSRC= to a kernel source tree of yours");
	scratch_text("fail-update", "E: Could not connect.\n");
	tree_remove(scratch_path("pincer/apt"));
	assert_int_equal(command("a", out, sizeof(out)), STATUS_USAGE);
	assert_string_equal(out, "");
	assert_string_equal(msg_last(), "sid: cannot fetch its index: Could not connect: check the network and this machine's apt sources; or set KSRC= to a kernel source tree of yours");
	unsetenv("PINCER_KERNELS");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, \
						scratch_teardown)
#define APT_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(takes_what_is_wanted),
		TEST(takes_all),
		TEST(nothing_leads_out),
		TEST(nothing_through_links),
		TEST(into_a_linked_place),
		TEST(cut_anywhere),
		TEST(no_tree_in_it),
		APT_TEST(cold_then_warm),
		APT_TEST(wanted_file_is_missing),
		APT_TEST(no_source_in_the_suite),
		APT_TEST(name_is_too_long),
		APT_TEST(file_lies_elsewhere),
		APT_TEST(old_ones_go),
		APT_TEST(command_prints_one_line),
	};

	umask(022);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
