// SPDX-License-Identifier: GPL-2.0
#include "model/exclusion.h"

static bool writes_to_xfs(const struct door *door)
{
	return door->need.target == TARGET_XFS;
}

static bool makes_one_thing(const struct door *door)
{
	return door->one_thing;
}

static bool cpu_copies(const struct door *door)
{
	return door->props.flags & (D_NO_GUP | D_ACCESS) ||
	       (door->props.copies_since && door->role == ROLE_SOURCE);
}

static bool cpu_copies_rest(const struct door *door)
{
	return door->props.partial == PARTIAL_COPY;
}

static bool moves_bytes(const struct door *door)
{
	return !door->props.success_is_zero;
}

static bool refuses_p2pdma_on_ext4(const struct door *door)
{
	return door->need.target == TARGET_EXT4 &&
	       !(door->props.flags & D_P2PDMA_QUEUE);
}

static bool reaches_own_p2pmem(const struct door *door)
{
	return door->props.flags & D_P2PDMA_OWNER;
}

static bool reaches_peer_by_bridge(const struct door *door)
{
	return door->need.target == TARGET_NVME &&
	       !(door->props.flags & D_P2PDMA_SWITCH);
}

static bool pins_longterm(const struct door *door)
{
	return door->props.flags & D_LONGTERM;
}

static const struct exclusion exclusions[] = {
	{
		.mapping = M_P2PDMA, .beside = true, .door = writes_to_xfs,
		.where = ANYWHERE,
		/* xfs may put two pages in two places: two requests. */
		.why = "one request may not hold both, but two may",
	}, {
		.traits = T_REPEATED, .door = makes_one_thing,
		.where = ANYWHERE,
		.why = "no two pages of it can be the same",
	}, {
		.traits = T_NO_CPU, .door = cpu_copies,
		.where = ANYWHERE,
		.why = "the CPU must not touch the content of a device's BAR",
	}, {
		.traits = T_NO_CPU, .behind = true, .door = cpu_copies_rest,
		.where = ANYWHERE,
		.why = "the CPU must not touch the content of a device's BAR",
	}, {
		/* GUP itself may be wrong, or not be asked after all. */
		.traits = T_NO_CPU, .door = moves_bytes,
		.where = OUTSIDE_GUESTS,
		.why = "the content of a device's BAR is only risked in guests",
	}, {
		.mapping = M_P2PDMA, .door = refuses_p2pdma_on_ext4,
		.where = FILE_ON_NVME,
		.why = "the file lies on an NVMe, which may take P2PDMA memory",
	}, {
		.mapping = M_P2PDMA, .door = reaches_own_p2pmem,
		.where = FILE_NOT_ON_OWNER,
		.why = "the file does not lie on the NVMe that owns PINCER_P2PMEM",
	}, {
		.mapping = M_P2PDMA, .door = reaches_peer_by_bridge,
		.where = BRIDGE_UNKNOWN,
		.why = "PINCER_P2P_BRIDGE does not say whether peers reach each other",
	}, {
		.mapping = M_FSDAX, .written = true, .door = pins_longterm,
		.where = MEMORY_MOVABLE,
		.why = "memory may be movable, which GUP-fast does not pin for long",
	}, {}
};

static bool is_meant(const struct exclusion *e, const struct layout_part *p)
{
	return (p->kind->props.flags & e->mapping ||
		p->kind->traits & e->traits) &&
	       (!e->written || p->state == STATE_WRITTEN);
}

static bool holds_for(const struct exclusion *e, const struct layout *l)
{
	int i, nr = 0;

	for (i = e->behind; i < l->nr; i++)
		nr += is_meant(e, &l->part[i]);
	return nr && !(e->beside && nr == l->nr);
}

const struct exclusion *exclusion_next(const struct exclusion *last,
				       const struct door *door,
				       const struct layout *layout)
{
	const struct exclusion *e = last ? last + 1 : exclusions;

	while (e->why && !(holds_for(e, layout) && e->door(door)))
		e++;
	return e->why ? e : NULL;
}
