// SPDX-License-Identifier: GPL-2.0
#include "guest/guest_again.h"

#include "model/hang.h"
#include "model/strings.h"

/* Of a run's cases, one in so many is tried again at most. */
#define SHARE 10

/* What a case may leave behind, so that others fail. */
#define REMAINS (FLAW(STAYS) | FLAW(PINS) | FLAW(HUGE_PAGES) | FLAW(WARNING) | \
		 FLAW(TAINT))

/* Guests of a kernel that are ended for that. */
#define STAINED_MAX 4

/* The first round tries one case of each cause. */
#define ROUNDS 2

static bool is_bad(const struct report *r)
{
	return r->verdict == V_FAIL || r->verdict == V_DRIFT ||
	       r->verdict == V_ERROR;
}

size_t guest_count_bad(const struct guest *g)
{
	size_t i, nr = 0;

	for (i = 0; i < g->job->nr; i++)
		nr += !upstream_is(g->job->ids[i]) && is_bad(&g->cases[i].report);
	return nr;
}

/* A contract that was begun, and that is not as promised. */
static bool is_due(const struct guest *g, size_t i)
{
	const struct guest_case *c = &g->cases[i];

	return i >= g->job->nr_suites && !upstream_is(g->job->ids[i]) &&
	       c->begun && !c->tries && is_bad(&c->report);
}

/* Of one door, with one outcome. */
static bool same_cause(const struct report *a, const struct report *b)
{
	return a->verdict == b->verdict &&
	       outcome_equal(&a->seen.outcome, &b->seen.outcome) &&
	       hang_ids_of_one_door(a->id, b->id);
}

/* How many of the same cause are tried again, or of them did not come back. */
static size_t count_alike(const struct guest *g, size_t of, bool gone)
{
	const struct guest_case *c;
	size_t i, nr = 0;

	for (i = 0; i < g->job->nr; i++) {
		c = &g->cases[i];
		nr += c->tries && (!gone || guest_case_is_gone(c)) &&
		      same_cause(&c->report, &g->cases[of].report);
	}
	return nr;
}

static void begin_again(struct guest_case *c)
{
	c->first = c->report;
	c->tries = 1;
	c->begun = false;
	c->result[0] = '\0';
}

bool guest_case_is_gone(const struct guest_case *c)
{
	return c->tries == 2 && c->bad == 1;
}

bool guest_try_again(struct guest *g)
{
	const size_t most = g->job->nr / SHARE + 1;
	size_t i, nr = 0;

	guest_settle_again(g);
	if (!g->job->again || g->rounds++ == ROUNDS)
		return false;
	for (i = 0; i < g->job->nr && g->nr_again < most; i++) {
		if (!is_due(g, i) ||
		    (g->rounds == 1 ? count_alike(g, i, false) :
				      !count_alike(g, i, true)))
			continue;
		begin_again(&g->cases[i]);
		g->nr_again++;
		nr++;
	}
	for (i = 0; i < g->job->nr; i++)
		if (g->cases[i].tries == 1)
			g->cases[i].state = CASE_PENDING;
	return nr;
}

/* Whether the first result says nothing of the kernel. */
static bool host_stood_still(const struct guest_case *c)
{
	return c->stood && !is_bad(&c->report);
}

void guest_settle_again(struct guest *g)
{
	struct guest_case *c;
	size_t i;

	for (i = 0; i < g->job->nr; i++) {
		c = &g->cases[i];
		if (c->tries != 1 || c->state != CASE_DONE)
			continue;
		if (host_stood_still(c)) {
			c->tries = 0;
			continue;
		}
		/* Without a second result it stays at one try. */
		c->bad = 1;
		if (c->begun) {
			c->tries = 2;
			c->bad += is_bad(&c->report);
		}
		c->report = c->first;
	}
}

/* Whether a guest was ended for the same cause before, or enough of them were. */
static bool is_known_stain(const struct guest *g, size_t of)
{
	size_t i, nr = 0;

	for (i = 0; i < g->job->nr; i++) {
		if (!g->cases[i].stained)
			continue;
		nr++;
		if (same_cause(&g->cases[i].report, &g->cases[of].report))
			return true;
	}
	return nr >= STAINED_MAX;
}

bool guest_is_stained(struct guest *g, size_t i)
{
	struct report *const r = &g->cases[i].report;

	if (!g->job->again || !is_bad(r))
		return false;
	if (g->stain < g->job->nr) {
		string_append_item(r->seen.reason, sizeof(r->seen.reason), "; ",
				   "in a guest in which %s had left something behind",
				   g->job->ids[g->stain]);
		return false;
	}
	if (!(r->seen.outcome.flaws & REMAINS))
		return false;
	g->stain = i;
	if (is_known_stain(g, i))
		return false;
	g->cases[i].stained = true;
	return true;
}
