/* SPDX-License-Identifier: GPL-2.0 */
/* One observation, from the case that made it to the cell of the matrix. */
#ifndef PINCER_OBSERVATION_H
#define PINCER_OBSERVATION_H

#include "model/outcome.h"

/**
 * enum tried - whether there is anything to judge
 * @TRIED: the outcome is what the kernel did
 * @CANNOT_EXIST: config, devices or history say that it cannot exist here
 * @NOT_READY: a device or interface is missing, or a mapping is not verified
 */
enum tried { TRIED, CANNOT_EXIST, NOT_READY };

/**
 * struct observation - what one case showed
 * @tried: whether it could be tried
 * @outcome: what came of it
 * @reason: of a skip or an error, or what the flaws are about; "" for none
 * @proof: what each mapping showed to be what it claims to be
 * @pins_acquired: pages pinned during the case, -1 where nobody counts
 * @pins_released: pages unpinned during the case, -1 where nobody counts
 * @seconds: how long it took
 */
struct observation {
	enum tried tried;
	struct outcome outcome;
	char reason[256];
	char proof[512];
	long pins_acquired, pins_released;
	double seconds;
};

/** observation_none() - of a case that has shown nothing yet */
static inline struct observation observation_none(void)
{
	return (struct observation){
		.tried = NOT_READY, .outcome.kind = OUTCOME_NONE,
		.pins_acquired = -1, .pins_released = -1,
	};
}

#endif
