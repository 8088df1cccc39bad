// SPDX-License-Identifier: GPL-2.0
/* Whether the kernel's own tests notice a mutant. */
#include "plan/upstream_notice.h"

#include <stdio.h>
#include <string.h>

#include "base/msg.h"

static const struct cell *find(const struct results *r, const char *id)
{
	for (size_t i = 0; i < r->nr_cells; i++) {
		if (!strcmp(r->cells[i].report.id, id))
			return &r->cells[i];
	}
	return NULL;
}

static bool same_parts(const struct subtests *a, const struct subtests *b)
{
	return a->passed == b->passed && a->failed == b->failed &&
	       a->skipped == b->skipped && a->expected == b->expected &&
	       a->missing == b->missing;
}

static bool is_same(const struct cell *a, const struct cell *b)
{
	return a->report.verdict == b->report.verdict &&
	       same_parts(&a->parts, &b->parts);
}

void upstream_stable(struct results *first, const struct results *again)
{
	size_t kept = 0;

	for (size_t i = 0; i < first->nr_cells; i++) {
		const struct cell *c = &first->cells[i];
		const struct cell *then = find(again, c->report.id);

		if (then && is_same(c, then))
			first->cells[kept++] = *c;
		else
			msg_note("%s comes out differently without a mutant, and is left out: %s, then %s",
				 c->report.id, verdict_name(c->report.verdict),
				 then ? verdict_name(then->report.verdict) :
					"nothing");
	}
	first->nr_cells = kept;
}

static long bad_parts(const struct subtests *p)
{
	return p->failed + p->missing;
}

/* "mm:cow (2 more parts failed)", "mm:cow (panic)" */
static void name_test(struct mutant *m, const struct cell *now,
		      const struct cell *before)
{
	const long more = bad_parts(&now->parts) - bad_parts(&before->parts);
	const char *id = now->report.id + strlen(UPSTREAM_PREFIX);
	char observed[OUTCOME_TEXT_MAX];

	outcome_write(&now->report.seen.outcome, observed);
	if (now->report.verdict == V_FAIL && strcmp(observed, "fail"))
		snprintf(m->upstream_by, sizeof(m->upstream_by), "%s (%s)", id,
			 observed);
	else if (more > 0)
		snprintf(m->upstream_by, sizeof(m->upstream_by),
			 "%s (%ld more parts failed)", id, more);
	else
		snprintf(m->upstream_by, sizeof(m->upstream_by),
			 "%s (%s: %.100s)", id,
			 verdict_name(now->report.verdict),
			 now->report.seen.reason);
}

static bool any_differs(struct mutant *m, const struct results *r,
			const struct results *base)
{
	for (size_t i = 0; i < r->nr_cells; i++) {
		const struct cell *now = &r->cells[i];
		const struct cell *before = find(base, now->report.id);

		if (!before || is_same(now, before))
			continue;
		name_test(m, now, before);
		return true;
	}
	return false;
}

void upstream_compare(struct mutant *m, const struct results *r,
		      const struct results *base,
		      const struct mutant_console *c, int severity)
{
	bool noticed = any_differs(m, r, base);

	if (!noticed && c->severity > severity) {
		snprintf(m->upstream_by, sizeof(m->upstream_by), "%s",
			 c->gravest);
		noticed = true;
	}
	if (!noticed)
		m->upstream = MUTANT_SURVIVED;
	else
		m->upstream = c->on && c->counted >= c->on && !c->reached ?
			MUTANT_FALSE_ALARM : MUTANT_NOTICED;
}
