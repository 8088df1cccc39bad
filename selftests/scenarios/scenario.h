/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Scenarios: contracts that are no grid point, written by hand. Few.
 *
 * Each is a struct door with a rule: no buffer goes through it, so run() makes
 * what it needs itself (a->fd is the target, if it names one, but nothing has
 * been written to it) and the rule says, over the history, what must come of
 * it. What the observer sees on top of that (pins that were not released, a
 * warning) is part of the outcome, so a rule that expects it says so.
 */
#ifndef PINCER_SCENARIO_H
#define PINCER_SCENARIO_H

#include "lib/attempt.h"

/* For the tables: of most scenarios 0 is what they return when all is well. */
#define SUCCESS_IS_ZERO .props.success_is_zero = true

/**
 * DEFINE_EXPECT() - a rule that is one expression for each part of the outcome
 * @name_: of the rule
 * @...: members of struct outcome, from h, the kernel's history, and f, the
 *	machine's facts
 */
#define DEFINE_EXPECT(name_, ...)						\
	static struct outcome name_(const struct history *h,		\
				    const struct machine *m)		\
	{								\
		(void)h;						\
		(void)m;						\
		return (struct outcome){ __VA_ARGS__ };			\
	}

/** scenario_works() - the rule of what has always worked: 0 */
struct outcome scenario_works(const struct history *h, const struct machine *m);

/**
 * scenario_answer() - one answer of several that have always been the same:
 *	a->disagrees = !(scenario_answer(...) && scenario_answer(...))
 * @a: the attempt; notes it when it is another one
 * @what: what was asked, for people
 * @got: what came of it
 * @want: what has to
 *
 * Return: whether they are the same.
 */
bool scenario_answer(struct attempt *a, const char *what, long got, long want);

/**
 * scenario_buffer() - one mapping, made and proved as in the grid
 * @a: the attempt; its buffer is that of the mapping
 * @kind: the name of the mapping
 *
 * Return: 0, or -errno with why in @a.
 */
long scenario_buffer(struct attempt *a, const char *kind);

/** scenario_no_huge_page() - note why there is none (errno); returns -errno */
long scenario_no_huge_page(struct attempt *a);

/**
 * scenario_huge_pages() - private memory of huge pages
 * @a: the attempt; says why there is none
 * @nr: how many
 * @size: receives that of one, bytes
 *
 * Return: where, or NULL.
 */
void *scenario_huge_pages(struct attempt *a, int nr, size_t *size);

#endif
