/* SPDX-License-Identifier: GPL-2.0 */
/* One random layout after another through a door, against the specification. */
#ifndef PINCER_RANDOM_RUN_H
#define PINCER_RANDOM_RUN_H

#include "lib/attempt.h"
#include "scenarios/generator.h"

/**
 * struct random_run - what all iterations share
 * @a: the attempt of the scenario; its note says on what kernel and
 *	specification disagree
 * @door: where layouts go through
 * @generator: makes them up
 * @seed: of this iteration
 * @area: addresses that they are built at
 * @size: bytes of it
 */
struct random_run {
	struct attempt *a;
	const struct door *door;
	struct generator generator;
	unsigned long long seed;
	char *area;
	size_t size;
};

/**
 * random_run_open() - reserve addresses, and find the mappings that this kernel
 *	can make
 * @r: the run; @a, @door and the generator's unit are set
 *
 * Return: 0, or -errno; why is in @r->a.
 */
int random_run_open(struct random_run *r);

/**
 * random_run_try() - one iteration: a layout through the door
 *
 * Return: whether kernel and specification disagree; false, too, where it could
 * not be tried.
 */
bool random_run_try(struct random_run *r, const struct layout *l);

#endif
