// SPDX-License-Identifier: GPL-2.0
/*
 * Runs the tests of a kselftest bundle, one after the other, as its own runner
 * would: in their directory, for as long as their collection's settings allow.
 *
 * A test may say whatever it likes. Each of its lines goes to the harness with
 * a word before it, so that none is taken for a word of ours.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "init.h"

#define LIST "/pincer/bundle"
#define DIR "/kselftest"
#define LINE_MAX_SAID 3500	/* bytes of a line that are passed on */
#define ALIVE_MS 500		/* after so much silence init says it lives */

/* struct test - one line of the list; "-" is no collection, but at boot */
struct test {
	char id[128], collection[128], program[128];
	int timeout;
};

/* struct run - a test that runs */
struct run {
	const struct test *test;
	pid_t pid;
	int pidfd;
	int out;		/* what it says */
	int fault;		/* the errno of an exec that failed */
	bool timed_out;
	char line[LINE_MAX_SAID];
	size_t length;
	bool overlong;
};

/* How a test is ended whose time is over, and how long it may take then. */
static const struct end {
	int signal;
	int patience_ms;
} ends[] = {
	{ SIGTERM, 5000 }, { SIGKILL, 10000 }, { 0, 0 },
};

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void tell(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

static void tell(const char *fmt, ...)
{
	char text[LINE_MAX_SAID + 64];
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	dprintf(init_results(), "# pincer: %.*s\n", n, text);
}

/* "cut" instead of "said" for what is no whole line. */
static void tell_line(struct run *r, bool whole)
{
	tell("%s %.*s", whole && !r->overlong ? "said" : "cut",
	     (int)r->length, r->line);
	r->length = 0;
	r->overlong = false;
}

static void take(struct run *r, const char *buf, ssize_t n)
{
	for (; n > 0; n--, buf++) {
		if (*buf == '\n')
			tell_line(r, true);
		else if (r->length < sizeof(r->line))
			r->line[r->length++] = *buf ? *buf : '?';
		else
			r->overlong = true;
	}
}

/* Bytes that came; 0 at the end, less when there are none now. */
static ssize_t hear(struct run *r)
{
	char buf[65536];
	ssize_t n = read(r->out, buf, sizeof(buf));

	take(r, buf, n);
	return n;
}

static void become(const struct test *t, int out, int fault)
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
		become(t, out[1], fault[1]);
	close(out[1]);
	close(fault[1]);
	/* Ends when the exec has closed it, or with the reason why it failed. */
	if (r->pid > 0 && read(fault[0], &r->fault, sizeof(r->fault)) < 0)
		r->fault = errno;
	close(fault[0]);
	r->out = out[0];
	fcntl(r->out, F_SETFL, O_NONBLOCK);
	if (r->pid > 0)
		r->pidfd = syscall(SYS_pidfd_open, r->pid, 0);
	return r->pidfd < 0 ? -errno : 0;
}

static int patience(long long deadline, long long *silence)
{
	long long now = now_ms(), least;

	if (now >= *silence) {
		tell("alive");
		*silence = now + ALIVE_MS;
	}
	least = *silence - now;
	if (deadline && deadline - now < least)
		least = deadline - now;
	return least > 0 ? (int)least : 0;
}

/*
 * A test that cannot be ended holds something in the kernel. What comes after
 * it would be tested in its shadow, so the harness is left to end the guest:
 * it does so with one that says nothing.
 */
static void give_up(const struct run *r)
{
	init_say("%s does not die", r->test->id);
	for (;;)
		pause();
}

/* Until it has ended, which is hastened when its time is over. */
static void attend(struct run *r)
{
	struct pollfd fds[] = {
		{ .fd = r->pidfd, .events = POLLIN },
		{ .fd = r->out, .events = POLLIN },
	};
	long long deadline = 0, silence = now_ms() + ALIVE_MS;
	const struct end *step = ends;

	if (r->test->timeout)
		deadline = now_ms() + r->test->timeout * 1000LL;
	for (;;) {
		if (poll(fds, 2, patience(deadline, &silence)) < 0 &&
		    errno != EINTR)
			return;
		if (fds[1].revents) {
			silence = now_ms() + ALIVE_MS;
			if (!hear(r))
				fds[1].fd = -1;
		}
		if (fds[0].revents)
			return;
		if (!deadline || now_ms() < deadline)
			continue;
		r->timed_out = true;
		kill(-r->pid, step->signal);
		deadline = now_ms() + step->patience_ms;
		if (!step->signal)
			give_up(r);
		step++;
	}
}

/* Nothing that a test started outlives it. */
static void sweep(const struct run *r)
{
	int i;

	kill(-r->pid, SIGKILL);
	/* What copies our lines for a fault is a process as well. */
	if (getenv("PINCER_FAULT"))
		return;
	kill(-1, SIGKILL);
	for (i = 0; i < 1000 && waitpid(-1, NULL, WNOHANG) >= 0; i++)
		usleep(i < 10 ? 100 : 5000);
}

/* In the kernel's log, and on the console: what came before was this one's. */
static void mark(const struct test *t)
{
	char text[192];

	snprintf(text, sizeof(text),
		 "<3>pincer: the above came during %s\n", t->id);
	init_write("/dev/kmsg", text);
}

static void run(const struct test *t)
{
	const long long began = now_ms();
	const char *how = "exited";
	struct run r;
	int ret, status = 0, value;

	tell("start id=%s", t->id);
	ret = start(&r, t);
	if (!ret)
		attend(&r);
	if (r.pid > 0)
		waitpid(r.pid, &status, ret ? WNOHANG : 0);
	sweep(&r);
	while (r.out >= 0 && hear(&r) > 0)
		;
	if (r.length)
		tell_line(&r, false);
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
	mark(t);
	tell("exit id=%s how=%s value=%d ms=%lld whole", t->id, how, value,
	     now_ms() - began);
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
	init_furnish();
	while (fgets(line, sizeof(line), list)) {
		if (sscanf(line, "%127s %d %127s %127s", t.id, &t.timeout,
			   t.collection, t.program) == 4 &&
		    strcmp(t.collection, "-"))
			run(&t);
	}
	fclose(list);
	tell("end upstream");
}
