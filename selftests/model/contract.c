// SPDX-License-Identifier: GPL-2.0
/*
 * The catalogue: the grid, what each door promises beside it, and the scenarios.
 * In the grid each mapping goes alone through each door, in each of its states; a T_PAIRED one goes beside a
 * good one as well, on either side; and so do pairs that differ in their files.
 *
 * (Where a door lets the CPU copy the rest, a bad page behind a good one shows
 * that fallback rather than GUP's refusal.)
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/contract.h"
#include "model/array_size.h"
#include "model/exclusion.h"
#include "model/strings.h"

/* Lies beside others, to show what a partial pin becomes. */
#define GOOD "anon"
#define BAD "hole"
/* A request to a device may hold it, but not beside RAM. */
#define PEER "p2pmem"
/* Memory with a dev_pagemap of its own, at which a bio ends. */
#define MAPPED "fsdax_shared"
/* GUP refuses it and the CPU could copy it: nobody does after a short count. */
#define REACHED "secretmem"

/* F_SEAL_WRITE tells whether anybody refers to its pages. */
#define TRACEABLE "memfd"

/* Buffers over two files, or over one file twice. */
static const char *const file_pairs[][2] = {
	{ "memfd", "memfd" },
	{ "anon", "memfd" },
	{ "shared_anon", "shared_anon" },
	{ "memfd", "memfd_reopened" },
	{ "memfd", "memfd_below" },
};

/** struct catalogue - the contracts, as they are put together */
struct catalogue {
	struct contract *list;
	size_t nr, allocated;
};

static void name_contract(struct contract *c)
{
	const struct layout *l = &c->layout;
	int i;

	snprintf(c->id, sizeof(c->id), "%s", c->door->name);
	for (i = 0; i < l->nr; i++)
		string_append(c->id, sizeof(c->id), "%s%s%s", i ? "+" : "/",
			      l->part[i].kind->name,
			      i && l->part[i].kind == l->part[i - 1].kind ?
			      "2" : "");
	string_append(c->id, sizeof(c->id), "%s",
		      state_suffix(l->part[0].state));
}

static struct contract *add_contract(struct catalogue *all,
				     const struct contract *c)
{
	if (all->nr == all->allocated) {
		all->allocated = all->allocated ? 2 * all->allocated : 512;
		all->list = reallocarray(all->list, all->allocated,
					 sizeof(*all->list));
		if (!all->list)
			abort();
	}
	all->list[all->nr] = *c;
	return &all->list[all->nr++];
}

static void add_scenario(struct catalogue *all, const struct scenario *scenario)
{
	const struct contract c = contract_of_scenario(scenario);
	struct contract *added = add_contract(all, &c);

	snprintf(added->id, sizeof(added->id), "%s", scenario->name);
}

static void add_layout(struct catalogue *all, const struct door *door,
		       const struct layout *layout)
{
	const struct contract c = contract_of_layout(door, layout);
	const struct exclusion *e = exclusion_next(NULL, door, layout);

	if (!e || e->where != ANYWHERE)
		name_contract(add_contract(all, &c));
}

static struct layout_part part_of(const struct mapping *kind, enum state state)
{
	return (struct layout_part){
		.kind = kind, .pages = mapping_pages(kind), .state = state,
	};
}

static void add_alone(struct catalogue *all, const struct door *door,
		      const struct mapping *kind, enum state state)
{
	const struct layout l = {
		.part = { part_of(kind, state) }, .nr = 1,
	};

	add_layout(all, door, &l);
}

static void add_pair(struct catalogue *all, const struct door *door,
		     const struct mapping *left, const struct mapping *right)
{
	const struct layout l = {
		.part = {
			part_of(left, STATE_UNTOUCHED),
			part_of(right, STATE_UNTOUCHED),
		}, .nr = 2,
	};

	add_layout(all, door, &l);
}

static void add_kind(struct catalogue *all, const struct door *door,
		     const struct mapping *kind)
{
	enum state state;

	if (kind->traits & T_NEEDS_LEFT)
		return;
	for (state = STATE_UNTOUCHED; state <= STATE_WRITTEN; state++)
		if (state == STATE_UNTOUCHED || kind->states & 1 << state)
			add_alone(all, door, kind, state);
	if (!(kind->traits & T_PAIRED))
		return;
	add_pair(all, door, mapping_find(GOOD), kind);
	if (!(kind->traits & T_RIGHT_ONLY))
		add_pair(all, door, kind, mapping_find(GOOD));
}

