// SPDX-License-Identifier: GPL-2.0
/*
 * A person's kernel tree: what is taken of it, what is copied again when, and
 * what its git knows of the history. Trees and git are real.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"
#include "build/tree.h"
#include "build/tree_history.h"
#include "fake_source.h"
#include "scratch.h"

#define GIT "git -C linux -c user.name=x -c user.email=x@x "

static void make_git(void)
{
	fake_source_shell("echo '*.o' >linux/.gitignore; echo generated >>linux/.gitignore;"
	      GIT "init -q && " GIT "add -A && " GIT "commit -qm first");
}

static int sync_as(const char *name, bool owned, char id[DIGEST_SIZE])
{
	char from[PATH_MAX], work[PATH_MAX];
	struct tree t = { from, work, owned };

	strcpy(from, scratch_path(name));
	strcpy(work, scratch_path("work"));
	assert_int_equal(dirs_make(work), 0);
	return tree_sync(&t, id);
}

static int sync_tree(char id[DIGEST_SIZE])
{
	return sync_as("linux", true, id);
}

static void copies_a_dirty_tree(void **state)
{
	char id[DIGEST_SIZE];

	(void)state;
	fake_source_text("linux", "mm/old.c", "old");
	make_git();
	fake_source_shell("cd linux; echo x >mm/gup.o; mkdir generated; echo x >generated/a.h;"
	      "echo new >mm/new.c; echo changed >mm/gup.c; rm mm/old.c;"
	      "ln -s gup.c mm/link; chmod 755 Kconfig;"
	      "git status --porcelain >../before; ls -lR --time-style=full-iso . >>../before");
	assert_int_equal(sync_tree(id), 0);
	scratch_holds(scratch_path("work/src/mm/gup.c"), "changed\n");
	scratch_holds(scratch_path("work/src/mm/new.c"), "new\n");
	scratch_holds(scratch_path("work/src/mm/link"), "changed\n");
	assert_false(path_is_file(scratch_path("work/src/mm/gup.o")));
	assert_false(path_is_dir(scratch_path("work/src/generated")));
	assert_false(path_is_file(scratch_path("work/src/mm/old.c")));
	assert_false(path_is_dir(scratch_path("work/src/.git")));
	assert_int_equal(access(scratch_path("work/src/Kconfig"), X_OK), 0);
	/* The tree is as it was. */
	fake_source_shell("cd linux; git status --porcelain >../after;"
	      "ls -lR --time-style=full-iso . >>../after; cmp ../before ../after");
}

static void copies_a_tree_without_git(void **state)
{
	char id[DIGEST_SIZE];

	(void)state;
	fake_source_shell("cd linux; echo x >mm/gup.o; mkdir -p include/config;"
	      "echo x >include/config/auto.conf; echo x >.config");
	assert_int_equal(sync_tree(id), 0);
	assert_true(path_is_file(scratch_path("work/src/mm/gup.c")));
	assert_false(path_is_file(scratch_path("work/src/mm/gup.o")));
	assert_false(path_is_file(scratch_path("work/src/.config")));
	assert_false(path_is_dir(scratch_path("work/src/include/config")));

	fake_source_shell("cd linux; echo '*.x' >.gitignore; touch mm/a.x mm/b.o");
	assert_int_equal(sync_tree(id), 0);
	assert_false(path_is_file(scratch_path("work/src/mm/a.x")));
	assert_false(path_is_file(scratch_path("work/src/mm/b.o")));
	/* The packager ignores all but his own files. */
	fake_source_shell("cd linux; echo '/*' >>.gitignore");
	assert_int_equal(sync_tree(id), 0);
	assert_true(path_is_file(scratch_path("work/src/mm/gup.c")));
	assert_false(path_is_file(scratch_path("work/src/mm/b.o")));
}

static long long stamp(const char *file)
{
	struct stat st;

	assert_int_equal(stat(file, &st), 0);
	return st.st_mtim.tv_sec * 1000000000LL + st.st_mtim.tv_nsec;
}

