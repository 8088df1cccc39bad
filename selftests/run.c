// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "arrange.h"
#include "data.h"
#include "run.h"
#include "target.h"

/** enum stage - how far the child came */
enum stage { STAGE_ARRANGE, STAGE_PROVE, STAGE_DOOR, STAGE_DONE };

/** struct message - what the child sends: once before the door, once after */
struct message {
	enum stage stage;
	long ret;
	bool missing;		/* a skip: it cannot exist here */
	bool wrong_data;
	bool wrong_surroundings;
	char text[256];		/* why it could not be tried */
	char proof[512];
};

static void set_up(const struct contract *c, const struct setting *s,
		   struct attempt *a, struct message *m)
{
	const struct need *need = &c->door->need;
	struct part *failed;

	a->target = need->env ? getenv(need->env) : NULL;
	if (need->env && !a->target) {
		m->missing = need_missing(need, s, need->env, m->text,
					  sizeof(m->text));
		return;
	}
	a->fd = -1;
	a->nr = c->layout.nr;
	if (a->target && target_open(a)) {
		m->missing = need_missing(need, s, a->broken, m->text,
					  sizeof(m->text));
		return;
	}
	if (arrange(c, a, &failed)) {
		if (failed)
			m->missing = need_missing(&failed->kind->need, s,
						  failed->why, m->text,
						  sizeof(m->text));
		else
			snprintf(m->text, sizeof(m->text), "%s", a->broken);
		return;
	}
	m->stage = STAGE_PROVE;
	if (arrange_prove(a, m->proof, sizeof(m->proof))) {
		snprintf(m->text, sizeof(m->text), "not proved: %.200s",
			 m->proof);
		return;
	}
	arrange_state(a, c->state);
	m->stage = STAGE_DOOR;
}

static void go_through(const struct contract *c, const struct setting *s,
		       struct attempt *a, struct message *m)
{
	int i;

	m->ret = c->door->run(a);
	if (a->broken[0]) {
		m->missing = need_missing(&c->door->need, s, a->broken,
					  m->text, sizeof(m->text));
		return;
	}
	m->wrong_data = a->wrong_data;
	for (i = 0; i < a->nr; i++)
		if (!data_surroundings_intact(&a->part[i]))
			m->wrong_surroundings = true;
	m->stage = STAGE_DONE;
}

static void child(const struct contract *c, const struct setting *s, int out)
{
	const struct rlimit core = { 0, 0 };
	struct attempt a = { 0 };
	struct message m = { 0 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_CORE, &core);
	set_up(c, s, &a, &m);
	if (write(out, &m, sizeof(m)) != sizeof(m))
		_exit(1);
	if (m.stage != STAGE_DOOR)
		_exit(0);
	go_through(c, s, &a, &m);
	_exit(write(out, &m, sizeof(m)) != sizeof(m));
}

/*
 * The last message that came, and "timeout" if the child had to be killed. The
 * end of the pipe is not waited for: whatever has come of the child may hold
 * it, and must show afterwards.
 */
static int listen(pid_t pid, int in, struct message *m, struct sighting *seen)
{
	struct pollfd fd = { .fd = in, .events = POLLIN };
	int status;

	do {
		if (poll(&fd, 1, RUN_DEADLINE * 1000) <= 0)
			break;
	} while (read(in, m, sizeof(*m)) == sizeof(*m) &&
		 m->stage == STAGE_DOOR);
	if (!fd.revents) {
		snprintf(seen->observed, sizeof(seen->observed), "timeout");
		kill(pid, SIGKILL);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static void interpret(const struct contract *c, const struct message *m,
		      int status, struct sighting *seen)
{
	struct outcome o = { .bytes = m->ret };

	snprintf(seen->proof, sizeof(seen->proof), "%s", m->proof);
	if (seen->observed[0]) {
		seen->verdict = m->stage < STAGE_DOOR ? V_ERROR : V_PASS;
	} else if (WIFSIGNALED(status)) {
		seen->verdict = m->stage < STAGE_DOOR ? V_ERROR : V_PASS;
		snprintf(seen->observed, sizeof(seen->observed), "SIG%s",
			 sigabbrev_np(WTERMSIG(status)));
	} else if (m->stage != STAGE_DONE) {
		seen->verdict = m->missing ? V_SKIP : V_ERROR;
		snprintf(seen->observed, sizeof(seen->observed), "-");
	} else {
		if (m->ret < 0)
			o = (struct outcome){ .error = -m->ret };
		outcome_format(o, c->door->props.success_is_zero,
			       seen->observed);
	}
	if (seen->verdict != V_PASS)
		snprintf(seen->reason, sizeof(seen->reason), "%s",
			 m->text[0] ? m->text : seen->observed);
}

static void add_flaw(struct sighting *seen, const char *word, const char *why)
{
	const size_t used = strlen(seen->observed);

	snprintf(seen->observed + used, sizeof(seen->observed) - used, "!%s",
		 word);
	if (!seen->reason[0])
		snprintf(seen->reason, sizeof(seen->reason), "%s", why);
}

static void look_around(const struct message *m, const struct setting *s,
			struct observer *o, struct sighting *seen)
{
	struct tally delta;
	char why[96];

	if (m->wrong_data)
		add_flaw(seen, "data", "other data came out than went in");
	if (m->wrong_surroundings)
		add_flaw(seen, "surroundings",
			 "memory outside the buffer has changed");
	if (!s->guest)
		return;
	observer_settle(o, &delta);
	seen->pins_acquired = delta.pins_acquired;
	seen->pins_released = delta.pins_released;
	if (delta.pins_acquired != delta.pins_released) {
		snprintf(why, sizeof(why), "%ld pages pinned, %ld released",
			 delta.pins_acquired, delta.pins_released);
		add_flaw(seen, "pins", why);
	}
	if (delta.huge_free < 0)
		add_flaw(seen, "hugepages", "a huge page did not come back");
	if (o->warning[0])
		add_flaw(seen, "warning", o->warning);
	else if (delta.taint > 0)
		add_flaw(seen, "taint", "the kernel is newly tainted");
}

static double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

void run_contract(const struct contract *c, const struct setting *s,
		  struct observer *o, struct sighting *seen)
{
	const double start = seconds_now();
	struct message m = { 0 };
	int fds[2], status;
	pid_t pid;

	*seen = (struct sighting){ .pins_acquired = -1, .pins_released = -1 };
	if (pipe(fds) || (pid = fork()) < 0) {
		seen->verdict = V_ERROR;
		snprintf(seen->observed, sizeof(seen->observed), "-");
		snprintf(seen->reason, sizeof(seen->reason), "fork: %s",
			 strerror(errno));
		return;
	}
	if (!pid) {
		close(fds[0]);
		child(c, s, fds[1]);
	}
	close(fds[1]);
	status = listen(pid, fds[0], &m, seen);
	close(fds[0]);
	interpret(c, &m, status, seen);
	look_around(&m, s, o, seen);
	seen->seconds = seconds_now() - start;
}