/* The state in which the most rules apply: the pages are mapped. */
static enum state mapped_state(const struct mapping *kind)
{
	if (kind->states & 1 << STATE_WRITTEN)
		return STATE_WRITTEN;
	return kind->states & 1 << STATE_READ ? STATE_READ : STATE_UNTOUCHED;
}

static void add_kind_once(struct catalogue *all, const struct door *door,
			     const struct mapping *kind)
{
	if (kind->traits & T_NEEDS_LEFT)
		return;
	/*
	 * mlock() shows its fault on an untouched page only, and
	 * /proc/PID/cmdline reads up to the first zero.
	 */
	add_alone(all, door, kind,
		  door->props.flags & (D_NO_PAGE | D_ANON_ONLY) ?
		  STATE_UNTOUCHED : mapped_state(kind));
}

static void add_partial(struct catalogue *all, const struct door *door)
{
	add_pair(all, door, mapping_find(GOOD), mapping_find(BAD));
	add_pair(all, door, mapping_find(BAD), mapping_find(GOOD));
	if (door->props.flags & (D_P2PDMA_QUEUE | D_PARTIAL_ONLY_EFAULT))
		add_pair(all, door, mapping_find(GOOD), mapping_find(PEER));
	if (door->props.flags & D_SHORT_AT_BIO_END)
		add_pair(all, door, mapping_find(GOOD), mapping_find(MAPPED));
	if (door->props.partial == PARTIAL_SHORT ||
	    door->props.partial == PARTIAL_COPY)
		add_pair(all, door, mapping_find(GOOD), mapping_find(REACHED));
}

static void add_door(struct catalogue *all, const struct door *door)
{
	const struct mapping *const *family, *kind;
	size_t i;

	for (family = mapping_families; *family; family++)
		for (kind = *family; kind->name; kind++)
			(door->brief ? add_kind_once : add_kind)(all, door,
								   kind);
	if (door->brief)
		add_partial(all, door);
	for (i = 0; i < ARRAY_SIZE(file_pairs); i++)
		add_pair(all, door, mapping_find(file_pairs[i][0]),
			 mapping_find(file_pairs[i][1]));
}

static void add_promise(struct catalogue *all, const struct door *door,
			const struct promise *promise)
{
	/* /proc/PID/cmdline reads up to the first zero, of no file. */
	const bool anon = door->props.flags & D_ANON_ONLY;
	struct layout l = {
		.part = { anon ? part_of(mapping_find(GOOD), STATE_UNTOUCHED) :
				 part_of(mapping_find(TRACEABLE), STATE_WRITTEN) },
		.nr = 1,
	};
	struct contract c, *added;

	if (promise->behind)
		l.part[l.nr++] = part_of(mapping_find(promise->behind),
					 STATE_UNTOUCHED);
	c = contract_of_promise(door, promise, &l);
	added = add_contract(all, &c);
	snprintf(added->id, sizeof(added->id), "%s.%s", door->name,
		 promise->name);
}

static void add_promises(struct catalogue *all, const struct door *door)
{
	const struct promise *promise;

	for (promise = promises; promise->name; promise++)
		add_promise(all, door, promise);
}

static void add_doors(struct catalogue *all)
{
	const struct door *const *family, *door;

	for (family = door_families; *family; family++)
		for (door = *family; door->name; door++) {
			add_door(all, door);
			add_promises(all, door);
		}
}

static void add_scenarios(struct catalogue *all)
{
	const struct scenario *const *family, *scenario;

	for (family = scenario_families; *family; family++)
		for (scenario = *family; scenario->name; scenario++)
			add_scenario(all, scenario);
}

const struct contract *contracts(size_t *nr)
{
	static struct catalogue all;

	if (!all.nr) {
		add_doors(&all);
		add_scenarios(&all);
	}
	*nr = all.nr;
	return all.list;
}

static int by_id(const void *a, const void *b)
{
	const struct contract *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static int has_id(const void *id, const void *c)
{
	const struct contract *const *contract = c;

	return strcmp(id, (*contract)->id);
}

const struct contract *contract_find(const char *id)
{
	static const struct contract **sorted;
	const struct contract **found;
	size_t i, nr;
	const struct contract *list = contracts(&nr);

	if (!sorted) {
		sorted = reallocarray(NULL, nr, sizeof(*sorted));
		if (!sorted)
			abort();
		for (i = 0; i < nr; i++)
			sorted[i] = &list[i];
		qsort(sorted, nr, sizeof(*sorted), by_id);
	}
	found = bsearch(id, sorted, nr, sizeof(*sorted), has_id);
	return found ? *found : NULL;
}
