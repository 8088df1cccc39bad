// SPDX-License-Identifier: GPL-2.0
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
#include <time.h>
#include <unistd.h>

#include "arrange.h"
#include "data.h"
#include "run.h"

/** enum stage - how far the child came */
enum stage { STAGE_ARRANGE, STAGE_PROVE, STAGE_DOOR, STAGE_DONE };

/** struct message - what the child leaves in memory that it shares with us */
struct message {
	enum stage stage;
	long ret;
	bool missing;		/* a skip: it cannot exist here */
	bool wrong_data;
	bool wrong_surroundings;
	char text[256];		/* why it could not be tried */
	char proof[512];
};

int runner_open(struct runner *r)
{
	r->message = mmap(NULL, sizeof(*r->message), PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (r->message == MAP_FAILED)
		return -errno;
	observer_open(&r->observer);
	return 0;
}

static void missing(struct message *m, const struct need *need,
		    const struct setting *s, const char *why)
{
	m->missing = need_missing(need, s, why, m->text, sizeof(m->text));
}

static void set_up(const struct contract *c, const struct setting *s,
		   struct attempt *a, struct message *m)
{
	struct part *failed;

	if (a->fd >= 0 && target_fill(a)) {
		missing(m, &c->door->need, s, a->broken);
		return;
	}
	if (arrange(c, a, &failed)) {
		if (failed)
			missing(m, &failed->kind->need, s, failed->why);
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
		missing(m, &c->door->need, s, a->broken);
		return;
	}
	m->wrong_data = a->wrong_data;
	for (i = 0; i < a->nr; i++)
		if (!data_surroundings_intact(&a->part[i]))
			m->wrong_surroundings = true;
	m->stage = STAGE_DONE;
}

static void child(const struct contract *c, const struct setting *s,
		  struct attempt *a, struct message *m)
{
	const struct rlimit core = { 0, 0 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_CORE, &core);
	set_up(c, s, a, m);
	if (m->stage == STAGE_DOOR)
		go_through(c, s, a, m);
	_exit(0);
}

/* Its exit status; "timeout" is seen if it had to be killed. */
static int wait_for(pid_t pid, struct sighting *seen)
{
	struct pollfd fd = {
		.fd = syscall(SYS_pidfd_open, pid, 0), .events = POLLIN,
	};
	int status = 0;

	if (poll(&fd, 1, RUN_DEADLINE * 1000) <= 0) {
		snprintf(seen->observed, sizeof(seen->observed), "timeout");
		kill(pid, SIGKILL);
	}
	close(fd.fd);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static void interpret(const struct contract *c, const struct message *m,
		      int status, struct sighting *seen)
{
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
		outcome_format(m->ret, c->door->props.success_is_zero,
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

static void give_up(struct sighting *seen, bool skip, const char *why)
{
	seen->verdict = skip ? V_SKIP : V_ERROR;
	snprintf(seen->observed, sizeof(seen->observed), "-");
	snprintf(seen->reason, sizeof(seen->reason), "%s", why);
}

static void try(struct runner *r, const struct contract *c,
		struct sighting *seen)
{
	const struct need *need = &c->door->need;
	struct attempt a = { .fd = -1, .nr = c->layout.nr };
	struct message *m = r->message;
	char why[256];
	bool skip;
	pid_t pid;

	if (need->env)
		a.fd = target_open(&r->targets, need->env, &a);
	if (a.broken[0]) {
		skip = need_missing(need, &r->setting, a.broken, why,
				    sizeof(why));
		give_up(seen, skip, why);
		return;
	}
	memset(m, 0, sizeof(*m));
	pid = fork();
	if (!pid)
		child(c, &r->setting, &a, m);
	if (pid < 0) {
		give_up(seen, false, strerror(errno));
		return;
	}
	interpret(c, m, wait_for(pid, seen), seen);
	look_around(m, &r->setting, &r->observer, seen);
}

void run_contract(struct runner *r, const struct contract *c,
		  struct sighting *seen)
{
	const double start = seconds_now();

	*seen = (struct sighting){ .pins_acquired = -1, .pins_released = -1 };
	try(r, c, seen);
	seen->seconds = seconds_now() - start;
}
