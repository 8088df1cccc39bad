// SPDX-License-Identifier: GPL-2.0
/*
 * Runs the tests of a kselftest bundle one after the other, as
 * kselftest/runner.sh does: in their directory, with the timeout of their
 * collection's settings file.
 *
 * Each line of a test goes to the harness after "# pincer: reported", so that
 * the harness takes none for a line of init's.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

#define LIST "/pincer/bundle"
#define DIR "/kselftest"
#define ALIVE_MS 500		/* a silent test is reported alive that often */

/* struct test - a line of the list; collection "-": it ran at boot */
struct test {
	char id[128], collection[128], program[128];
	int timeout;
};

/* struct run - a test that runs */
struct run {
	const struct test *test;
	pid_t pid;
	int pidfd;
	int out;		/* its stdout and stderr */
	int fault;		/* the errno of execv() */
	bool timed_out;
	char line[INIT_LINE_MAX];
	size_t length;
	bool overlong;
};

/* The signals that a test gets after its timeout, and the wait for each. */
static const struct end {
	int signal;
	int wait_ms;
} ends[] = {
	{ SIGTERM, 5000 }, { SIGKILL, 10000 }, { 0, 0 },
};

/* "cut": the line is longer than INIT_LINE_MAX, or has no newline. */
static void report_line(struct run *r, bool whole)
{
	init_report("%s %.*s", whole && !r->overlong ? "reported" : "cut",
		    (int)r->length, r->line);
	r->length = 0;
	r->overlong = false;
}

static void split_lines(struct run *r, const char *buf, ssize_t n)
{
	for (; n > 0; n--, buf++) {
		if (*buf == '\n')
			report_line(r, true);
		else if (r->length < sizeof(r->line))
			r->line[r->length++] = *buf ? *buf : '?';
		else
			r->overlong = true;
	}
}

/* Return what read() does: 0 at the end, -1 when there is nothing now. */
static ssize_t read_output(struct run *r)
{
	char buf[65536];
	ssize_t n = read(r->out, buf, sizeof(buf));

	split_lines(r, buf, n);
	return n;
}

static void exec_test(const struct test *t, int out, int fault)
{
	char path[512];
	char *const argv[] = { path, NULL };
	int error;

	setsid();
	dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	snprintf(path, sizeof(path), DIR "/%s", t->collection);
	if (!chdir(path)) {
		snprintf(path, sizeof(path), "./%s", t->program);
		execv(path, argv);
	}
	error = errno;
	if (write(fault, &error, sizeof(error)) < 0)
		_exit(126);
	_exit(127);
}

static int start(struct run *r, const struct test *t)
{
	int out[2], fault[2];

	*r = (struct run){ .test = t, .pid = -1, .pidfd = -1, .out = -1 };
	if (pipe2(out, O_CLOEXEC) || pipe2(fault, O_CLOEXEC))
		return -errno;
	r->pid = fork();
	if (!r->pid)
		exec_test(t, out[1], fault[1]);
	close(out[1]);
	close(fault[1]);
	/* read() gives 0 when execv() has closed it, or the errno. */
	if (r->pid > 0 && read(fault[0], &r->fault, sizeof(r->fault)) < 0)
		r->fault = errno;
	close(fault[0]);
	r->out = out[0];
	fcntl(r->out, F_SETFL, O_NONBLOCK);
	if (r->pid > 0)
		r->pidfd = syscall(SYS_pidfd_open, r->pid, 0);
	return r->pidfd < 0 ? -errno : 0;
}

static int poll_timeout(long long deadline, long long *silence)
{
	long long now = init_clock_ms(), least;

	if (now >= *silence) {
		init_report("alive");
		*silence = now + ALIVE_MS;
	}
	least = *silence - now;
	if (deadline && deadline - now < least)
		least = deadline - now;
	return least > 0 ? (int)least : 0;
}

/*
 * A test that survives SIGKILL hangs in the kernel, and could spoil the tests
 * after it. init falls silent, so that the harness ends the guest.
 */
static void give_up(const struct run *r)
{
	init_report("init %s does not die", r->test->id);
	for (;;)
		pause();
}

/* Read the output of a test until it exits; signal it after its timeout. */
static void watch_test(struct run *r)
{
	struct pollfd fds[] = {
		{ .fd = r->pidfd, .events = POLLIN },
		{ .fd = r->out, .events = POLLIN },
	};
	long long deadline = 0, silence = init_clock_ms() + ALIVE_MS;
	const struct end *step = ends;

	if (r->test->timeout)
		deadline = init_clock_ms() + r->test->timeout * 1000LL;
	for (;;) {
		if (poll(fds, 2, poll_timeout(deadline, &silence)) < 0 &&
		    errno != EINTR)
			return;
		if (fds[1].revents) {
			silence = init_clock_ms() + ALIVE_MS;
			if (!read_output(r))
				fds[1].fd = -1;
		}
		if (fds[0].revents)
			return;
		if (!deadline || init_clock_ms() < deadline)
			continue;
		r->timed_out = true;
		kill(-r->pid, step->signal);
		deadline = init_clock_ms() + step->wait_ms;
		if (!step->signal)
			give_up(r);
		step++;
	}
}

/* Kill the processes that a test has left. */
static void kill_children(const struct run *r)
{
	int i;

	kill(-r->pid, SIGKILL);
	/* init_arm_fault() has a child that must live on. */
	if (getenv("PINCER_FAULT"))
		return;
	kill(-1, SIGKILL);
	for (i = 0; i < 1000 && waitpid(-1, NULL, WNOHANG) >= 0; i++)
		usleep(i < 10 ? 100 : 5000);
}

/* Write to the kernel's log and its console whose lines came before. */
static void mark_log(const struct test *t)
{
	char text[192];

	snprintf(text, sizeof(text),
		 "<3>pincer: the above came during %s\n", t->id);
	init_write(text, "/dev/kmsg");
}

static void run_test(const struct test *t)
{
	const long long began = init_clock_ms();
	const char *how = "exited";
	struct run r;
	int ret, status = 0, value;

	init_report("start id=%s", t->id);
	ret = start(&r, t);
	if (!ret)
		watch_test(&r);
	if (r.pid > 0)
		waitpid(r.pid, &status, ret ? WNOHANG : 0);
	kill_children(&r);
	while (r.out >= 0 && read_output(&r) > 0)
		;
	if (r.length)
		report_line(&r, false);
	value = WEXITSTATUS(status);
	if (ret || r.fault) {
		how = "unable";
		value = ret ? -ret : r.fault;
	} else if (r.timed_out) {
		how = "late";
		value = t->timeout;
	} else if (WIFSIGNALED(status)) {
		how = "killed";
		value = WTERMSIG(status);
	}
	mark_log(t);
	init_report("exit id=%s how=%s value=%d ms=%lld whole", t->id, how,
		    value, init_clock_ms() - began);
	if (r.pidfd >= 0)
		close(r.pidfd);
	if (r.out >= 0)
		close(r.out);
}

void init_run_bundle(void)
{
	FILE *list = fopen(LIST, "re");
	char line[512];
	struct test t;

	if (!list)
		return;
	init_upstream_setup();
	while (fgets(line, sizeof(line), list)) {
		if (sscanf(line, "%127s %d %127s %127s", t.id, &t.timeout,
			   t.collection, t.program) == 4 &&
		    strcmp(t.collection, "-"))
			run_test(&t);
	}
	fclose(list);
	init_report("end upstream");
}
