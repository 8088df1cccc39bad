// SPDX-License-Identifier: GPL-2.0
/* The cases of one kernel: which are left, and what each came to. */
#include "guest/guest.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "guest/display.h"

double guest_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

size_t guest_find(const struct guest *g, const char *id, size_t length)
{
	size_t low = 0, high = g->job->nr, middle;
	const char *here;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		here = g->job->ids[g->by_id[middle]];
		order = strncmp(here, id, length);
		if (!order && !here[length])
			return g->by_id[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return g->job->nr;
}

size_t guest_left(const struct guest *g)
{
	size_t i, nr = 0;

	for (i = 0; i < g->job->nr; i++)
		nr += g->cases[i].state == CASE_PENDING ||
		      g->cases[i].state == CASE_HELD;
	return nr;
}

void guest_done(struct guest *g, size_t i)
{
	if (g->cases[i].state != CASE_DONE && !g->cases[i].tries)
		display_done(g->job->display, g->job->row);
	g->cases[i].state = CASE_DONE;
}

void guest_set_report(struct guest_case *c, const struct report *r)
{
	char proof[sizeof(r->seen.proof)];

	memcpy(proof, c->report.seen.proof, sizeof(proof));
	c->report = *r;
	memcpy(c->report.seen.proof, proof, sizeof(proof));
}

void guest_settle(struct guest *g, size_t i, enum verdict verdict,
		  enum outcome_kind observed, const char *reason)
{
	struct report r;

	guest_done(g, i);
	report_init(&r, g->job->ids[i], verdict);
	r.seen.outcome.kind = observed;
	snprintf(r.seen.reason, sizeof(r.seen.reason), "%s", reason);
	guest_set_report(&g->cases[i], &r);
}

void guest_settle_silent(struct guest *g)
{
	const struct guest_case *c;
	char reason[128];
	size_t i;

	for (i = 0; i < g->job->nr; i++) {
		c = &g->cases[i];
		if (c->state != CASE_SILENT)
			continue;
		snprintf(reason, sizeof(reason),
			 "its result line is missing or damaged%s%s",
			 *c->result ? "; the program reported " : "", c->result);
		guest_settle(g, i, V_ERROR, OUTCOME_NONE, reason);
	}
}
