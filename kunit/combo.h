/* SPDX-License-Identifier: GPL-2.0 */
/* All combinations of a way to take pages, a flavour and a direction. */
#ifndef PINCER_COMBO_H
#define PINCER_COMBO_H

#include "api.h"

/** struct combo - one of all combinations */
struct combo {
	const struct api *api;
	const struct flavour *flavour;
	unsigned int direction;
};

/**
 * combo_next() - go through the combinations, as a generator of parameters
 * @prev: the one before, NULL to begin
 * @desc: receives its name
 *
 * Return: what combo_get() understands, NULL after the last.
 */
const void *combo_next(const void *prev, char *desc);

/** combo_get() - the combination that a parameter stands for */
struct combo combo_get(const void *param);

/** combo_id() - the contract's id; @id has CLAIM_ID bytes */
void combo_id(const struct combo *combo, const char *what, char *id);

/** combo_build() - build its iterator, or say why not; false: go no further */
bool combo_build(struct kunit *test, const struct combo *combo, const char *id,
		 struct built *built);

#endif