static void copies_only_what_changed(void **state)
{
	char first[DIGEST_SIZE], second[DIGEST_SIZE], third[DIGEST_SIZE];
	long long gup, kconfig;

	(void)state;
	make_git();
	fake_source_shell("touch -d '2001-01-01' linux/mm/gup.c linux/Kconfig");
	assert_int_equal(sync_tree(first), 0);
	gup = stamp(scratch_path("work/src/mm/gup.c"));
	kconfig = stamp(scratch_path("work/src/Kconfig"));
	assert_int_equal(gup, stamp(scratch_path("linux/mm/gup.c")));
	assert_int_equal(sync_tree(second), 0);
	assert_string_equal(first, second);

	/* Other content under an old time must get a new one. */
	fake_source_shell("echo 'int pug;' >linux/mm/gup.c; touch linux/Kconfig;"
	      "touch -d '2001-01-01' linux/mm/gup.c");
	assert_int_equal(sync_tree(second), 0);
	assert_string_not_equal(first, second);
	scratch_holds(scratch_path("work/src/mm/gup.c"), "int pug;\n");
	assert_true(stamp(scratch_path("work/src/mm/gup.c")) > gup);
	assert_int_equal(stamp(scratch_path("work/src/Kconfig")), kconfig);
	fake_source_shell("chmod +x linux/Kconfig");
	assert_int_equal(sync_tree(third), 0);
	assert_string_not_equal(second, third);
	assert_int_equal(access(scratch_path("work/src/Kconfig"), X_OK), 0);

	fake_source_shell("rm linux/drop; mkdir linux/drop; echo x >linux/drop/x");
	assert_int_equal(sync_tree(third), 0);
	assert_string_not_equal(second, third);
	scratch_holds(scratch_path("work/src/drop/x"), "x\n");
}

/* A touched file is the same file: nothing is to be built. */
static void a_touch_is_no_change(void **state)
{
	char first[DIGEST_SIZE], second[DIGEST_SIZE];
	long long gup;

	(void)state;
	make_git();
	assert_int_equal(sync_tree(first), 0);
	gup = stamp(scratch_path("work/src/mm/gup.c"));
	fake_source_shell("touch linux/mm/gup.c");
	assert_int_equal(sync_tree(second), 0);
	assert_string_equal(first, second);
	assert_int_equal(stamp(scratch_path("work/src/mm/gup.c")), gup);
}

/* What kunit/install put into the copy, and what was built there. */
static void keeps_what_was_added(void **state)
{
	char first[DIGEST_SIZE], second[DIGEST_SIZE];

	(void)state;
	make_git();
	assert_int_equal(sync_tree(first), 0);
	fake_source_shell("cd work/src; echo more >>Kconfig; echo x >mm/gup.o");
	assert_int_equal(sync_tree(second), 0);
	assert_string_equal(first, second);
	fake_source_text("linux", "mm/gup.c", "int pug;\n");
	assert_int_equal(sync_tree(second), 0);
	scratch_holds(scratch_path("work/src/Kconfig"),
		      "config A\n\tbool\nmore\n");
	assert_true(path_is_file(scratch_path("work/src/mm/gup.o")));
}

static void follows_what_became_of_files(void **state)
{
	char first[DIGEST_SIZE], second[DIGEST_SIZE];

	(void)state;
	fake_source_shell("cd linux; echo x >gone; ln -s mm was_link; echo x >was_file;"
	      "mkdir was_dir; echo x >was_dir/x; echo x >ignored; ln -s mm link");
	make_git();
	assert_int_equal(sync_tree(first), 0);
	fake_source_shell("cd linux; rm -r gone was_*; mkdir was_link was_file;"
	      "echo y >was_link/gup.c; echo y >was_file/y; ln -s mm was_dir;"
	      "git rm -q --cached ignored; echo ignored >>.gitignore; ln -sfn drop link;"
	      "git init -q sub; echo x >sub/x");
	assert_int_equal(sync_tree(second), 0);
	assert_string_not_equal(first, second);
	assert_false(path_is_file(scratch_path("work/src/gone")));
	assert_false(path_is_file(scratch_path("work/src/ignored")));
	assert_false(path_is_file(scratch_path("work/src/sub/x")));
	scratch_holds(scratch_path("work/src/was_file/y"), "y\n");
	scratch_holds(scratch_path("work/src/was_link/gup.c"), "y\n");
	/* Nothing was written through the link that it had been. */
	scratch_holds(scratch_path("work/src/mm/gup.c"), "int gup;\n");
	scratch_holds(scratch_path("work/src/was_dir/gup.c"), "int gup;\n");
	scratch_holds(scratch_path("work/src/link"), "CONFIG_DROPPED\n");
	/* A removal alone makes another kernel, too. */
	fake_source_shell("rm linux/drop");
	assert_int_equal(sync_tree(first), 0);
	assert_string_not_equal(first, second);
}

