// SPDX-License-Identifier: GPL-2.0
/* Who notices a mutant: its cells beside those of the kernel without it. */
#include "plan/mutant_notice.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "model/outcome.h"
#include "results/suites.h"

void mutant_globs_split(struct mutant_globs *g, const struct mutant *m)
{
	char *at = g->text, *word;

	strcpy(g->text, m->notices);
	g->nr = 0;
	while ((word = strsep(&at, " ")) && g->nr < MUTANT_GLOBS_MAX) {
		if (*word)
			g->glob[g->nr++] = word;
	}
}

/* A suite that is lost makes no claims, and fails in their stead. */
static bool fits(const char *glob, const char *id)
{
	const struct suite *s = suite_find(id);

	return !fnmatch(glob, id, 0) || (s && suite_may_fit(s, glob));
}

size_t mutant_globs_rank(const struct mutant_globs *g, const char *id)
{
	size_t i;

	for (i = 0; i < g->nr; i++) {
		if (fits(g->glob[i], id))
			break;
	}
	return i;
}

static bool fits_any(const char *glob, const char *const *ids, size_t nr)
{
	for (size_t i = 0; i < nr; i++) {
		if (fits(glob, ids[i]))
			return true;
	}
	return false;
}

void mutant_check_globs(struct mutant *m, const char *const *ids, size_t nr)
{
	struct mutant_globs g;

	mutant_globs_split(&g, m);
	for (size_t i = 0; i < g.nr && m->state == MUTANT_NOT_RUN; i++) {
		if (fits_any(g.glob[i], ids, nr))
			continue;
		m->state = MUTANT_UNFIT;
		snprintf(m->reason, sizeof(m->reason),
			 "its notices name %.100s, which fits no contract",
			 g.glob[i]);
		msg_error("%s: %s", m->path, m->reason);
	}
}

static int by_id(const void *a, const void *b)
{
	const struct cell *const *x = a, *const *y = b;

	return strcmp((*x)->report.id, (*y)->report.id);
}

int baseline_sort(struct baseline *b)
{
	size_t i;

	b->by_id = calloc(b->r.nr_cells + 1, sizeof(*b->by_id));
	if (!b->by_id) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	for (i = 0; i < b->r.nr_cells; i++)
		b->by_id[i] = &b->r.cells[i];
	qsort(b->by_id, b->r.nr_cells, sizeof(*b->by_id), by_id);
	return 0;
}

void baseline_free(struct baseline *b)
{
	free(b->by_id);
	b->by_id = NULL;
	results_free(&b->r);
}

static int compare_id(const void *id, const void *cell)
{
	const struct cell *const *c = cell;

	return strcmp(id, (*c)->report.id);
}

/* What a contract came to without the mutant; one that is new is good. */
static enum verdict verdict_before(const struct baseline *b, const char *id)
{
	const struct cell **c = bsearch(id, b->by_id, b->r.nr_cells,
					sizeof(*b->by_id), compare_id);

	return c ? (*c)->report.verdict : V_PASS;
}

static bool is_bad(enum verdict v)
{
	return v == V_FAIL || v == V_DRIFT;
}

/* Keeps @m->by sorted by rank; of the same rank the first one comes first. */
static void add_by(struct mutant *m, const struct mutant_globs *g,
		   const struct report *r)
{
	const size_t rank = mutant_globs_rank(g, r->id);
	size_t nr = m->nr_noticed, at;

	m->nr_noticed++;
	if (nr > MUTANT_BY_MAX)
		nr = MUTANT_BY_MAX;
	for (at = nr; at && mutant_globs_rank(g, m->by[at - 1].id) > rank; at--)
		;
	if (at == MUTANT_BY_MAX)
		return;
	if (nr == MUTANT_BY_MAX)
		nr--;
	memmove(&m->by[at + 1], &m->by[at], (nr - at) * sizeof(*m->by));
	snprintf(m->by[at].id, sizeof(m->by[at].id), "%.127s", r->id);
	outcome_write(&r->seen.outcome, m->by[at].observed);
}

static void add_error(struct mutant *m, const struct report *r)
{
	if (!m->nr_errors++)
		snprintf(m->reason, sizeof(m->reason), "%.100s: %.140s", r->id,
			 r->seen.reason);
}

void mutant_compare(struct mutant *m, const struct results *r,
		    const struct baseline *b)
{
	struct mutant_globs g;
	enum verdict before;
	size_t i;

	mutant_globs_split(&g, m);
	for (i = 0; i < r->nr_cells; i++) {
		const struct report *now = &r->cells[i].report;

		before = verdict_before(b, now->id);
		if (is_bad(now->verdict) && !is_bad(before))
			add_by(m, &g, now);
		else if (now->verdict == V_ERROR && before != V_ERROR)
			add_error(m, now);
	}
}

void mutant_conclude(struct mutant *m)
{
	struct mutant_globs g;

	mutant_globs_split(&g, m);
	if (m->nr_noticed && !m->reached && !m->uncounted)
		m->state = MUTANT_FALSE_ALARM;
	else if (m->nr_noticed && mutant_globs_rank(&g, m->by[0].id) < g.nr)
		m->state = MUTANT_NOTICED;
	else if (m->nr_noticed)
		m->state = MUTANT_ELSEWHERE;
	else if (m->nr_errors)
		m->state = MUTANT_AS_ERROR;
	else
		m->state = *m->equivalent ? MUTANT_EQUIVALENT : MUTANT_SURVIVED;
}
