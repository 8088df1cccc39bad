// SPDX-License-Identifier: GPL-2.0
/* A kselftest bundle: its list, its settings, and what its tests need. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "base/tool.h"
#include "image/bundle.h"
#include "image/bundle_deps.h"
#include "image/commands.h"
#include "image/program.h"
#include "model/array_size.h"
#include "scratch.h"

#define LIST "b/" BUNDLE_LIST

static void complains(const char *what)
{
	if (!strstr(msg_last(), what))
		fail_msg("\"%s\" is not in \"%s\"", what, msg_last());
	/* One line, which says what to do. */
	assert_null(strchr(msg_last(), '\n'));
}

static void load(struct bundle *b)
{
	assert_int_equal(bundle_load(b, scratch_path("b")), 0);
}

static void test_list(void **state)
{
	struct bundle b;

	(void)state;
	scratch_text(LIST, "mm:cow\n\nnet/lib:A-b.sh\r\nmm:cow\nmm:c_w\nmm:c-w");
	scratch_text("b/VERSION", "v6.1-rc3\n");
	load(&b);
	assert_int_equal(b.nr, 4);
	assert_string_equal(b.version, "v6.1-rc3");
	assert_string_equal(b.tests[0].id, "upstream/mm:cow");
	assert_string_equal(b.tests[1].id, "upstream/net/lib:a_b.sh");
	assert_string_equal(b.tests[1].collection, "net/lib");
	assert_string_equal(b.tests[1].program, "A-b.sh");
	assert_int_equal(b.tests[1].line, 3);
	/* Two names that are one in the letters of ids. */
	assert_string_equal(b.tests[2].id, "upstream/mm:c_w");
	assert_string_equal(b.tests[3].id, "upstream/mm:c_w_2");
	assert_ptr_equal(bundle_find(&b, "upstream/mm:c_w_2"), &b.tests[3]);
	assert_null(bundle_find(&b, "upstream/mm:c"));
	/* One that is no file of the bundle. */
	assert_int_equal(bundle_add_suite(&b, "upstream/kunit_x", "x", "X"), 0);
	assert_string_equal(bundle_find(&b, "upstream/kunit_x")->option, "X");
	assert_null(b.tests[0].option);
	bundle_free(&b);
}

static void test_bad_lists(void **state)
{
	static const struct {
		const char *list, *complaint;
	} bad[] = {
		{ "", BUNDLE_LIST ": names no test" },
		{ "\n\r\n", BUNDLE_LIST ": names no test" },
		{ "mm:cow\nmm\n", BUNDLE_LIST ":2: \"mm\" is no COLLECTION:" },
		{ "mm:\n", ":1: \"mm:\"" },
		{ ":cow\n", ":1: \":cow\"" },
		{ "mm:a b\n", ":1: \"mm:a b\"" },
		{ "../mm:cow\n", ":1: \"../mm:cow\"" },
		{ "/etc:passwd\n", ":1: \"/etc:passwd\"" },
		{ "mm:../../x\n", ":1: \"mm:../../x\"" },
		{ "mm:0123456789012345678901234567890123456789012345678901234567890123456789\n",
		  "too long a name" },
	};
	struct bundle b;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		scratch_text(LIST, bad[i].list);
		assert_true(bundle_load(&b, scratch_path("b")) < 0);
		complains(bad[i].complaint);
	}
	unlink(scratch_path(LIST));
	assert_int_equal(bundle_load(&b, scratch_path("b")), -ENOENT);
	complains("no kselftest bundle");
	assert_int_equal(bundle_load(&b, scratch_path("nowhere")), -ENOENT);
	complains("nowhere: No such file or directory: name the directory");
}

static void test_settings(void **state)
{
	struct bundle b;

	(void)state;
	scratch_text(LIST, "a:x\na:y\nb:x\nc:x\nd:x\n");
	scratch_text("b/a/settings", "# slow\ntimeout=900\nnice=1\n");
	scratch_text("b/b/settings", "timeout = 0\n");
	scratch_text("b/c/settings", "this is no setting\n");
	load(&b);
	assert_int_equal(b.tests[0].timeout, 900);
	assert_int_equal(b.tests[1].timeout, 900);
	assert_int_equal(b.tests[2].timeout, 0);
	assert_int_equal(b.tests[3].timeout, BUNDLE_TIMEOUT);
	assert_int_equal(b.tests[4].timeout, BUNDLE_TIMEOUT);
	bundle_free(&b);

	scratch_text("b/b/settings", "timeout=soon\n");
	assert_int_equal(bundle_load(&b, scratch_path("b")), -EINVAL);
	complains("b/b/settings: timeout=soon is no number");
	scratch_text("b/b/settings", "timeout=99999999999999999999\n");
	assert_int_equal(bundle_load(&b, scratch_path("b")), -EINVAL);
	unlink(scratch_path("b/a/settings"));
	unlink(scratch_path("b/b/settings"));
	unlink(scratch_path("b/c/settings"));
}

