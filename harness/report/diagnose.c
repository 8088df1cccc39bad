// SPDX-License-Identifier: GPL-2.0
#include "report/diagnose.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "model/array_size.h"
#include "model/hangs.h"
#include "model/strings.h"

/* A group of two is none. */
#define GROUP_LEAST 3

/* struct mark - that a cell has a clue */
struct mark {
	enum clue clue;
	const char *text;
	size_t length;
	size_t cell;
};

/* struct search - all marks of a kernel, those of one clue side by side */
struct search {
	const struct results *r;
	size_t kernel;
	struct mark *marks;
	size_t nr;
	char **texts;
	size_t nr_texts;
};

/* Reasons that say no more than the verdict. */
static const char *const empty[] = {
	"", "no commit explains this", "no reason was given",
	"was not run",
};

/* A defect is known, and explained already. */
static bool is_bad(const struct cell *c)
{
	return verdict_bad(c->report.verdict, false);
}

static bool belongs(const struct search *s, size_t i)
{
	const struct cell *c = &s->r->cells[i];

	return c->kernel == s->kernel && !upstream_is(c->report.id) &&
	       c->report.verdict != V_SKIP;
}

static int add_mark(struct search *s, enum clue clue, const char *text,
		    size_t length, size_t cell)
{
	struct mark *more = grow_array(s->marks, s->nr, sizeof(*more));

	if (!more)
		return -ENOMEM;
	s->marks = more;
	more[s->nr++] = (struct mark){ clue, text, length, cell };
	return 0;
}

/* A text of our own, kept until the end. */
static int add_text(struct search *s, enum clue clue, const char *text,
		    size_t cell)
{
	char **more = grow_array(s->texts, s->nr_texts, sizeof(*more));

	if (!more)
		return -ENOMEM;
	s->texts = more;
	more[s->nr_texts] = strdup(text);
	if (!more[s->nr_texts])
		return -ENOMEM;
	return add_mark(s, clue, more[s->nr_texts++], strlen(text), cell);
}

/* "CPU: 0 PID: 71 at mm/gup.c:140" and that of another process are the same. */
static void blank_numbers(const char *text, char *buf, size_t size)
{
	size_t at = 0;
	bool hex;

	for (; *text && at + 2 < size; text++) {
		hex = text[0] == '0' && text[1] == 'x';
		if (!isdigit((unsigned char)*text) ||
		    (at && isalpha((unsigned char)buf[at - 1]))) {
			buf[at++] = *text;
			continue;
		}
		buf[at++] = 'N';
		text += hex ? 2 : 0;
		while (hex ? isxdigit((unsigned char)text[1]) :
			     isdigit((unsigned char)text[1]))
			text++;
	}
	buf[at] = '\0';
}

static bool is_empty(const char *reason)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(empty); i++)
		if (!strcmp(reason, empty[i]))
			return true;
	return false;
}

static int mark_outcome(struct search *s, size_t cell)
{
	const struct report *r = &s->r->cells[cell].report;
	char observed[OUTCOME_TEXT_MAX], expected[OUTCOME_TEXT_MAX];
	char reason[sizeof(r->seen.reason)];
	char text[2 * OUTCOME_TEXT_MAX + 16];
	int ret = 0;

	if (r->verdict == V_DRIFT) {
		ret = add_text(s, CLUE_COMMIT, r->seen.reason, cell);
	} else if (!is_empty(r->seen.reason)) {
		blank_numbers(r->seen.reason, reason, sizeof(reason));
		ret = add_text(s, CLUE_REASON, reason, cell);
	}
	if (ret || r->verdict == V_ERROR)
		return ret;
	outcome_write(&r->seen.outcome, observed);
	outcome_write(&r->expected, expected);
	snprintf(text, sizeof(text), "%s, expected %s", observed, expected);
	return add_text(s, CLUE_OUTCOME, text, cell);
}

/* All beginnings of an id, and all its parts but the first. */
static int mark_id(struct search *s, size_t cell)
{
	const char *id = s->r->cells[cell].report.id, *at = id;
	size_t length = strcspn(id, "./");
	int ret = add_mark(s, CLUE_PREFIX, id, length, cell);

	for (at += length; *at && !ret; at += length) {
		const bool more = *at == '.' || *at == '/';

		at++;
		length = strcspn(at, "./+:");
		ret = add_mark(s, CLUE_PART, at, length, cell);
		if (!ret && more && strchr("./", at[length]) && at[length])
			ret = add_mark(s, CLUE_PREFIX, id, at + length - id,
				       cell);
	}
	return ret;
}

static int by_clue(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	const size_t least = x->length < y->length ? x->length : y->length;
	int diff = (int)x->clue - (int)y->clue;

	if (!diff)
		diff = memcmp(x->text, y->text, least);
	if (!diff)
		diff = (x->length > y->length) - (x->length < y->length);
	if (!diff)
		diff = (x->cell > y->cell) - (x->cell < y->cell);
	return diff;
}

