/* SPDX-License-Identifier: GPL-2.0 */
/* Random layouts through a door, compared with the specification. */
#ifndef PINCER_RANDOM_RUN_H
#define PINCER_RANDOM_RUN_H

#include "lib/attempt.h"
#include "scenarios/generator.h"

/**
 * struct random_run - what all iterations share
 * @a: the attempt of the scenario; its note names the layout on which kernel
 *	and specification disagree
 * @door: the door
 * @generator: draws the layouts
 * @seed: of this iteration
 * @area: the address range that layouts are built in
 * @size: bytes of @area
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
 * random_run_open() - reserve the area, and find the mappings that this kernel
 *	can make
 * @r: the run; @a, @door and the generator's unit are set
 *
 * Return: 0, or -errno after attempt_setup_error().
 */
int random_run_open(struct random_run *r);

/**
 * random_run_try() - build a layout, use the door on it, compare the outcome
 *
 * Return: whether kernel and specification disagree; false also if the layout
 * could not be tried.
 */
bool random_run_try(struct random_run *r, const struct layout *l);

#endif
