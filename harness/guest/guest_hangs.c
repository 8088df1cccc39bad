// SPDX-License-Identifier: GPL-2.0
#include "guest/guest_hangs.h"

#include <stdio.h>

#include "base/msg.h"
#include "model/strings.h"

/* Cases of the same door that ended by themselves. */
static int count_worked(const struct guest *g, const char *id)
{
	const struct guest_case *c;
	int nr = 0;
	size_t i;

	for (i = 0; i < g->job->nr; i++) {
		c = &g->cases[i];
		nr += c->state == CASE_DONE && hang_ids_of_one_door(c->report.id, id) &&
		      (c->report.seen.outcome.kind == OUTCOME_RETURNED ||
		       c->report.seen.outcome.kind == OUTCOME_OK);
	}
	return nr;
}

static enum guest_sort sort_of(const struct guest *g, size_t i)
{
	return i < g->job->nr_suites ? GUEST_SUITES : GUEST_CONTRACTS;
}

void guest_hung(struct guest *g, size_t i, enum outcome_kind how,
		double seconds)
{
	double *const wasted = &g->wasted[sort_of(g, i)];

	*wasted += seconds;
	g->bill = wasted;
	/* The kernel's own tests have doors of their own, each of them. */
	if (!upstream_is(g->job->ids[i]))
		hangs_add(&g->hangs, g->job->ids[i], how,
			  count_worked(g, g->job->ids[i]), false);
}

bool guest_is_held(const struct guest *g, const struct report *r)
{
	return g->job->image && r->verdict == V_ERROR &&
	       string_begins(r->seen.reason, HANGS_NOT_RUN);
}

void guest_settle_hung(struct guest *g)
{
	struct blame blame;
	char reason[256];
	size_t i;

	for (i = 0; i < g->job->nr; i++) {
		if (g->cases[i].state == CASE_HELD)
			g->cases[i].state = CASE_PENDING;
		if (g->cases[i].state != CASE_PENDING ||
		    upstream_is(g->job->ids[i]))
			continue;
		blame = hangs_blame(&g->hangs, g->job->ids[i]);
		if (!blame.final)
			continue;
		hangs_reason(&blame, reason, sizeof(reason));
		guest_settle(g, i, V_ERROR, OUTCOME_NONE, reason);
	}
}

struct hangs guest_suspects(const struct guest *g)
{
	struct hangs all = g->hangs;
	int i;

	for (i = 0; i < all.nr; i++)
		all.of[i].here = true;
	return all;
}

char *guest_hung_text(const struct guest *g)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	char how[OUTCOME_TEXT_MAX];
	int i;

	for (i = 0; f && i < g->hangs.nr; i++) {
		outcome_write(&(struct outcome){ .kind = g->hangs.of[i].how },
			      how);
		fprintf(f, "%s %d %s\n", how, g->hangs.of[i].worked,
			g->hangs.of[i].id);
	}
	if (f && !fclose(f))
		return text;
	msg_error("out of memory");
	return NULL;
}

bool guest_exhausted(const struct guest *g, enum guest_sort sort)
{
	return g->wasted[sort] > GUEST_WASTED_MAX * g->job->timeout;
}

void guest_give_up_exhausted(struct guest *g, const char *last)
{
	enum guest_sort sort;
	char reason[384];
	size_t i;

	for (i = 0; i < g->job->nr; i++) {
		sort = sort_of(g, i);
		if (!guest_exhausted(g, sort) ||
		    (g->cases[i].state != CASE_PENDING &&
		     g->cases[i].state != CASE_HELD))
			continue;
		snprintf(reason, sizeof(reason),
			 "given up after %.0f s of hangs and lost guests; the last: %s",
			 g->wasted[sort], last);
		guest_settle(g, i, V_ERROR, OUTCOME_NONE, reason);
	}
}
