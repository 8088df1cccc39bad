/* SPDX-License-Identifier: GPL-2.0 */
/* Layouts thrown by dice: whether the specification is a model, or a list. */
#ifndef PINCER_RANDOM_H
#define PINCER_RANDOM_H

#include "model/contract.h"

/**
 * struct trial - one throw
 * @kind: the mappings, from left to right
 * @pages: how many pages of each
 * @state: what happens to them first
 * @nr: how many
 * @offset: where the buffer begins within the first page, bytes
 * @length: bytes
 */
struct trial {
	const struct mapping *kind[BUFFER_PARTS_MAX];
	int pages[BUFFER_PARTS_MAX];
	enum state state[BUFFER_PARTS_MAX];
	int nr;
	size_t offset, length;
};

/* Pages of one mapping, and of all. */
#define TRIAL_PART_MAX 4
#define TRIAL_PAGES_MAX (TRIAL_PART_MAX * BUFFER_PARTS_MAX)

#define TRIAL_KINDS_MAX 64

/** struct dice - what is thrown with, and what may come up */
struct dice {
	uint64_t seed;
	const struct mapping *kind[TRIAL_KINDS_MAX];
	int nr_kinds;
	size_t unit;	/* offset and length are multiples of it, bytes */
};

/** trial_throw() - make up a layout; the same for the same seed */
void trial_throw(struct trial *t, struct dice *d);

/** trial_pages() - pages of all its mappings */
int trial_pages(const struct trial *t);

/** trial_simplifications() - in how many ways a trial may be made simpler */
int trial_simplifications(const struct trial *t);

/**
 * trial_simplify() - make a trial simpler
 * @t: a trial
 * @way: in which way, from 0
 * @simpler: filled in
 *
 * Return: false when that way leads nowhere.
 */
bool trial_simplify(const struct trial *t, int way, struct trial *simpler);

/** trial_expect() - what the specification says that a door makes of it */
long trial_expect(const struct trial *t, const struct door *door,
		  const struct history *h, const struct machine *machine);

/** trial_describe() - "anon*3:written memfd*1, 512 into it, 9000 bytes" */
void trial_describe(const struct trial *t, char *text, size_t size);

#endif
