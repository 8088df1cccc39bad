// SPDX-License-Identifier: GPL-2.0
/*
 * The grid. Each mapping goes alone through each door, in each state that
 * matters for it; each one that some door refuses goes beside a good one as
 * well, on either side; and so do those that differ only in their files.
 *
 * (On a door that lets the CPU copy the rest, a bad page behind a good one
 * shows that fallback rather than GUP's refusal.)
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/contract.h"

static const char *const state_names[] = {
	[STATE_UNTOUCHED] = "", [STATE_READ] = ":read",
	[STATE_WRITTEN] = ":written",
};

/* What lies beside a bad mapping to see what becomes of the good part. */
#define GOOD "anon"
#define BAD "hole"
/* What a request to a device may hold, but not beside the good. */
#define PEER "p2pmem"
/* The same, for the way in which its pages are kept track of. */
#define MAPPED "fsdax_shared"
/* What GUP refuses and the CPU could copy: nobody does where bytes are short. */
#define REACHED "secretmem"

/* Buffers over several files; a digit tells instances of one kind apart. */
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
	size_t nr, room;
};

static bool may_go_through(const struct door *door, const struct layout *l)
{
	int i;

	/*
	 * What one request may not hold, two may: xfs keeps even two pages,
	 * written at once, in two places.
	 */
	if (door->target == TARGET_XFS && l->nr > 1 &&
	    (l->part[0]->props.flags ^ l->part[1]->props.flags) & M_P2PDMA)
		return false;
	for (i = 0; i < l->nr; i++)
		if (door->one_thing && l->part[i]->traits & T_REPEATED)
			return false;
	/*
	 * The content of an MMIO BAR must never be touched, so it does not go
	 * where the CPU copies what GUP refuses. (Where GUP itself may be
	 * wrong, or a file system not as direct as it seems, is for guests
	 * only: see undecided() in case.c.)
	 */
	for (i = 0; i < l->nr; i++)
		if ((l->part[i]->traits & T_NO_CPU) &&
		    ((door->props.flags & (D_NO_GUP | D_ACCESS)) ||
		     (door->props.copies_since && door->role == ROLE_SOURCE) ||
		     (door->props.partial == PARTIAL_COPY && i)))
			return false;
	return true;
}

static void name_contract(struct contract *c)
{
	const struct layout *l = &c->layout;
	size_t used = snprintf(c->id, sizeof(c->id), "%s", c->door->name);
	int i;

	for (i = 0; i < l->nr; i++)
		used += snprintf(c->id + used, sizeof(c->id) - used, "%s%s%s",
				 i ? "+" : "/", l->part[i]->name,
				 i && l->part[i] == l->part[i - 1] ? "2" : "");
	snprintf(c->id + used, sizeof(c->id) - used, "%s",
		 state_names[c->state]);
}

static void add(struct catalogue *all, const struct door *door,
		const struct layout *layout, enum state state)
{
	if (!may_go_through(door, layout))
		return;
	if (all->nr == all->room) {
		all->room = all->room ? 2 * all->room : 512;
		all->list = reallocarray(all->list, all->room,
					 sizeof(*all->list));
		if (!all->list)
			abort();
	}
	all->list[all->nr] = (struct contract){
		.door = door, .layout = *layout, .state = state,
	};
	name_contract(&all->list[all->nr++]);
}

static void add_pair(struct catalogue *all, const struct door *door,
		     const struct mapping *left, const struct mapping *right)
{
	const struct layout l = { .part = { left, right }, .nr = 2 };

	add(all, door, &l, STATE_UNTOUCHED);
}

static void add_kind(struct catalogue *all, const struct door *door,
		     const struct mapping *kind)
{
	const struct layout alone = { .part = { kind }, .nr = 1 };
	enum state state;

	if (kind->traits & T_NEEDS_LEFT)
		return;
	for (state = STATE_UNTOUCHED; state <= STATE_WRITTEN; state++)
		if (state == STATE_UNTOUCHED || kind->states & 1 << state)
			add(all, door, &alone, state);
	if (!(kind->traits & T_PAIRED))
		return;
	add_pair(all, door, mapping_find(GOOD), kind);
	if (!(kind->traits & T_RIGHT_ONLY))
		add_pair(all, door, kind, mapping_find(GOOD));
}

/* The state that most is known of: its pages are there to be judged. */
static enum state telling_state(const struct mapping *kind)
{
	if (kind->states & 1 << STATE_WRITTEN)
		return STATE_WRITTEN;
	return kind->states & 1 << STATE_READ ? STATE_READ : STATE_UNTOUCHED;
}

static void add_kind_briefly(struct catalogue *all, const struct door *door,
			     const struct mapping *kind)
{
	const struct layout alone = { .part = { kind }, .nr = 1 };

	if (kind->traits & T_NEEDS_LEFT)
		return;
	/*
	 * Whether a page is brought shows where there is none. And arguments
	 * are read as strings, but where they end with a zero.
	 */
	add(all, door, &alone, door->props.flags & (D_NO_PAGE | D_ANON_ONLY) ?
		STATE_UNTOUCHED : telling_state(kind));
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

static void add_scenario(struct catalogue *all, const struct door *scenario)
{
	add(all, scenario, &(struct layout){ .nr = 0 }, STATE_UNTOUCHED);
}

static void add_door(struct catalogue *all, const struct door *door)
{
	const struct mapping *const *family, *kind;
	size_t i;

	for (family = mapping_families; *family; family++)
		for (kind = *family; kind->name; kind++)
			(door->brief ? add_kind_briefly : add_kind)(all, door,
								   kind);
	if (door->brief)
		add_partial(all, door);
	for (i = 0; i < sizeof(file_pairs) / sizeof(file_pairs[0]); i++)
		add_pair(all, door, mapping_find(file_pairs[i][0]),
			 mapping_find(file_pairs[i][1]));
}

const struct contract *contracts(size_t *nr)
{
	static struct catalogue all;
	const struct door *const *family, *door;

	if (!all.nr)
		for (family = door_families; *family; family++)
			for (door = *family; door->name; door++)
				(door->rule ? add_scenario : add_door)(&all,
								       door);
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

/* Ids are looked up by the thousand. */
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
