// SPDX-License-Identifier: GPL-2.0
/* Results as a grid: a row a contract, grouped by door, a column a kernel. */
#include "report/grid.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "results/suites.h"

/* struct placed - a cell, and the places of its group and contract */
struct placed {
	const struct cell *cell;
	size_t group, order;
};

/* "door/layout"; a scenario is "AREA.NAME", a claim "AREA.CALL.WHAT[.HOW]". */
static size_t group_length(const char *id)
{
	const char *end = strchr(id, '/'), *dot = strchr(id, '.');

	if (!end && dot)
		end = strchr(dot + 1, '.') ?: dot;
	return end ? (size_t)(end - id) : strlen(id);
}

/* Of "AREA.CALL.WHAT.HOW", the first three. */
static size_t family_length(const char *id)
{
	const size_t group = group_length(id);
	const char *dot;

	if (id[group] != '.')
		return strlen(id);
	dot = strchr(id + group + 1, '.');
	return dot ? (size_t)(dot - id) : strlen(id);
}

static bool same_group(const char *a, const char *b)
{
	size_t length = group_length(a);

	return group_length(b) == length && !memcmp(a, b, length);
}

static size_t catalogue_order(const char *id)
{
	const struct contract *c = contract_find(id);
	size_t nr;

	return c ? (size_t)(c - contracts(&nr)) : SIZE_MAX;
}

/* The place of the first contract of a group in the catalogue. */
static size_t group_order(const char *id, const struct placed *before)
{
	const struct contract *all;
	size_t nr, i;

	if (before && same_group(id, before->cell->report.id))
		return before->group;
	all = contracts(&nr);
	for (i = 0; i < nr; i++)
		if (same_group(id, all[i].id))
			return i;
	return SIZE_MAX;
}

static int by_order(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int diff;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	diff = strcmp(x->cell->report.id, y->cell->report.id);
	if (diff)
		return diff;
	return (x->cell->kernel > y->cell->kernel) -
	       (x->cell->kernel < y->cell->kernel);
}

static void fill_rows(struct grid *g, const struct placed *placed, size_t nr)
{
	struct grid_row *row = NULL;
	const struct cell *c;
	size_t i;

	for (i = 0; i < nr; i++) {
		c = placed[i].cell;
		if (!row || strcmp(row->id, c->report.id)) {
			row = &g->rows[g->nr_rows];
			row->id = c->report.id;
			row->group = group_length(row->id);
			row->family = family_length(row->id);
			row->cell = g->cells + g->nr_rows++ * g->nr_columns;
		}
		row->cell[c->kernel] = c;
	}
}

int grid_make(struct grid *g, const struct results *r, bool upstream)
{
	struct placed *placed;
	size_t i, nr = 0;

	memset(g, 0, sizeof(*g));
	g->upstream = upstream;
	g->r = r;
	g->nr_columns = r->nr_kernels;
	placed = calloc(r->nr_cells + 1, sizeof(*placed));
	g->rows = calloc(r->nr_cells + 1, sizeof(*g->rows));
	g->cells = calloc(r->nr_cells * r->nr_kernels + 1, sizeof(*g->cells));
	if (!placed || !g->rows || !g->cells) {
		free(placed);
		grid_free(g);
		return -ENOMEM;
	}
	for (i = 0; i < r->nr_cells; i++) {
		if (upstream_is(r->cells[i].report.id) != upstream)
			continue;
		placed[nr] = (struct placed){
			.cell = &r->cells[i],
			.group = group_order(r->cells[i].report.id,
					     nr ? &placed[nr - 1] : NULL),
			.order = catalogue_order(r->cells[i].report.id),
		};
		nr++;
	}
	qsort(placed, nr, sizeof(*placed), by_order);
	fill_rows(g, placed, nr);
	free(placed);
	return 0;
}

void grid_free(struct grid *g)
{
	free(g->rows);
	free(g->cells);
	memset(g, 0, sizeof(*g));
}

size_t grid_group_end(const struct grid *g, size_t first)
{
	size_t end = first + 1;

	while (end < g->nr_rows && same_group(g->rows[first].id,
					      g->rows[end].id))
		end++;
	return end;
}

size_t grid_family_end(const struct grid *g, size_t first)
{
	const struct grid_row *row = &g->rows[first];
	size_t end = first + 1;

	while (end < g->nr_rows && g->rows[end].family == row->family &&
	       !memcmp(g->rows[end].id, row->id, row->family))
		end++;
	return end;
}

void grid_tally(const struct grid *g, size_t first, size_t end, size_t column,
		struct tally *t)
{
	const struct cell *c;
	size_t i;

	memset(t, 0, sizeof(*t));
	for (i = first; i < end; i++) {
		c = g->rows[i].cell[column];
		if (c)
			t->of[c->report.verdict]++;
	}
}

const char *grid_row_label(const struct grid_row *row)
{
	const char *label = row->id + row->group;

	return *label ? label + 1 : row->id;
}

static bool is_unobserved(const struct cell *c)
{
	return !c || c->report.verdict == V_SKIP;
}

static bool same_outcome(const struct cell *a, const struct cell *b)
{
	if (!a || !b)
		return a == b;
	if (is_unobserved(a) || is_unobserved(b))
		return a->report.verdict == b->report.verdict;
	return outcome_equal(&a->report.seen.outcome,
			     &b->report.seen.outcome);
}

/* Kernels differ at this door as at the one that it resembles. */
static bool is_brief(const struct grid_row *row)
{
	const struct contract *c = contract_find(row->id);

	return c && c->door && c->door->brief;
}

bool grid_explained(const struct grid *g, const struct cell *c)
{
	return c && g->explained && g->explained[c - g->r->cells];
}

bool grid_row_notable(const struct grid *g, const struct grid_row *row)
{
	const bool claim = suites_know(row->id), brief = is_brief(row);
	const struct cell *c, *first = row->cell[0];
	size_t i;

	for (i = 0; i < g->nr_columns; i++) {
		c = row->cell[i];
		if (grid_explained(g, first))
			first = c;
		if (grid_explained(g, c))
			continue;
		if (c && c->report.verdict != V_PASS &&
		    c->report.verdict != V_SKIP)
			return true;
		if (brief || (claim && is_unobserved(c)))
			continue;
		if (claim && is_unobserved(first))
			first = c;
		if (!same_outcome(first, c))
			return true;
	}
	return false;
}
