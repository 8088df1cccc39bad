/* SPDX-License-Identifier: GPL-2.0 */
/* The scenarios: contracts that are no grid point. */
#ifndef PINCER_MODEL_SCENARIO_H
#define PINCER_MODEL_SCENARIO_H

#include "model/need.h"
#include "model/outcome.h"
#include "model/properties.h"

struct attempt;

/**
 * struct scenario - a contract of its own, which no layout goes through
 * @name: dotted like that of a door, and the contract's id
 * @title: the promise
 * @props: D_REPINS and success_is_zero, as of a door
 * @need: what must be there; need.env names the device or directory
 * @expect: what must come of it
 * @how: a number for @run, where scenarios share it
 * @mapping: likewise, the name of a mapping
 * @run: makes what it needs, and returns bytes or a negative errno; it has a
 *	process of its own
 * @last: what comes of it on some kernel stays: after all others, in any order
 * @undo: when that process is gone, however it ended: undoes what outlives it.
 *	Returns NULL, or what could not be undone
 */
struct scenario {
	const char *name;
	const char *title;
	struct door_props props;
	struct need need;
	struct outcome (*expect)(const struct history *h,
				 const struct machine *machine);
	unsigned int how;
	const char *mapping;
	long (*run)(struct attempt *a);
	bool last;
	const char *(*undo)(void);
};

/** scenario_families() - the tables of scenarios, ended by NULL */
extern const struct scenario *const scenario_families[];

#endif
