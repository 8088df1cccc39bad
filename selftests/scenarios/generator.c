// SPDX-License-Identifier: GPL-2.0
#include <string.h>
#include <unistd.h>

#include "model/lcg.h"
#include "scenarios/generator.h"

bool generator_part_fits(const struct layout *l, int part)
{
	return !(l->part[part].kind->traits & T_NEEDS_LEFT) ||
	       (part && l->part[part - 1].kind == mapping_find("memfd"));
}

/* A T_NEEDS_LEFT part is as long as the one to its left, whose file it maps. */
static void generate_part(struct generator *g, struct layout *l)
{
	struct layout_part *p = &l->part[l->nr];

	do
		p->kind = g->kind[lcg_below(&g->seed, g->nr_kinds)];
	while (!generator_part_fits(l, l->nr));
	p->pages = 1 + lcg_below(&g->seed, GENERATOR_PART_PAGES_MAX);
	if (p->kind->traits & T_NEEDS_LEFT)
		p->pages = p[-1].pages;
	p->state = lcg_below(&g->seed, STATE_WRITTEN + 1);
	if (!(p->kind->states & 1 << p->state))
		p->state = STATE_UNTOUCHED;
	l->nr++;
}

/* A buffer of all pages, or of all but some units of the first and the last. */
void generate(struct generator *g, struct layout *l)
{
	const size_t page = getpagesize(), units = page / g->unit;
	int parts = 1 + lcg_below(&g->seed,
				  1 + lcg_below(&g->seed, LAYOUT_PARTS_MAX));
	size_t all;

	memset(l, 0, sizeof(*l));
	while (parts--)
		generate_part(g, l);
	all = layout_pages(l) * page;
	if (lcg_below(&g->seed, 2)) {
		l->offset = lcg_below(&g->seed, units) * g->unit;
		all -= l->offset;
		all -= lcg_below(&g->seed,
				 all > page ? units : all / g->unit) * g->unit;
	}
	l->length = all;
}