static void copies_odd_names(void **state)
{
	char id[DIGEST_SIZE];

	(void)state;
	fake_source_shell("cd linux; echo 1 >'a b'; echo 2 >'#c'; echo 3 >';d'; echo 4 >-e;"
	      "echo 5 >\"$(printf 'f\\ng')\"; echo 6 >'[h]*'; echo 7 >i:j");
	make_git();
	fake_source_shell("cd linux; echo 8 >'k l'; mkdir ' m'; echo 9 >' m/#n'");
	assert_int_equal(sync_tree(id), 0);
	fake_source_shell("cd linux; find . -name .git -prune -o -type f -exec cmp {} ../work/src/{} ';' >../differ 2>&1;"
	      "[ ! -s ../differ ]");
}

/* A repository that is there and cannot be read is not none. */
static void says_that_git_fails(void **state)
{
	char id[DIGEST_SIZE];

	(void)state;
	make_git();
	setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", 1);
	assert_int_equal(sync_tree(id), -EIO);
	unsetenv("GIT_TEST_ASSUME_DIFFERENT_OWNER");
	scratch_reported("git does not read its .git: fatal: detected dubious ownership in repository");
	scratch_reported("status` complains of, or name a copy without .git");
	fake_source_shell("echo x >linux/.git/index");
	assert_int_equal(sync_tree(id), -EIO);
	scratch_reported("git does not read its .git: ");
	assert_false(path_is_dir(scratch_path("work/src")));
}

static void copies_a_tree_in_another_repository(void **state)
{
	char id[DIGEST_SIZE];

	(void)state;
	fake_source_shell("git init -q .; echo /linux >.gitignore; echo x >linux/mm/gup.o");
	assert_int_equal(sync_tree(id), 0);
	scratch_holds(scratch_path("work/src/mm/gup.c"), "int gup;\n");
	assert_false(path_is_file(scratch_path("work/src/mm/gup.o")));
}

static void says_what_cannot_be_copied(void **state)
{
	char id[DIGEST_SIZE];

	(void)state;
	make_git();
	assert_int_equal(sync_tree(id), 0);
	fake_source_shell("rm -r work/src/mm; echo x >work/src/mm; echo 'int pug;' >linux/mm/gup.c");
	assert_int_equal(sync_tree(id), -EIO);
	scratch_reported("linux: cannot copy it to ");
	scratch_reported("work/src: rsync: [");
	/* What failed is not taken for what was done, nor for what was before. */
	assert_false(path_is_file(scratch_path("work/id")));
	fake_source_shell("rm work/src/mm");
	assert_int_equal(sync_tree(id), 0);
	scratch_holds(scratch_path("work/src/mm/gup.c"), "int pug;\n");
}

/* A run that was killed while it copied has left this behind. */
static void mends_a_half_copied_tree(void **state)
{
	char id[DIGEST_SIZE], again[DIGEST_SIZE];

	(void)state;
	make_git();
	assert_int_equal(sync_tree(id), 0);
	fake_source_shell("cd work; echo half >src/mm/gup.c; echo x >src/mm/gone.c; rm id;"
	      "sed -zi 's,^mm/gup.c//.*,mm/gup.c//,' files; printf 'mm/gone.c//\\0' >>files");
	assert_int_equal(sync_tree(again), 0);
	scratch_holds(scratch_path("work/src/mm/gup.c"), "int gup;\n");
	assert_false(path_is_file(scratch_path("work/src/mm/gone.c")));
	/* One that was killed at the very end. */
	fake_source_shell("rm work/id");
	assert_int_equal(sync_tree(again), 0);
	assert_string_equal(id, again);
	/* Somebody was short of room. */
	fake_source_shell("rm -r work/src");
	assert_int_equal(sync_tree(again), 0);
	assert_string_equal(id, again);
	scratch_holds(scratch_path("work/src/mm/gup.c"), "int gup;\n");
}

