// SPDX-License-Identifier: GPL-2.0
#include "guest/guest_clock.h"

/* Of silence, as often as this at most, however busy the host is. */
#define STRETCH 5

static double least(double a, double b)
{
	return a < b ? a : b;
}

static void expect(struct guest *g, double now, double seconds)
{
	g->heard = now;
	g->deadline = now + seconds;
	g->latest = now + STRETCH * seconds;
}

void guest_clock_boot(struct guest *g)
{
	const double now = guest_now();

	g->booted = now;
	g->boot_end = now + GUEST_BOOT_MAX;
	g->sampled = now;
	g->waited = 0;
	expect(g, now, GUEST_BOOT_SECONDS);
}

void guest_clock_heard(struct guest *g, enum vm_port port)
{
	const double now = guest_now();

	/* The kernel is quiet while it boots, unless something is wrong. */
	if (g->phase == GUEST_BOOTING)
		expect(g, now, least(GUEST_BOOT_SECONDS, g->boot_end - now));
	else if (port == VM_RESULTS && g->phase == GUEST_TESTING)
		expect(g, now, g->job->timeout);
	else if (port == VM_RESULTS && g->phase == GUEST_ENDING)
		expect(g, now, GUEST_OFF_SECONDS);
}

void guest_clock_stood(struct guest *g, double seconds)
{
	if (g->running < g->job->nr)
		g->cases[g->running].stood = true;
	g->deadline += seconds;
	g->latest += seconds;
	g->boot_end += seconds;
	g->booted += seconds;
	g->case_began += seconds;
}

bool guest_clock_overdue(struct guest *g)
{
	const double now = guest_now();
	double waited, more;

	if (now <= g->deadline && now - g->sampled < 1)
		return false;
	waited = vm_waited(&g->vm);
	more = waited > g->waited ? waited - g->waited : 0;
	g->waited = waited;
	g->sampled = now;
	g->boot_end += more;
	g->deadline = least(g->deadline + more, g->latest);
	return now > g->deadline;
}
