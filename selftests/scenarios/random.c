// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "model/lcg.h"
#include "model/spec.h"
#include "scenarios/random.h"

/* The same numbers everywhere, for the same seed. */
static unsigned int roll(struct dice *d, unsigned int sides)
{
	return lcg_below(&d->seed, sides);
}

/* What is made from the file to its left needs that file, and as much of it. */
static bool fits(const struct trial *t, const struct mapping *kind)
{
	return !(kind->traits & T_NEEDS_LEFT) ||
	       (t->nr && t->kind[t->nr - 1] == mapping_find("memfd"));
}

static void throw_part(struct trial *t, struct dice *d)
{
	const int i = t->nr;

	do
		t->kind[i] = d->kind[roll(d, d->nr_kinds)];
	while (!fits(t, t->kind[i]));
	t->pages[i] = 1 + roll(d, TRIAL_PART_MAX);
	if (t->kind[i]->traits & T_NEEDS_LEFT)
		t->pages[i] = t->pages[i - 1];
	t->state[i] = roll(d, STATE_WRITTEN + 1);
	if (!(t->kind[i]->states & 1 << t->state[i]))
		t->state[i] = STATE_UNTOUCHED;
	t->nr++;
}

int trial_pages(const struct trial *t)
{
	int i, pages = 0;

	for (i = 0; i < t->nr; i++)
		pages += t->pages[i];
	return pages;
}

/* All of its pages, but for what is left out of the first and the last. */
void trial_throw(struct trial *t, struct dice *d)
{
	const size_t page = getpagesize();
	const unsigned int units = page / d->unit;
	int parts = 1 + roll(d, 1 + roll(d, BUFFER_PARTS_MAX));
	size_t all;

	memset(t, 0, sizeof(*t));
	while (parts--)
		throw_part(t, d);
	all = trial_pages(t) * page;
	if (roll(d, 2)) {
		t->offset = roll(d, units) * d->unit;
		all -= t->offset;
		all -= roll(d, all > page ? units : all / d->unit) * d->unit;
	}
	t->length = all;
}

/* All from where it begins. */
static void lengthen(struct trial *t)
{
	t->length = trial_pages(t) * getpagesize() - t->offset;
}

static void drop(struct trial *t, int part)
{
	int i;

	for (i = part; i + 1 < t->nr; i++) {
		t->kind[i] = t->kind[i + 1];
		t->pages[i] = t->pages[i + 1];
		t->state[i] = t->state[i + 1];
	}
	t->nr--;
}

static bool makes_sense(const struct trial *t)
{
	struct trial left = { 0 };
	int i;

	for (i = 0; i < t->nr; i++) {
		if (!fits(&left, t->kind[i]))
			return false;
		if (t->kind[i]->traits & T_NEEDS_LEFT &&
		    t->pages[i] != t->pages[i - 1])
			return false;
		left.kind[left.nr++] = t->kind[i];
	}
	return t->nr;
}

/*
 * For each part: without it, with one page of it, with that untouched. And all
 * of them from the beginning.
 */
#define WAYS 3

int trial_simplifications(const struct trial *t)
{
	return WAYS * t->nr + 1;
}

bool trial_simplify(const struct trial *t, int way, struct trial *simpler)
{
	const int part = way % t->nr;

	*simpler = *t;
	switch (way / t->nr) {
	case 0:
		drop(simpler, part);
		break;
	case 1:
		simpler->pages[part] = 1;
		break;
	case 2:
		simpler->state[part] = STATE_UNTOUCHED;
		return t->state[part] != STATE_UNTOUCHED;
	}
	if (way == WAYS * t->nr)
		simpler->offset = 0;
	lengthen(simpler);
	return makes_sense(simpler) && memcmp(simpler, t, sizeof(*t));
}

long trial_expect(const struct trial *t, const struct door *door,
		  const struct history *h, const struct machine *machine)
{
	struct buffer b = {
		.nr = t->nr, .offset = t->offset, .length = t->length,
	};
	int i, files = 0;

	for (i = 0; i < t->nr; i++)
		contract_span(&b.span[i], t->kind[i], t->pages[i],
			      t->state[i], &files);
	return spec_expect(&b, &door->props, h, machine);
}

void trial_describe(const struct trial *t, char *text, size_t size)
{
	static const char *const states[] = { "", ":read", ":written" };
	size_t used = 0;
	int i;

	for (i = 0; i < t->nr && used < size; i++)
		used += snprintf(text + used, size - used, "%s*%d%s ",
				 t->kind[i]->name, t->pages[i],
				 states[t->state[i]]);
	if (used < size)
		snprintf(text + used, size - used, "from %zu, %zu bytes",
			 t->offset, t->length);
}