static void test_programs(void **state)
{
	static const struct {
		const char *text, *interpreter;
		enum program_kind kind;
	} programs[] = {
		{ "#!/bin/sh\n", "sh", PROGRAM_SCRIPT },
		{ "#!/bin/bash -e", "bash", PROGRAM_SCRIPT },
		{ "#! /usr/bin/env bash\necho\n", "bash", PROGRAM_SCRIPT },
		{ "#!/usr/bin/env -S python3 -u\n", "python3", PROGRAM_SCRIPT },
		{ "#!\n", "", PROGRAM_SCRIPT },
		{ "\177ELF", "", PROGRAM_ELF },
		{ "\177EL", "", PROGRAM_NONE },
		{ "#", "", PROGRAM_NONE },
		{ "", "", PROGRAM_NONE },
	};
	char interpreter[INTERPRETER_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(programs); i++) {
		scratch_text("p", programs[i].text);
		assert_int_equal(program_kind(scratch_path("p"), interpreter),
				 programs[i].kind);
		assert_string_equal(interpreter, programs[i].interpreter);
	}
	assert_int_equal(program_kind(scratch_path("none"), interpreter),
			 PROGRAM_NONE);
}

static void compile(const char *name, const char *how, const char *library)
{
	const char *cc[] = {
		"cc", "-fPIC", how, "-o", NULL, NULL, library, NULL,
	};
	struct tool t = { .argv = cc };
	char to[PATH_MAX], from[PATH_MAX];

	scratch_text("main.c", library ?
		     "int f(void); int main(void) { return f(); }\n" :
		     "int f(void) { return 0; } int main(void) { return f(); }\n");
	strcpy(to, scratch_path(name));
	strcpy(from, scratch_path("main.c"));
	cc[4] = to;
	cc[5] = from;
	assert_int_equal(tool_run(&t), 0);
	tool_free(&t);
}

static const char *lacks(const struct bundle *b, const char *id)
{
	const struct bundle_test *t = bundle_find(b, id);

	assert_non_null(t);
	return t->lacks;
}

static void make(struct bundle_deps *k, struct bundle *b)
{
	load(b);
	assert_int_equal(bundle_deps_find(k, b), 0);
}

static void done(struct bundle_deps *k, struct bundle *b)
{
	bundle_deps_free(k);
	bundle_free(b);
}

static bool has(const struct paths *p, const char *part)
{
	size_t i;

	for (i = 0; i < p->nr; i++) {
		if (strstr(p->path[i], part))
			return true;
	}
	return false;
}

static void test_libraries(void **state)
{
	char library[PATH_MAX];
	struct bundle b;
	struct bundle_deps k;

	(void)state;
	scratch_text(LIST, "p:static\n");
	scratch_text("b/p/data", "no program");
	compile("b/p/static", "-static", NULL);
	make(&k, &b);
	assert_int_equal(k.libraries.nr, 0);
	assert_string_equal(lacks(&b, "upstream/p:static"), "");
	assert_int_equal(k.commands.nr, 0);
	done(&k, &b);

	/* One alone, and one among others: ldd says it in two ways. */
	scratch_text(LIST, "p:dynamic\n");
	compile("b/p/dynamic", "-O0", NULL);
	make(&k, &b);
	assert_true(has(&k.libraries, "/libc.so."));
	assert_true(has(&k.libraries, "/ld"));
	assert_false(has(&k.libraries, "vdso"));
	done(&k, &b);

	/* A library that is there at first, and then is not. */
	compile("libpincerf.so", "-shared", NULL);
	strcpy(library, scratch_path("libpincerf.so"));
	compile("b/p/lost", "-O0", library);
	unlink(library);
	scratch_text(LIST, "p:lost\np:dynamic\n");
	make(&k, &b);
	assert_non_null(strstr(lacks(&b, "upstream/p:lost"),
			       "libpincerf.so, which is not on this machine"));
	assert_string_equal(lacks(&b, "upstream/p:dynamic"), "");
	done(&k, &b);
	unlink(scratch_path("b/p/lost"));
}

