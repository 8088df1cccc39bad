/* SPDX-License-Identifier: GPL-2.0 */
/* Random layouts, the same for the same seed. */
#ifndef PINCER_GENERATOR_H
#define PINCER_GENERATOR_H

#include <stdint.h>

#include "model/layout.h"

/* Pages of one part, and of all. */
#define GENERATOR_PART_PAGES_MAX 4
#define GENERATOR_PAGES_MAX (GENERATOR_PART_PAGES_MAX * LAYOUT_PARTS_MAX)

#define GENERATOR_KINDS_MAX 64

/**
 * struct generator - makes up layouts
 * @seed: the state of its random numbers
 * @kind: the mappings that layouts consist of
 * @nr_kinds: how many
 * @unit: offset and length are multiples of it, bytes
 */
struct generator {
	uint64_t seed;
	const struct mapping *kind[GENERATOR_KINDS_MAX];
	int nr_kinds;
	size_t unit;
};

/** generate() - make up a layout */
void generate(struct generator *g, struct layout *l);

/**
 * generator_part_fits() - whether a part can be made beside the one to its
 *	left: what is made from that one's file needs such a file
 * @l: the layout
 * @part: the part's index
 */
bool generator_part_fits(const struct layout *l, int part);

#endif
