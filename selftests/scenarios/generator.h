/* SPDX-License-Identifier: GPL-2.0 */
/* Random layouts; the same seed gives the same layout. */
#ifndef PINCER_GENERATOR_H
#define PINCER_GENERATOR_H

#include <stdint.h>

#include "model/layout.h"

/* Pages of one part, and of a layout. */
#define GENERATOR_PART_PAGES_MAX 4
#define GENERATOR_PAGES_MAX (GENERATOR_PART_PAGES_MAX * LAYOUT_PARTS_MAX)

#define GENERATOR_KINDS_MAX 64

/**
 * struct generator - what random layouts are drawn from
 * @seed: the state of lcg_below()
 * @kind: the mappings that layouts consist of
 * @nr_kinds: how many
 * @unit: bytes that offset and length are multiples of
 */
struct generator {
	uint64_t seed;
	const struct mapping *kind[GENERATOR_KINDS_MAX];
	int nr_kinds;
	size_t unit;
};

/** generate() - draw a layout */
void generate(struct generator *g, struct layout *l);

/**
 * generator_part_fits() - whether a T_NEEDS_LEFT part has a memfd to its left
 * @l: the layout
 * @part: the part's index
 */
bool generator_part_fits(const struct layout *l, int part);

#endif