static void program(const char *name, const char *text)
{
	scratch_text(name, text);
	assert_int_equal(chmod(scratch_path(name), 0755), 0);
}

/* The commands that a script of that text names. */
static void find(struct paths *found, const char *text)
{
	struct paths scripts = { .nr = 0 };
	const char *path = scratch_path("script");

	scratch_text("script", text);
	memset(found, 0, sizeof(*found));
	assert_int_equal(paths_add(&scripts, path, strlen(path)), 0);
	assert_int_equal(commands_find(found, &scripts), 0);
	paths_free(&scripts);
}

static void test_commands(void **state)
{
	char path[PATH_MAX], dirs[2 * PATH_MAX];
	struct paths found;

	(void)state;
	program("1/pincer-one", "\177ELF");
	program("2/pincer-one", "\177ELF");
	program("2/pincer_two", "#!/bin/pincer-sh\n");
	program("2/pincer3", "#!/bin/sh\nexec pincer-one # pincer4\n");
	program("2/pincer4", "\177ELF");
	program("2/pincer.pl", "#!/usr/bin/perl\n");
	program("2/pincer+", "just text\n");
	scratch_text("2/pincer-data", "\177ELF");
	snprintf(path, sizeof(path), "%s", getenv("PATH"));
	snprintf(dirs, sizeof(dirs), "%s:%s", scratch_path("1"),
		 scratch_path("2"));
	setenv("PATH", dirs, 1);

	/* The first in PATH; each once; also in words of a shell's making. */
	find(&found, "x=$(pincer-one;pincer-one)|/bin/pincer4");
	assert_int_equal(found.nr, 2);
	assert_string_equal(found.path[0], scratch_path("1/pincer-one"));
	assert_string_equal(found.path[1], scratch_path("2/pincer4"));
	paths_free(&found);
	/* Parts of words and comments do not count, "$#" is no comment. */
	find(&found, "xpincer4 pincer-one2 # pincer4\n\t# pincer4\n"
	     "echo $# pincer-one\n");
	assert_int_equal(found.nr, 1);
	assert_true(has(&found, "1/pincer-one"));
	paths_free(&found);
	/* A script brings what it names, unless nothing here can run it. */
	find(&found, "pincer3 pincer_two pincer.pl pincer+ pincer-data");
	assert_int_equal(found.nr, 2);
	assert_true(has(&found, "2/pincer3"));
	assert_true(has(&found, "1/pincer-one"));
	paths_free(&found);
	setenv("PATH", path, 1);

	/* Of a script's first line its shell. */
	find(&found, "#!/bin/bash -e\n");
	assert_int_equal(found.nr, 1);
	assert_true(has(&found, "/bash"));
	paths_free(&found);
}

static void test_scripts(void **state)
{
	struct bundle b;
	struct bundle_deps k;

	(void)state;
	scratch_text(LIST, "s:sh\ns:bash\ns:python\ns:plain\n");
	scratch_text("b/s/sh", "#!/bin/sh\n. ./lib.sh\n");
	scratch_text("b/s/lib.sh", "cat /dev/null\n");
	scratch_text("b/s/bash", "#!/usr/bin/env bash\n");
	scratch_text("b/s/python", "#!/usr/bin/python3\nsleep\n");
	scratch_text("b/s/plain", "echo\n");
	make(&k, &b);
	assert_true(has(&k.commands, "/sh"));
	assert_true(has(&k.commands, "/bash"));
	assert_true(has(&k.commands, "/env"));
	assert_true(has(&k.commands, "/cat"));
	assert_false(has(&k.commands, "/sleep"));
	/* What these load themselves. */
	assert_true(has(&k.libraries, "/libc.so."));
	assert_string_equal(lacks(&b, "upstream/s:sh"), "");
	assert_string_equal(lacks(&b, "upstream/s:bash"), "");
	assert_string_equal(lacks(&b, "upstream/s:python"),
			    "needs python3, which guests do not have");
	assert_non_null(strstr(lacks(&b, "upstream/s:plain"), "neither"));
	done(&k, &b);
}

