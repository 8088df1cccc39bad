// SPDX-License-Identifier: GPL-2.0
/* Several guests at once, in one poll loop. */
#include "guest/schedule.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/msg.h"
#include "guest/guest_clock.h"
#include "guest/guest_ended.h"
#include "guest/guest_run.h"

/* Of each guest: its ports, and its process. */
#define FDS (VM_PORTS + 1)

static bool runs(const struct guest *g)
{
	return g->phase != GUEST_IDLE && g->phase != GUEST_DONE;
}

/* Starts as many guests as may run; returns whether any runs. */
static bool start_guests(struct guest *guests, size_t nr, int jobs)
{
	size_t i, running = 0;

	for (i = 0; i < nr; i++)
		running += runs(&guests[i]);
	for (i = 0; i < nr && running < (size_t)jobs; i++) {
		if (guests[i].phase != GUEST_IDLE)
			continue;
		guest_start(&guests[i]);
		running += runs(&guests[i]);
	}
	return running;
}

/* Milliseconds to the first deadline, rounded up. */
static int poll_timeout(const struct guest *guests, size_t nr)
{
	double first = INFINITY, now = guest_now();
	size_t i;

	for (i = 0; i < nr; i++) {
		if (runs(&guests[i]) && guests[i].deadline < first)
			first = guests[i].deadline;
	}
	if (first <= now)
		return 0;
	return first - now > 1000 ? 1000 : (int)((first - now) * 1000) + 1;
}

/* How long a round of the loop waits, and how late it is on a busy host. */
#define ROUND_MS 1000
#define LATE_SECONDS 2

/*
 * poll(). If this process or the host stood still since @round, when the last
 * one returned, that is added to the deadlines of the guests.
 */
static int poll_guests(struct guest *guests, size_t nr, struct pollfd *fds,
		       double *round)
{
	const int first = poll_timeout(guests, nr);
	const int timeout = first < ROUND_MS ? first : ROUND_MS;
	const int ret = poll(fds, 1 + nr * FDS, timeout);
	const double now = guest_now(), late = now - *round - timeout / 1e3;
	size_t i;

	for (i = 0; i < nr && late > LATE_SECONDS; i++)
		guest_clock_stood(&guests[i], late);
	*round = now;
	return ret;
}

/* Descriptors below zero are passed over by poll(). */
static void watch(struct pollfd *fds, const struct guest *g)
{
	const bool any = runs(g);
	int i;

	for (i = 0; i < VM_PORTS; i++)
		fds[i] = (struct pollfd){ any ? g->vm.port[i] : -1, POLLIN, 0 };
	fds[i] = (struct pollfd){ any ? g->vm.pidfd : -1, POLLIN, 0 };
}

/*
 * Whether the rest of a guest's cases would say nothing more. Each that fails may
 * hang first: patience is shorter then.
 */
static bool is_enough(const struct guest *g)
{
	const struct guest_job *job = g->job;
	const double patience = job->most_bad && g->nr_bad ?
		job->most_seconds / 4 : job->most_seconds;

	return (job->most_seconds && guest_now() - g->began > patience) ||
	       (job->most_bad && g->nr_bad >= job->most_bad);
}

static void serve(struct guest *g, const struct pollfd *fds)
{
	int i;

	if (!runs(g))
		return;
	for (i = 0; i < VM_PORTS; i++) {
		if (fds[i].revents)
			guest_readable(g, i);
	}
	if (fds[VM_PORTS].revents)
		guest_exited(g);
	else if (is_enough(g))
		guest_stop(g);
	else if (g->spoilt || guest_clock_overdue(g))
		guest_expired(g);
}

static int loop(struct guest *guests, size_t nr, int jobs,
		struct pollfd *fds)
{
	double round = guest_now();
	size_t i;

	fds[0] = (struct pollfd){ interrupt_fd(), POLLIN, 0 };
	while (!interrupt_signal() && start_guests(guests, nr, jobs)) {
		for (i = 0; i < nr; i++)
			watch(fds + 1 + i * FDS, &guests[i]);
		if (poll_guests(guests, nr, fds, &round) < 0) {
			if (errno == EINTR)
				continue;
			msg_error("cannot wait for the guests: %s",
				  strerror(errno));
			return -errno;
		}
		for (i = 0; i < nr; i++)
			serve(&guests[i], fds + 1 + i * FDS);
	}
	return interrupt_signal();
}

int schedule_run(struct guest *guests, size_t nr, int jobs)
{
	struct pollfd *fds = calloc(1 + nr * FDS, sizeof(*fds));
	int ret;

	if (!fds) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	ret = loop(guests, nr, jobs, fds);
	free(fds);
	return ret;
}
