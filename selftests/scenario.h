/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Scenarios: contracts that are no grid point, written by hand. Few.
 *
 * Each is a struct door with a rule: no buffer goes through it, so run() makes
 * what it needs itself (a->fd is the target, if it names one, but nothing has
 * been written to it) and the rule says, over the history, what must come of
 * it. What the observer sees on top of that (pins that were not released, a
 * warning) is part of the outcome, so a rule that expects it says so.
 */
#ifndef PINCER_SCENARIO_H
#define PINCER_SCENARIO_H

#include "door.h"

/* One table a subject, each ended by an empty entry; see door_families. */
extern const struct door scenarios_random[];

#endif