/* A machine that has ldd, what starts it, and no shell but those it needs. */
static void test_no_shell(void **state)
{
	char path[PATH_MAX];
	struct bundle b;
	struct bundle_deps k;

	(void)state;
	snprintf(path, sizeof(path), "%s", getenv("PATH"));
	assert_int_equal(dirs_make(scratch_path("few")), 0);
	assert_int_equal(symlink("/usr/bin/ldd", scratch_path("few/ldd")), 0);
	assert_int_equal(symlink("/usr/bin/setpriv",
				 scratch_path("few/setpriv")), 0);
	scratch_text(LIST, "s:zsh\n");
	scratch_text("b/s/zsh", "#!/bin/zsh\n");
	setenv("PATH", scratch_path("few"), 1);
	make(&k, &b);
	setenv("PATH", path, 1);
	assert_string_equal(lacks(&b, "upstream/s:zsh"),
			    "needs zsh, which is not on this machine: install it");
	done(&k, &b);
	unlink(scratch_path("b/s/zsh"));
}

static void test_missing(void **state)
{
	struct bundle b;
	struct bundle_deps k;

	(void)state;
	scratch_text("b/s/sh", "#!/bin/sh\n");
	scratch_text(LIST, "s:sh\ns:gone\ns:lost\n");
	load(&b);
	assert_int_equal(bundle_deps_find(&k, &b), -ENOENT);
	complains(BUNDLE_LIST ":2: there is no s/gone, nor 1 more: install");
	done(&k, &b);
	/* A directory is no program. */
	scratch_text(LIST, "s:sh\n.:s\n");
	load(&b);
	assert_int_equal(bundle_deps_find(&k, &b), -ENOENT);
	complains(":2: there is no ./s: install");
	done(&k, &b);
}

/* What the archive has of that name: its mode, and its link's target. */
static mode_t in_archive(const char *name, char *link, size_t size)
{
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	mode_t mode = 0;

	archive_read_support_format_cpio(a);
	assert_int_equal(archive_read_open_filename(a, scratch_path("bundle.cpio"),
						    65536), ARCHIVE_OK);
	while (!mode && archive_read_next_header(a, &e) == ARCHIVE_OK) {
		if (strcmp(archive_entry_pathname(e), name))
			continue;
		mode = archive_entry_mode(e);
		if (archive_entry_symlink(e))
			snprintf(link, size, "%s", archive_entry_symlink(e));
	}
	archive_read_free(a);
	return mode;
}

static void test_archive(void **state)
{
	char link[PATH_MAX] = "";
	struct bundle b;
	struct bundle_deps k;
	size_t i;

	(void)state;
	scratch_text(LIST, "s:sh\ns:bash\n");
	scratch_text("b/s/sub/data", "x");
	assert_int_equal(symlink("sub/data", scratch_path("b/s/link")), 0);
	make(&k, &b);
	assert_int_equal(bundle_deps_write(&k, &b, scratch_path("bundle.cpio")),
			 0);
	/* It is run, though its mode does not say so. */
	assert_int_equal(in_archive("kselftest/s/sh", link, sizeof(link)),
			 S_IFREG | 0755);
	assert_int_equal(in_archive("kselftest/s/sub/data", link, 0),
			 S_IFREG | 0644);
	assert_int_equal(in_archive("kselftest/s/sub", link, 0), S_IFDIR | 0755);
	assert_int_equal(in_archive("kselftest/s/link", link, sizeof(link)) &
			 S_IFMT, S_IFLNK);
	assert_string_equal(link, "sub/data");
	assert_int_equal(in_archive("bin/bash", link, sizeof(link)),
			 S_IFREG | 0755);
	assert_int_equal(in_archive("usr/bin", link, sizeof(link)) & S_IFMT,
			 S_IFLNK);
	/* What bash loads, where it looks for it. */
	assert_true(k.libraries.nr > 1);
	for (i = 0; i < k.libraries.nr; i++)
		assert_int_equal(in_archive(k.libraries.path[i] + 1, link, 0) &
				 S_IFMT, S_IFREG);
	done(&k, &b);
}

static void test_too_big(void **state)
{
	struct bundle b;
	struct bundle_deps k;

	(void)state;
	scratch_text(LIST, "s:sh\n");
	scratch_text("b/s/big", "");
	assert_int_equal(truncate(scratch_path("b/s/big"), BUNDLE_BYTES_MAX), 0);
	make(&k, &b);
	assert_int_equal(bundle_deps_write(&k, &b, scratch_path("bundle.cpio")),
			 -EFBIG);
	complains("more than the 512 MiB");
	assert_false(path_is_file(scratch_path("bundle.cpio")));
	done(&k, &b);
	unlink(scratch_path("b/s/big"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_bad_lists),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_programs),
		cmocka_unit_test(test_libraries),
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_scripts),
		cmocka_unit_test(test_no_shell),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_archive),
		cmocka_unit_test(test_too_big),
	};

	return cmocka_run_group_tests(tests, scratch_setup, scratch_teardown);
}
