// SPDX-License-Identifier: GPL-2.0
/* An interrupt ends what is waited for, and all that was started. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "base/lock.h"
#include "base/msg.h"
#include "base/tool.h"
#include "fetch/deb_unpack.h"
#include "scratch.h"

/* A tool that says its own and its child's number, and then takes a minute. */
#define SLOW "echo $$ >pids; sleep 60 & echo $! >>pids; mv pids ready; wait"

/* Send ourselves a signal as soon as a file is there. */
static pid_t interrupt_at(const char *path, int signal)
{
	pid_t pid = fork();
	int i;

	if (pid)
		return pid;
	for (i = 0; i < 500 && !path_is_file(path); i++)
		usleep(10000);
	kill(getppid(), signal);
	_exit(0);
}

static bool is_gone(pid_t pid)
{
	char path[64], *text, *state;
	int i;

	/* Who is to reap it may take a moment; a zombie is gone too. */
	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	for (i = 0; i < 100; i++) {
		if (file_read(path, &text, NULL))
			return true;
		state = strrchr(text, ')');
		i = state && state[2] == 'Z' ? 1000 : i;
		free(text);
		usleep(10000);
	}
	return i > 1000;
}

static void check_gone(const char *path)
{
	int first = 0, second = 0;
	char *text;

	assert_int_equal(file_read(path, &text, NULL), 0);
	assert_int_equal(sscanf(text, "%d\n%d", &first, &second), 2);
	free(text);
	assert_true(is_gone(first));
	assert_true(is_gone(second));
	unlink(path);
}

static void run_slow(const char *script, const char *dir)
{
	const char *const argv[] = { "sh", "-c", script, NULL };
	struct tool t = { .argv = argv, .dir = dir };

	assert_int_equal(tool_run(&t), -EINTR);
	tool_free(&t);
}

static void test_tool(void **state)
{
	const char *dir = scratch_path(".");
	pid_t pid;

	(void)state;
	interrupt_catch();
	pid = interrupt_at(scratch_path("ready"), SIGINT);
	run_slow(SLOW, dir);
	waitpid(pid, NULL, 0);
	assert_int_equal(interrupt_signal(), SIGINT);
	check_gone(scratch_path("ready"));
	/* Nothing new is begun after that. */
	run_slow("touch ready", dir);
	assert_false(path_is_file(scratch_path("ready")));
	interrupt_forget();
}

/* A second signal ends the process, which says what it leaves. */
static void test_second(void **state)
{
	const char *err = scratch_path("err");
	char *text;
	pid_t pid;
	int status;

	(void)state;
	pid = fork();
	if (!pid) {
		if (!freopen(err, "w", stderr))
			_exit(1);
		interrupt_catch();
		raise(SIGINT);
		raise(SIGINT);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGINT);
	assert_int_equal(file_read(err, &text, NULL), 0);
	assert_non_null(strstr(text, "nothing was saved"));
	free(text);
}

/* One that will not end is ended. */
static void test_stubborn(void **state)
{
	pid_t pid;

	(void)state;
	interrupt_catch();
	pid = interrupt_at(scratch_path("ready"), SIGTERM);
	run_slow("trap '' TERM; " SLOW "; wait; wait", scratch_path("."));
	waitpid(pid, NULL, 0);
	assert_int_equal(interrupt_signal(), SIGTERM);
	check_gone(scratch_path("ready"));
	interrupt_forget();
}

/* Not even a harness that is killed leaves one behind. */
static void test_killed(void **state)
{
	const char *const argv[] = {
		"sh", "-c", "echo $$ >>pids; echo $$ >>pids; mv pids ready; exec sleep 60",
		NULL
	};
	struct tool t = { .argv = argv, .dir = scratch_path(".") };
	const char *ready = scratch_path("ready");
	pid_t pid = fork();

	(void)state;
	if (!pid) {
		tool_run(&t);
		_exit(0);
	}
	while (!path_is_file(ready))
		usleep(10000);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	check_gone(ready);
}

/* Its errors say nothing that the interrupt does not say. */
static void test_silence(void **state)
{
	(void)state;
	interrupt_catch();
	assert_int_equal(interrupt_signal(), 0);
	raise(SIGHUP);
	assert_int_equal(interrupt_signal(), SIGHUP);
	assert_true(interrupt_fd() >= 0);
	/* Another kind does not take its place. */
	raise(SIGTERM);
	assert_int_equal(interrupt_signal(), SIGHUP);
	interrupt_forget();
	assert_int_equal(interrupt_signal(), 0);
}

static void test_lock(void **state)
{
	const char *path = scratch_path("lock");
	int lock = lock_acquire(path, false);
	pid_t pid;

	(void)state;
	assert_true(lock >= 0);
	scratch_text("ready", "");
	interrupt_catch();
	pid = interrupt_at(scratch_path("ready"), SIGINT);
	assert_int_equal(lock_acquire(path, true), -EWOULDBLOCK);
	waitpid(pid, NULL, 0);
	interrupt_forget();
	lock_release(path, lock);
	unlink(scratch_path("ready"));
}

static void test_unpack(void **state)
{
	(void)state;
	scratch_deb("one.deb", "./boot/config-1", "CONFIG_A=y\n", NULL);
	interrupt_catch();
	raise(SIGINT);
	assert_int_equal(deb_unpack(scratch_path("one.deb"),
				    scratch_path("out")), -EINTR);
	interrupt_forget();
	assert_false(path_is_file(scratch_path("out/config")));
	assert_int_equal(deb_unpack(scratch_path("one.deb"),
				    scratch_path("out")), 0);
	assert_true(path_is_file(scratch_path("out/config")));
}

/* A path is seen from the tool's directory, a name found in PATH. */
static void test_found(void **state)
{
	const char *const argv[] = { "bin/tool", "one", NULL };
	struct tool t = { .argv = argv, .dir = scratch_path(".") };

	(void)state;
	scratch_text("bin/tool", "#!/bin/sh\necho $0 $1\n");
	assert_int_equal(chmod(scratch_path("bin/tool"), 0755), 0);
	assert_int_equal(tool_run(&t), 0);
	assert_string_equal(t.out, "bin/tool one\n");
	tool_free(&t);
	t.dir = NULL;
	assert_int_equal(tool_run(&t), -ENOENT);
	/* What a user's PATH lacks. */
	t.argv = (const char *const[]){ "mke2fs", "-V", NULL };
	setenv("PATH", "/bin:/usr/bin", 1);
	assert_int_equal(tool_run(&t), 0);
	tool_free(&t);
}

/* What is no program, or is nowhere, is said by its name. */
static void test_missing(void **state)
{
	const char *const argv[] = { "pincer-no-such-tool", NULL };
	struct tool t = { .argv = argv };

	(void)state;
	assert_int_equal(tool_run(&t), -ENOENT);
	assert_string_equal(msg_last(),
			    "cannot run pincer-no-such-tool: No such file or directory: install it");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tool),
		cmocka_unit_test(test_second),
		cmocka_unit_test(test_stubborn),
		cmocka_unit_test(test_killed),
		cmocka_unit_test(test_silence),
		cmocka_unit_test(test_lock),
		cmocka_unit_test(test_unpack),
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_missing),
	};

	return cmocka_run_group_tests(tests, scratch_setup, scratch_teardown);
}
