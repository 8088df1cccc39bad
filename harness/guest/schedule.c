// SPDX-License-Identifier: GPL-2.0
/* Several guests at once, in one poll loop. */
#include "schedule.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "msg.h"

/* Of each guest: its ports, and its process. */
#define FDS (VM_PORTS + 1)

static bool runs(const struct guest *g)
{
	return g->phase != GUEST_IDLE && g->phase != GUEST_DONE;
}

/* Start as many as may run; whether any is at work afterwards. */
static bool fill(struct guest *guests, size_t nr, int jobs)
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
static int patience(const struct guest *guests, size_t nr)
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

/* Descriptors below zero are passed over by poll(). */
static void watch(struct pollfd *fds, const struct guest *g)
{
	const bool any = runs(g);
	int i;

	for (i = 0; i < VM_PORTS; i++)
		fds[i] = (struct pollfd){ any ? g->vm.port[i] : -1, POLLIN, 0 };
	fds[i] = (struct pollfd){ any ? g->vm.pidfd : -1, POLLIN, 0 };
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
	else if (guest_now() > g->deadline)
		guest_expired(g);
}

static int loop(struct guest *guests, size_t nr, int jobs,
		struct pollfd *fds, int signals)
{
	struct signalfd_siginfo info;
	size_t i;

	fds[0] = (struct pollfd){ signals, POLLIN, 0 };
	while (fill(guests, nr, jobs)) {
		for (i = 0; i < nr; i++)
			watch(fds + 1 + i * FDS, &guests[i]);
		if (poll(fds, 1 + nr * FDS, patience(guests, nr)) < 0) {
			if (errno == EINTR)
				continue;
			msg_error("cannot wait for the guests: %s",
				  strerror(errno));
			return -errno;
		}
		if (fds[0].revents && read(signals, &info, sizeof(info)) > 0)
			return info.ssi_signo;
		for (i = 0; i < nr; i++)
			serve(&guests[i], fds + 1 + i * FDS);
	}
	return 0;
}

int schedule_run(struct guest *guests, size_t nr, int jobs)
{
	struct pollfd *fds = calloc(1 + nr * FDS, sizeof(*fds));
	sigset_t ends, before;
	int signals, ret;

	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &ends, &before);
	signals = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
	if (!fds || signals < 0) {
		ret = fds ? -errno : -ENOMEM;
		msg_error("cannot wait for the guests: %s", strerror(-ret));
	} else {
		ret = loop(guests, nr, jobs, fds, signals);
	}
	if (signals >= 0)
		close(signals);
	free(fds);
	/* A second interrupt may end us while the first is cleaned up after. */
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return ret;
}