static unsigned long long inode(const char *file)
{
	struct stat st;

	assert_int_equal(stat(file, &st), 0);
	return st.st_ino;
}

/* The same directory, later with a newer version of the source. */
static void links_a_tree_of_ours(void **state)
{
	char id[DIGEST_SIZE];

	(void)state;
	fake_source_shell("cp -a linux newer; echo 'int pug;' >newer/mm/gup.c;"
	      "touch -d 2001-01-01 newer/mm/gup.c; rm newer/drop; echo x >linux/x.o");
	assert_int_equal(sync_as("linux", false, id), 0);
	assert_int_equal(inode(scratch_path("linux/mm/gup.c")),
			 inode(scratch_path("work/src/mm/gup.c")));
	assert_true(path_is_file(scratch_path("work/src/x.o")));
	assert_int_equal(sync_as("newer", false, id), 0);
	scratch_holds(scratch_path("work/src/mm/gup.c"), "int pug;\n");
	assert_true(stamp(scratch_path("work/src/mm/gup.c")) >
		    stamp(scratch_path("linux/mm/gup.c")));
	assert_false(path_is_file(scratch_path("work/src/drop")));
	scratch_holds(scratch_path("linux/mm/gup.c"), "int gup;\n");
	assert_int_equal(inode(scratch_path("linux/Kconfig")),
			 inode(scratch_path("work/src/Kconfig")));
}

static void make_kunit_source(void)
{
	fake_source_shell("cd linux; mkdir -p lib include/kunit; echo x >lib/Kconfig; echo x >lib/Makefile;"
	      "echo x >include/kunit/x.h");
}

/* The real one. */
static void run_kunit_install(const char *dir, const char *option)
{
	char line[PATH_MAX + 64];

	snprintf(line, sizeof(line), "kunit/install %s %s >%s",
		 *dir ? scratch_path(dir) : "", option,
		 scratch_path("installed"));
	assert_int_equal(system(line), 0);
}

/* kunit/install changes the copy, and not what it is linked to. */
static void install_leaves_a_linked_tree(void **state)
{
	char id[DIGEST_SIZE];

	(void)state;
	make_kunit_source();
	assert_int_equal(sync_as("linux", false, id), 0);
	run_kunit_install("work/src", "");
	scratch_holds(scratch_path("linux/lib/Kconfig"), "x\n");
	scratch_holds(scratch_path("linux/lib/Makefile"), "x\n");
	fake_source_shell("grep pincer work/src/lib/Kconfig; grep pincer work/src/lib/Makefile");
}

/* A module is built from the same files, and a kernel again when one changes. */
static void install_lists_what_it_copies(void **state)
{
	(void)state;
	make_kunit_source();
	fake_source_shell("mkdir -p linux/lib/pincer/old; echo x >linux/lib/pincer/old/x.h");
	run_kunit_install("linux", "");
	run_kunit_install("module", "--copy");
	fake_source_shell("rmdir linux/lib/pincer/old; diff -r linux/lib/pincer module");
	run_kunit_install("", "--list");
	fake_source_shell("for file in $(cat installed); do cmp $file module/${file##*/} || cmp $file module/*/${file##*/}; done;"
	      "[ $(find module -type f | wc -l) = $(wc -l <installed) ]");
}

/* Whether the scratch tree, of that version, has a commit of the history. */
static bool has(const char *version, enum commit_id id)
{
	char from[256];
	struct history h;

	assert_int_equal(history_from_version(&h, version), 0);
	assert_int_equal(tree_history(scratch_path("linux"), version, &h, from,
				      sizeof(from)), 0);
	return h.has[id];
}

static void commit_saying(const char *message, const char *id)
{
	char line[512];

	snprintf(line, sizeof(line), GIT "commit -q --allow-empty -m x -m \"");
	snprintf(line + strlen(line), sizeof(line) - strlen(line), message, id);
	strcat(line, "\"");
	fake_source_shell(line);
}

#define REVERT_HEAD "This reverts commit $(git -C linux rev-parse HEAD).%s"

