// SPDX-License-Identifier: GPL-2.0
/* KTAP as a whole: lines, levels, plans and results. */
#include "parse/ktap.h"

#include <string.h>

/* A level has ended: planned results that did not come are missing. */
static void close_level(struct ktap *k, struct ktap_level *l)
{
	if (l->planned && l->plan > l->seen)
		k->count.missing += l->plan - l->seen;
}

/*
 * The level of a line, which begins with the first one so indented. A line
 * deeper than we follow joins the deepest level.
 */
static struct ktap_level *level_at(struct ktap *k, int indent)
{
	struct ktap_level *l;

	while (k->depth && k->level[k->depth - 1].indent > indent)
		close_level(k, &k->level[--k->depth]);
	if (k->depth && k->level[k->depth - 1].indent == indent)
		return &k->level[k->depth - 1];
	if (k->depth == KTAP_DEPTH_MAX)
		return &k->level[k->depth - 1];
	l = &k->level[k->depth++];
	memset(l, 0, sizeof(*l));
	l->indent = indent;
	return l;
}

static void count_plan(struct ktap *k, const struct ktap_line *line)
{
	struct ktap_level *l = level_at(k, line->indent);

	/* A second plan is another program's: the first one has ended. */
	if (l->planned) {
		close_level(k, l);
		l->seen = 0;
	}
	l->planned = true;
	l->plan = line->number;
	k->planned = true;
}

static void count_one(struct ktap_count *c, const struct ktap_line *line)
{
	if (line->directive == KTAP_SKIP)
		c->skipped++;
	else if (line->directive == KTAP_TODO || line->directive == KTAP_XFAIL)
		c->expected++;
	else if (line->ok && line->directive == KTAP_NONE)
		c->passed++;
	else
		c->failed++;
}

/*
 * The result that follows deeper ones sums them up: its parts are counted
 * already, unless it knows of a failure that they do not show.
 */
static void count_result(struct ktap *k, const struct ktap_line *line)
{
	struct ktap_level *l, *inner = NULL;

	if (k->depth && k->level[k->depth - 1].indent > line->indent)
		inner = &k->level[k->depth - 1];
	if (inner && (inner->seen || inner->planned)) {
		if (!line->ok && !inner->failed &&
		    line->directive == KTAP_NONE)
			k->count.failed++;
	} else {
		count_one(&k->count, line);
	}
	l = level_at(k, line->indent);
	l->seen++;
	l->failed += !line->ok && line->directive == KTAP_NONE;
}

void ktap_count_line(struct ktap *k, const struct ktap_line *line)
{
	if (line->kind == KTAP_PLAN)
		count_plan(k, line);
	else if (line->kind == KTAP_RESULT)
		count_result(k, line);
	else if (line->kind == KTAP_BAIL)
		k->bailed = true;
}

static void end_line(struct ktap *k)
{
	struct ktap_line line;

	k->buf[k->length] = '\0';
	ktap_line_read(&line, k->buf);
	/* A line that was cut off may mean anything. */
	if (k->overlong)
		line.kind = KTAP_OTHER;
	ktap_count_line(k, &line);
	if (k->line)
		k->line(k->ctx, &line);
}

void ktap_feed(struct ktap *k, const char *data, size_t size)
{
	for (; size; data++, size--) {
		if (*data == '\n') {
			end_line(k);
			k->length = 0;
			k->overlong = false;
		} else if (k->length + 1 < sizeof(k->buf)) {
			/* A NUL would hide what follows it. */
			k->buf[k->length++] = *data ? *data : '?';
		} else {
			k->overlong = true;
		}
	}
}

void ktap_end(struct ktap *k)
{
	k->length = 0;
	while (k->depth)
		close_level(k, &k->level[--k->depth]);
	if ((!k->planned || k->bailed) && !k->count.missing)
		k->count.missing = 1;
}
