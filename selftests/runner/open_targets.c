// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runner/case.h"
#include "runner/open_targets.h"

#define POLL_US 500

static const struct need *need_of(const struct runner *r, size_t at)
{
	return r->task->list[at]->need;
}

static void open_one(struct runner *r, size_t at)
{
	struct attempt a = { .contract = r->task->list[at] };

	target_open(&r->targets, &a);
}

/* A fork() that shares the table of files; the arguments as in kernel 5.3. */
static pid_t fork_with_files(void)
{
	struct {
		uint64_t flags, pidfd, child_tid, parent_tid, exit_signal;
		uint64_t stack, stack_size, tls;
	} args = { .flags = CLONE_FILES, .exit_signal = SIGCHLD };

	return syscall(SYS_clone3, &args, sizeof(args));
}

/* The devices and directories; r->at says at which one this is. */
static void open_named(struct runner *r)
{
	for (; r->at < r->task->nr; r->at++)
		if (need_of(r, r->at)->target && need_of(r, r->at)->env)
			open_one(r, r->at);
}

/* Whether a child came to its end; it may take RUN_DEADLINE for each target. */
static bool wait_for_opens(const struct runner *r, pid_t pid)
{
	double sign = seconds_now();
	size_t at = r->at;
	pid_t got;

	while ((got = waitpid(pid, NULL, WNOHANG)) == 0) {
		if (at != r->at)
			sign = seconds_now();
		else if (seconds_now() > sign + RUN_DEADLINE)
			return false;
		at = r->at;
		usleep(POLL_US);
	}
	return got == pid;
}

/* A FUSE server ends with the process that started it: not a child that exits. */
static void open_made(struct runner *r)
{
	size_t i;

	for (i = 0; i < r->task->nr; i++)
		if (need_of(r, i)->target && !need_of(r, i)->env)
			open_one(r, i);
}

void open_targets(struct runner *r)
{
	pid_t pid;

	targets_prepare(&r->targets);
	for (; r->at < r->task->nr; r->at++) {
		pid = fork_with_files();
		if (!pid) {
			open_named(r);
			_exit(0);
		}
		if (pid < 0)
			open_named(r);
		if (pid < 0 || wait_for_opens(r, pid))
			break;
		kill(pid, SIGKILL);
		target_hangs(&r->targets, need_of(r, r->at)->env);
		r->task->alive(r->task->ctx);
	}
	r->at = 0;
	open_made(r);
}