static void history_of_a_git_tree(void **state)
{
	const enum commit_id id = C_GUP_DIRTY_TRACKED;
	char full[41];

	(void)state;
	snprintf(full, sizeof(full), "%s%s", history_commits[id].id,
		 "0123456789abcdef0123456789ab");
	/* Without git, and with one that knows nothing, the version says. */
	assert_false(has("6.1.1", id));
	assert_true(has("6.12.1", id));
	make_git();
	assert_false(has("6.1.1", id));
	assert_true(has("6.12.1", id));
	commit_saying("see commit %s", full);
	assert_false(has("6.1.1", id));
	commit_saying("commit %s upstream.", full);
	assert_true(has("6.1.1", id));
	commit_saying(REVERT_HEAD, "");
	assert_false(has("6.1.1", id));
	commit_saying("[ Upstream commit %s ]", full);
	assert_true(has("6.1.1", id));
	commit_saying("This reverts commit %s.", full);
	assert_false(has("6.1.1", id));
	assert_false(has("6.12.1", id));
	commit_saying(REVERT_HEAD, "");
	assert_true(has("6.12.1", id));
	/* With the tag of its series, the version's last part says nothing. */
	assert_true(has("6.6.84", C_IO_URING_GUP_FAST));
	fake_source_shell(GIT "tag v6.6 && " GIT "commit -q --allow-empty -m x");
	assert_false(has("6.6.84", C_IO_URING_GUP_FAST));
	assert_true(has("6.6.84", C_SECRETMEM));
}

/* How the history of the scratch tree is read at @version. */
static int read_history(const char *version)
{
	char from[256];
	struct history h;

	assert_int_equal(history_from_version(&h, version), 0);
	return tree_history(scratch_path("linux"), version, &h, from,
			    sizeof(from));
}

/* What would make backports vanish from a history without a word. */
static void history_needs_git_to_work(void **state)
{
	(void)state;
	make_git();
	fake_source_shell(GIT "tag v6.1");
	setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", 1);
	assert_int_equal(read_history("6.1.1"), -EIO);
	unsetenv("GIT_TEST_ASSUME_DIFFERENT_OWNER");
	scratch_reported("git does not read its .git: fatal: detected dubious ownership in repository");

	fake_source_shell("cp -a linux/.git good; rm linux/.git/HEAD");
	assert_int_equal(read_history("6.1.1"), -EIO);
	scratch_reported("git does not read its .git: fatal: not a git repository");

	fake_source_shell("cp -a good/HEAD linux/.git; echo x >linux/.git/$(git -C linux symbolic-ref HEAD)");
	assert_int_equal(read_history("6.1.1"), -EIO);

	fake_source_shell("rm -rf linux/.git; cp -a good linux/.git; rm -rf linux/.git/objects/??");
	assert_int_equal(read_history("6.1.1"), -EIO);

	fake_source_shell("rm -rf linux/.git; echo 'gitdir: /nowhere' >linux/.git");
	assert_int_equal(read_history("6.1.1"), -EIO);
}

/* A commit in the middle that is gone hides what lies below it. */
static void history_needs_every_commit(void **state)
{
	(void)state;
	make_git();
	commit_saying("one%s", "");
	commit_saying("two%s", "");
	fake_source_shell("c=$(git -C linux rev-parse HEAD~1); rm -f linux/.git/objects/${c%${c#??}}/${c#??}");
	assert_int_equal(read_history("6.1.1"), -EIO);
	scratch_reported("fsck` or `git -C ");
}

static void history_before_the_first_commit(void **state)
{
	(void)state;
	fake_source_shell("git init -q linux; git -C linux add Makefile");
	assert_int_equal(read_history("6.1.1"), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fake_source_setup, fake_source_teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(copies_a_dirty_tree),
		TEST(copies_a_tree_without_git),
		TEST(copies_only_what_changed),
		TEST(a_touch_is_no_change),
		TEST(keeps_what_was_added),
		TEST(follows_what_became_of_files),
		TEST(copies_odd_names),
		TEST(says_that_git_fails),
		TEST(copies_a_tree_in_another_repository),
		TEST(says_what_cannot_be_copied),
		TEST(mends_a_half_copied_tree),
		TEST(links_a_tree_of_ours),
		TEST(install_leaves_a_linked_tree),
		TEST(install_lists_what_it_copies),
		TEST(history_of_a_git_tree),
		TEST(history_needs_git_to_work),
		TEST(history_needs_every_commit),
		TEST(history_before_the_first_commit),
	};

	return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
