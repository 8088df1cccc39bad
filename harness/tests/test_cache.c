// SPDX-License-Identifier: GPL-2.0
/* The cache: complete or not there, whatever is killed when. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/msg.h"
#include "scratch.h"

static void put(const struct cache_entry *e, const char *text)
{
	char path[PATH_MAX];

	assert_int_equal(path_format(path, "%s/file", e->tmp), 0);
	assert_int_equal(file_write(path, text), 0);
}

static void builds_once(void **state)
{
	struct cache_entry e;
	char path[PATH_MAX];

	(void)state;
	assert_int_equal(cache_begin("things", "a/b", &e), 0);
	put(&e, "x");
	/* Not before it is complete. */
	assert_false(path_is_dir(e.path));
	assert_int_equal(cache_commit(&e), 0);
	assert_true(path_is_file(scratch_path("pincer/things/a_b/file")));
	assert_int_equal(cache_begin("things", "a/b", &e), 1);
	assert_int_equal(cache_path("things", "a/b", path), 0);
	assert_string_equal(path, e.path);
	/* Nothing but the entry is left. */
	assert_int_equal(scratch_count(scratch_path("pincer/things")), 1);
}

static void abort_leaves_nothing(void **state)
{
	struct cache_entry e;

	(void)state;
	assert_int_equal(cache_begin("things", "a", &e), 0);
	put(&e, "x");
	cache_abort(&e);
	assert_int_equal(scratch_count(scratch_path("pincer/things")), 0);
	assert_int_equal(cache_begin("things", "a", &e), 0);
	cache_abort(&e);
}

/*
 * A child that begins an entry, says so and waits to be killed. @held is that
 * entry if we have begun it, for the child to wait for, or NULL.
 */
static pid_t builder(const char *key, struct cache_entry *held)
{
	struct cache_entry e;
	int ready[2];
	char c;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		/* Not even a failed test leaves it behind. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (held)
			close(held->lock);
		if (cache_begin("things", key, &e))
			_exit(1);
		put(&e, "half");
		if (write(ready[1], "", 1) != 1)
			_exit(1);
		pause();
		_exit(1);
	}
	close(ready[1]);
	if (held) {
		/* Let it wait for the lock, then give it up. */
		usleep(100000);
		cache_abort(held);
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	close(ready[0]);
	return pid;
}

static void killed_half_way(void **state)
{
	struct cache_entry e;
	pid_t pid;

	(void)state;
	pid = builder("a", NULL);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_true(path_is_dir(scratch_path("pincer/things/.a.tmp")));

	/* The next one that needs it starts from nothing. */
	assert_int_equal(cache_begin("things", "a", &e), 0);
	assert_int_equal(scratch_count(e.tmp), 0);
	cache_abort(&e);
}

static void cleans_the_dead_only(void **state)
{
	pid_t live, dead;

	(void)state;
	scratch_text("pincer/things/whole/file", "x");
	live = builder("live", NULL);
	dead = builder("dead", NULL);
	kill(dead, SIGKILL);
	waitpid(dead, NULL, 0);
	cache_clean();
	assert_false(path_is_dir(scratch_path("pincer/things/.dead.tmp")));
	assert_true(path_is_dir(scratch_path("pincer/things/.live.tmp")));
	assert_true(path_is_file(scratch_path("pincer/things/whole/file")));
	kill(live, SIGKILL);
	waitpid(live, NULL, 0);
	cache_clean();
	/* Its lock went with it. */
	assert_int_equal(scratch_count(scratch_path("pincer/things")), 1);
}

/* An entry that was last used so many days ago. */
static void entry_of_age(const char *name, int days)
{
	struct timespec times[2] = { };
	char path[PATH_MAX];

	times[0].tv_sec = time(NULL) - days * 24 * 60 * 60;
	times[1] = times[0];
	assert_int_equal(path_format(path, "pincer/things/%s/file", name), 0);
	scratch_text(path, "x");
	assert_int_equal(path_format(path, "pincer/things/%s", name), 0);
	assert_int_equal(utimensat(AT_FDCWD, scratch_path(path), times, 0), 0);
}

