// SPDX-License-Identifier: GPL-2.0
/* Which doors and scenarios there are. */
#include "doors/doors.h"
#include "scenarios/scenarios.h"

const struct door *const door_families[] = {
#define DOORS(name) doors_##name,
	DOOR_FAMILIES(DOORS)
	NULL
};

const struct scenario *const scenario_families[] = {
#define SCENARIOS(name) scenarios_##name,
	SCENARIO_FAMILIES(SCENARIOS)
	NULL
};
