// SPDX-License-Identifier: GPL-2.0
/*
 * A worker, a child process, tries one case after the other and concludes most
 * of them: a fork for each would take longer than the case. A case that has a
 * flaw, or that leaves a file or a mapping in the worker, is its last: the
 * parent concludes it when the worker has exited, and forks another one. So it
 * does with the last of WORKER_CASES, which may show what exit itself does.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runner/case.h"
#include "runner/open_targets.h"
#include "runner/run.h"
#include "runner/find_machine.h"
#include "runner/untried.h"
#include "lib/proc_self.h"

/* Cases of a worker at most. */
#define WORKER_CASES 256

struct runner *runner_open(const struct tested_kernel *s,
			   const struct task *task)
{
	struct runner *r = mmap(NULL, sizeof(*r), PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (r == MAP_FAILED)
		return NULL;
	r->kernel = *s;
	r->task = task;
	if (task->hung)
		r->hangs = *task->hung;
	machine_find(&r->machine, s->config_file);
	r->has_movable = machine_has_movable();
	r->bridge_known = s->guest || getenv("PINCER_P2P_BRIDGE");
	open_targets(r);
	/* After open_targets(), which pins pages as well. */
	if (s->guest)
		observer_open(&r->observer);
	return r;
}

static const struct contract *current(const struct runner *r)
{
	return r->task->list[r->at];
}

static void begin_case(struct runner *r)
{
	r->task->start(r->task->ctx, current(r));
	case_begin(r);
}

static void finish_case(struct runner *r, const struct observation *seen)
{
	const struct contract *c = current(r);

	if (r->kernel.guest)
		observer_accept(&r->observer, c->id);
	if (seen->tried == TRIED && seen->outcome.kind != OUTCOME_TIMEOUT)
		patience_worked(&r->patience, c->id, seen->seconds);
	/* If the worker dies now, this observation is not the next case's. */
	case_begin(r);
	r->at++;
	r->task->result(r->task->ctx, c, seen);
}

/* The next case that is tried, from @at on, or task->nr. */
static size_t next_tried(const struct runner *r, size_t at)
{
	while (at < r->task->nr && untried(r, r->task->list[at], NULL))
		at++;
	return at;
}

/* Reports those before it, and returns whether there is one. */
static bool find_next(struct runner *r)
{
	const size_t next = next_tried(r, r->at);
	struct observation seen;

	while (r->at < next) {
		const struct contract *c = current(r);

		untried(r, c, &seen);
		r->at++;
		r->task->result(r->task->ctx, c, &seen);
	}
	return r->at < r->task->nr;
}

/* Whether this is the worker's last case. */
static bool is_last(const struct runner *r, int tried)
{
	const size_t next = next_tried(r, r->at + 1);

	return tried == WORKER_CASES || next == r->task->nr ||
	       current(r)->alone || r->task->list[next]->alone;
}

/* What a case has left behind in this process, or NULL. */
static const char *left_behind(const struct runner *r, struct footprint *was)
{
	struct footprint is;
	const char *left;

	if (current(r)->alone)
		return NULL;
	if (footprint_take(&is))
		return "nobody knows what";
	left = r->message.keeps ? NULL : footprint_change(was, &is);
	*was = is;
	return left;
}

static void run_worker(struct runner *r)
{
	const struct rlimit core = { 0, 0 };
	struct footprint own;
	struct observation seen;
	int tried;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_CORE, &core);
	targets_forget(&r->targets);
	if (proc_self_open() || footprint_take(&own))
		_exit(1);
	for (tried = 1;; tried++) {
		case_try(r, current(r));
		r->message.left = left_behind(r, &own);
		if (r->message.left || is_last(r, tried) ||
		    !case_conclude(r, current(r), NULL, false, &seen))
			_exit(0);
		finish_case(r, &seen);
		find_next(r);
		begin_case(r);
	}
}

/* How long a killed child may take to go away, milliseconds. */
#define REAP_MS 5000

/* Milliseconds; and how late poll() may be on a busy machine, seconds. */
#define SLICE_MS 1000
#define LATE 2

/* A machine that was stopped meanwhile does not count: poll() is late then. */
static void poll_child(int pidfd, int ms)
{
	struct pollfd fd = { .fd = pidfd, .events = POLLIN };
	double end = seconds_now() + ms / 1e3, began, late;
	int slice, ended = 0;

	while (!ended && (began = seconds_now()) < end) {
		slice = (end - began) * 1e3 + 1;
		slice = slice < SLICE_MS ? slice : SLICE_MS;
		ended = poll(&fd, 1, slice);
		late = seconds_now() - began - slice / 1e3;
		end += late > LATE ? late : 0;
	}
}

/* Waits for @ms at most; whether the child has ended, with its status. */
static bool reap_child(pid_t pid, int ms, int *status)
{
	const int pidfd = syscall(SYS_pidfd_open, pid, 0);
	pid_t got;

	/* Polls where pidfd_open() fails. */
	if (pidfd >= 0) {
		poll_child(pidfd, ms);
		close(pidfd);
		ms = 0;
	}
	while ((got = waitpid(pid, status, WNOHANG)) == 0 && ms-- > 0)
		usleep(1000);
	return got == pid;
}

/* A process that is not gone then keeps pins, locks and a processor's time. */
static void end_worker(struct runner *r, pid_t pid)
{
	int status;

	kill(pid, SIGKILL);
	if (!reap_child(pid, REAP_MS, &status))
		r->spoilt = true;
	hangs_add(&r->hangs, current(r)->id, OUTCOME_TIMEOUT,
		  patience_count(&r->patience, current(r)->id), true);
}

/*
 * Whether a signal or the deadline ended a worker. A case that renews its note
 * gets another deadline.
 */
static bool wait_for_worker(struct runner *r, pid_t pid, struct outcome *end)
{
	const double deadline = patience_deadline(&r->patience, &r->hangs);
	const struct message *m = &r->message;
	double began, last_sign = m->began;
	char note[NOTE_MAX];
	int status = 0;

	*end = (struct outcome){ .kind = OUTCOME_SIGNAL };
	for (;;) {
		const double left = last_sign + deadline - seconds_now();

		began = m->began;
		memcpy(note, m->note, sizeof(note));
		if (reap_child(pid, left > 0 ? left * 1000 : 0, &status)) {
			end->ret = WTERMSIG(status);
			return WIFSIGNALED(status);
		}
		last_sign = seconds_now();
		if (m->began != began)
			last_sign = m->began;
		else if (memcmp(note, m->note, sizeof(note)))
			r->task->alive(r->task->ctx);
		else
			break;
	}
	end_worker(r, pid);
	end->kind = OUTCOME_TIMEOUT;
	return true;
}

int runner_go(struct runner *r)
{
	const struct outcome *how;
	struct observation seen;
	struct outcome end;
	pid_t pid;

	while (!(r->spoilt && r->kernel.guest) && find_next(r)) {
		begin_case(r);
		pid = fork();
		if (pid < 0)
			return -errno;
		if (!pid)
			run_worker(r);
		how = wait_for_worker(r, pid, &end) ? &end : NULL;
		case_conclude(r, current(r), how, true, &seen);
		finish_case(r, &seen);
	}
	return 0;
}