static size_t same_clue(const struct search *s, size_t at)
{
	const struct mark *m = &s->marks[at];
	size_t end = at + 1;

	while (end < s->nr && s->marks[end].clue == m->clue &&
	       s->marks[end].length == m->length &&
	       !memcmp(s->marks[end].text, m->text, m->length))
		end++;
	return end;
}

static int mark_all(struct search *s, struct diagnosis *d)
{
	size_t i;
	int ret = 0;

	for (i = 0; i < s->r->nr_cells && !ret; i++) {
		if (!belongs(s, i))
			continue;
		d->tried++;
		d->bad += is_bad(&s->r->cells[i]);
		ret = mark_id(s, i);
		if (!ret && is_bad(&s->r->cells[i]))
			ret = mark_outcome(s, i);
	}
	if (s->nr)
		qsort(s->marks, s->nr, sizeof(*s->marks), by_clue);
	return ret;
}

/* Parts that occur twice in an id count once: marks are sorted by cell, too. */
static bool is_twice(const struct search *s, size_t first, size_t i)
{
	return i > first && s->marks[i].cell == s->marks[i - 1].cell;
}

/* What a clue would explain that none before does. */
static size_t count_new(const struct search *s, const struct diagnosis *d,
			size_t first, size_t end, struct clue_group *g)
{
	size_t i, new = 0;

	*g = (struct clue_group){ .clue = s->marks[first].clue };
	for (i = first; i < end; i++) {
		const size_t cell = s->marks[i].cell;

		if (is_twice(s, first, i))
			continue;
		g->tried++;
		g->bad += is_bad(&s->r->cells[cell]);
		new += is_bad(&s->r->cells[cell]) && !d->group[cell];
	}
	return new;
}

/*
 * How telling a clue is: the more it explains, and the fewer good cells share
 * it. Cells that were not run have a reason that others made.
 */
static double weigh(const struct clue_group *g, const struct mark *m, size_t new)
{
	/* Cells that are explained already speak neither for it nor against. */
	const double share = (double)new / (g->tried - (g->bad - new));

	switch (m->clue) {
	case CLUE_COMMIT:
		return 1.1 * new;
	case CLUE_REASON:
		return string_begins(m->text, HANGS_NOT_RUN) ? .6 * new :
							       .95 * new;
	case CLUE_PREFIX:
		return share * new;
	case CLUE_PART:
		return .98 * share * new;
	case CLUE_OUTCOME:
		break;
	}
	return .5 * new;
}

static bool was_tried(const struct report *r)
{
	return r->seen.outcome.kind != OUTCOME_NONE;
}

/* Gives a group the cells that none before has. */
static void take(const struct search *s, struct diagnosis *d, size_t at,
		 size_t end)
{
	struct clue_group *g = &d->of[d->nr];
	const struct cell *cells = s->r->cells;
	size_t i, cell, nr = 0;

	count_new(s, d, at, end, g);
	snprintf(g->text, sizeof(g->text), "%.*s", (int)s->marks[at].length,
		 s->marks[at].text);
	d->nr++;
	for (i = at; i < end; i++) {
		cell = s->marks[i].cell;
		if (!is_bad(&cells[cell]) || d->group[cell])
			continue;
		d->group[cell] = d->nr;
		if (!nr++ || (!was_tried(&cells[g->first].report) &&
			      was_tried(&cells[cell].report)))
			g->first = cell;
	}
	g->bad = nr;
}

/* The most telling clue that is left; whether there is one. */
static bool take_best(const struct search *s, struct diagnosis *d)
{
	size_t at, end, new, best = 0, best_end = 0;
	struct clue_group g;
	double weight, most = 0;

	for (at = 0; at < s->nr; at = end) {
		end = same_clue(s, at);
		new = count_new(s, d, at, end, &g);
		weight = new < GROUP_LEAST ? 0 : weigh(&g, &s->marks[at], new);
		/* Of two beginnings that explain the same, the longer one. */
		if (weight < most || weight <= 0)
			continue;
		most = weight;
		best = at;
		best_end = end;
	}
	if (most > 0)
		take(s, d, best, best_end);
	return most > 0;
}

static void search_free(struct search *s)
{
	while (s->nr_texts)
		free(s->texts[--s->nr_texts]);
	free(s->texts);
	free(s->marks);
}

int diagnose(struct diagnosis *d, const struct results *r, size_t kernel)
{
	struct search s = { .r = r, .kernel = kernel };
	int ret;

	memset(d, 0, sizeof(*d));
	d->group = calloc(r->nr_cells + 1, sizeof(*d->group));
	ret = d->group ? mark_all(&s, d) : -ENOMEM;
	if (!ret && d->bad >= DIAGNOSE_LEAST)
		while (d->nr < DIAGNOSE_GROUPS && take_best(&s, d))
			;
	search_free(&s);
	if (ret)
		diagnosis_free(d);
	return ret;
}

void diagnosis_free(struct diagnosis *d)
{
	free(d->group);
	memset(d, 0, sizeof(*d));
}