static void prunes_the_old_only(void **state)
{
	static const char * const keep[] = { "other", "kept", NULL };
	struct cache_entry e;
	int lock;

	(void)state;
	entry_of_age("old", 31);
	entry_of_age("young", 29);
	entry_of_age("kept", 31);
	entry_of_age("locked", 31);
	entry_of_age("used", 31);
	assert_int_equal(cache_begin("things", "used", &e), 1);
	lock = cache_lock("things", "locked");
	assert_true(lock >= 0);
	cache_prune("things", 30, keep);
	assert_false(path_is_dir(scratch_path("pincer/things/old")));
	assert_true(path_is_dir(scratch_path("pincer/things/young")));
	assert_true(path_is_dir(scratch_path("pincer/things/kept")));
	assert_true(path_is_dir(scratch_path("pincer/things/locked")));
	assert_true(path_is_dir(scratch_path("pincer/things/used")));
	/* These four and the lock. */
	assert_int_equal(scratch_count(scratch_path("pincer/things")), 5);
	cache_unlock(lock);
	cache_prune("things", 30, keep);
	assert_int_equal(scratch_count(scratch_path("pincer/things")), 3);
	cache_prune("nothings", 30, keep);
}

/* Its lock must not be the file that the one before it has removed. */
static void waiter_has_a_real_lock(void **state)
{
	struct cache_entry e;
	pid_t pid;

	(void)state;
	assert_int_equal(cache_begin("things", "a", &e), 0);
	pid = builder("a", &e);
	cache_clean();
	assert_true(path_is_dir(scratch_path("pincer/things/.a.tmp")));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

/* Builds the entry if it has to; its exit status tells whether it did. */
static pid_t racer(void)
{
	struct cache_entry e;
	pid_t pid = fork();
	int ret;

	if (pid)
		return pid;
	if (!freopen("/dev/null", "w", stderr))
		_exit(2);
	ret = cache_begin("things", "race", &e);
	if (!ret) {
		usleep(20000);
		put(&e, "x");
		if (cache_commit(&e))
			_exit(2);
	}
	_exit(ret == 0 ? 1 : ret == 1 ? 0 : 2);
}

static void many_at_once_build_one(void **state)
{
	pid_t pids[8];
	int status, built = 0;

	(void)state;
	for (int i = 0; i < 8; i++)
		pids[i] = racer();
	for (int i = 0; i < 8; i++) {
		waitpid(pids[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		built += WEXITSTATUS(status);
	}
	assert_int_equal(built, 1);
	assert_int_equal(scratch_count(scratch_path("pincer/things")), 1);
}

static void says_how_much_room(void **state)
{
	(void)state;
	assert_int_equal(cache_room(1, "it"), 0);
	assert_int_equal(cache_room(1ULL << 60, "the kernel"), -ENOSPC);
	assert_non_null(strstr(msg_last(), "the kernel needs about 1152921504607 MB in "));
	assert_non_null(strstr(msg_last(), scratch_path("pincer")));
}

static void needs_a_place(void **state)
{
	char path[PATH_MAX], *home = strdup(getenv("HOME") ? : "/");

	(void)state;
	/* A relative path is not to be followed; then it is HOME. */
	setenv("XDG_CACHE_HOME", "relative", 1);
	setenv("HOME", scratch_path("home"), 1);
	assert_int_equal(cache_path("things", "a", path), 0);
	assert_string_equal(path, scratch_path("home/.cache/pincer/things/a"));
	unsetenv("HOME");
	assert_int_equal(cache_path("things", "a", path), -ENOENT);
	assert_non_null(strstr(msg_last(), "set XDG_CACHE_HOME or HOME"));
	setenv("HOME", home, 1);
	free(home);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, \
						scratch_teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(builds_once),
		TEST(abort_leaves_nothing),
		TEST(killed_half_way),
		TEST(cleans_the_dead_only),
		TEST(prunes_the_old_only),
		TEST(waiter_has_a_real_lock),
		TEST(many_at_once_build_one),
		TEST(says_how_much_room),
		TEST(needs_a_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
