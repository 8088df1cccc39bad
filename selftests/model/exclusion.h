/* SPDX-License-Identifier: GPL-2.0 */
/* What may not go through a door: nowhere, or not on every machine. */
#ifndef PINCER_EXCLUSION_H
#define PINCER_EXCLUSION_H

#include "model/door.h"
#include "model/layout.h"

/**
 * enum exclusion_where - where something may not go through a door
 * @ANYWHERE: nowhere may it, so there is no such contract
 * @OUTSIDE_GUESTS: on the user's own machine
 * @FILE_ON_NVME: where the target's file lies on an NVMe
 * @FILE_NOT_ON_OWNER: where the target is a file that does not lie on the NVMe
 *	that owns PINCER_P2PMEM
 * @BRIDGE_UNKNOWN: where nobody knows whether the host bridge lets PCI devices
 *	reach each other
 * @MEMORY_MOVABLE: where anonymous memory may lie in ZONE_MOVABLE or CMA
 */
enum exclusion_where {
	ANYWHERE, OUTSIDE_GUESTS, FILE_ON_NVME, FILE_NOT_ON_OWNER,
	BRIDGE_UNKNOWN, MEMORY_MOVABLE,
};

/**
 * struct exclusion - mappings that may not go through some doors
 * @mapping: M_*, any of them
 * @traits: T_*, any of them
 * @written: only when written to before
 * @behind: only behind another mapping
 * @beside: only beside one that has none of @mapping
 * @door: whether a door is meant
 * @where: where
 * @why: for people
 */
struct exclusion {
	unsigned int mapping;
	unsigned int traits;
	bool written;
	bool behind;
	bool beside;
	bool (*door)(const struct door *door);
	enum exclusion_where where;
	const char *why;
};

/**
 * exclusion_next() - what may keep a layout from going through a door
 * @last: what was found before; NULL for the first. One that holds ANYWHERE
 *	comes before all others
 * @door: the door
 * @layout: the layout
 *
 * Return: the next one, NULL if there is none.
 */
const struct exclusion *exclusion_next(const struct exclusion *last,
				       const struct door *door,
				       const struct layout *layout);

#endif
