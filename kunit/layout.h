/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Layouts: what an iterator consists of, cut from an arena in quarters of a
 * page. They are generated: all that are built from a few shapes, or any.
 */
#ifndef PINCER_LAYOUT_H
#define PINCER_LAYOUT_H

#include <linux/prandom.h>

#include "arena.h"
#include "flavour.h"

#define LAYOUT_SEGMENTS 3
#define LAYOUT_TEXT 40

/**
 * struct layout - the segments of an iterator
 * @nr: how many
 * @slots: for a FOLIOQ, slots that are left in the first folio_queue
 * @at: each: the run, its page in that run, and where it begins and how long it
 *	is in quarters of a page. For a FOLIOQ, a folio, of which the first may
 *	be cut at its start and the last at its end.
 */
struct layout {
	unsigned char nr;
	unsigned char slots;
	struct layout_segment {
		unsigned char run;
		unsigned char page;
		unsigned char offset;
		unsigned char length;
	} at[LAYOUT_SEGMENTS];
};

/**
 * struct generator - a flavour whose layouts are generated
 * @flavour: its name and kind
 * @arena: what they are cut from
 * @make: build an iterator over a layout
 * @nth: layouts by number; false behind the last
 * @any: any layout at random
 */
struct generator {
	struct flavour flavour;
	enum arena_kind arena;
	int (*make)(struct test_iter *ti, const struct arena *arena,
		    const struct layout *l, unsigned int direction);
	bool (*nth)(unsigned long number, struct layout *l);
	void (*any)(struct rnd_state *rnd, struct layout *l);
};

/** layout_is_small() - whether it has one or two segments */
bool layout_is_small(const struct layout *l);

/** generator_at() - the generators by number; NULL after the last */
const struct generator *generator_at(unsigned int number);

/** layout_make() - build an iterator, with all of *@ti that needs it set */
int layout_make(const struct generator *g, const struct arena *arena,
		const struct layout *l, unsigned int direction,
		struct test_iter *ti);

/** layout_begin() - allocate what layout_make() needs in *@ti */
int layout_begin(const struct generator *g, struct test_iter *ti);

/** layout_end() - release it */
void layout_end(struct test_iter *ti);

/** layout_empties() - empty segments, or those before the first other one */
unsigned int layout_empties(const struct layout *l, bool leading);

/** layout_print() - "a0+4,b2q1+6": run, page, offset, length; LAYOUT_TEXT */
void layout_print(const struct layout *l, char *text);

/**
 * layout_simplify() - a simpler layout, for shrinking
 * @l: changed in place
 * @step: which change, from 0 on
 *
 * Return: false when there are no more; *@l may be unchanged.
 */
bool layout_simplify(const struct generator *g, struct layout *l,
		     unsigned int step);

#endif
