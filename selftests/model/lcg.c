// SPDX-License-Identifier: GPL-2.0
#include "model/lcg.h"

uint64_t lcg_below(uint64_t *state, uint64_t limit)
{
	*state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
	/* The low bits of such a generator repeat after a few numbers. */
	return (*state >> 33) % limit;
}
