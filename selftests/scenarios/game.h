/* SPDX-License-Identifier: GPL-2.0 */
/* One layout after another through a door, and what the model says of each. */
#ifndef PINCER_GAME_H
#define PINCER_GAME_H

#include "scenarios/random.h"

/**
 * struct game - what all rounds share
 * @a: the attempt of who plays; the note says on what kernel and model disagree
 * @door: where layouts go through
 * @dice: what they are thrown with
 * @seed: of this round
 * @room: where layouts are put together
 * @size: bytes of it
 */
struct game {
	struct attempt *a;
	const struct door *door;
	struct dice dice;
	unsigned long long seed;
	char *room;
	size_t size;
};

/**
 * game_open() - find room, and the kinds of memory that may come up
 * @g: the game; @a, @door and the dice's unit are set
 *
 * Return: 0, or -errno; why is in @g->a.
 */
int game_open(struct game *g);

/** game_disagrees() - try a layout; false, too, where it could not be tried */
bool game_disagrees(struct game *g, const struct trial *t);

/** game_simplify() - note the simplest like it on which they disagree */
void game_simplify(struct game *g, struct trial t);

#endif
