/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Scenarios: contracts that are no point of the grid, each with a function that
 * runs it and a rule for its outcome.
 *
 * run() maps its own memory. a->fd is the target, if need.target names one;
 * nothing has been written to it. What runner/observe.c finds afterwards, such
 * as pins that were not released or a warning in the log, adds flaws to the
 * outcome: a rule that expects them sets .flaws.
 */
#ifndef PINCER_SCENARIO_H
#define PINCER_SCENARIO_H

#include "lib/attempt.h"

/* For the tables: run() returns 0 for success, not a number of bytes. */
#define SUCCESS_IS_ZERO .props.success_is_zero = true

/**
 * DEFINE_EXPECT() - define a rule whose outcome needs no statement
 * @name_: the function
 * @...: members of struct outcome; may use h, the kernel's history, and m, the
 *	machine
 */
#define DEFINE_EXPECT(name_, ...)						\
	static struct outcome name_(const struct history *h,		\
				    const struct machine *m)		\
	{								\
		(void)h;						\
		(void)m;						\
		return (struct outcome){ __VA_ARGS__ };			\
	}

/** scenario_works() - the rule of what succeeds on every kernel: 0 */
struct outcome scenario_works(const struct history *h, const struct machine *m);

/**
 * scenario_answer() - compare one of several results, the same on all kernels:
 *	a->disagrees = !(scenario_answer(...) && scenario_answer(...))
 * @a: the attempt; its note tells a difference
 * @what: the call, for people
 * @got: its result
 * @want: the result that it must have
 *
 * Return: whether @got is @want.
 */
bool scenario_answer(struct attempt *a, const char *what, long got, long want);

/**
 * scenario_buffer() - make and verify one mapping, as the grid does
 * @a: the attempt; its buffer becomes that mapping
 * @kind: the name of the mapping
 *
 * Return: 0, or -errno; @a says why.
 */
long scenario_buffer(struct attempt *a, const char *kind);

/**
 * struct scenario_door - a door that a scenario uses itself
 * @contract: that the buffer goes through the door
 * @scenario: the scenario's own contract
 */
struct scenario_door {
	struct contract contract;
	const struct contract *scenario;
};

/**
 * scenario_open_door() - make @a an attempt at a door, whose buffer is a piece of
 *	one part
 * @a: the scenario's attempt
 * @d: filled in; scenario_close_door() ends it
 * @name: of the door
 * @part: mapped, and all of its pages belong to the buffer
 * @offset: where in @part the buffer begins, bytes
 * @length: of the buffer, bytes
 */
void scenario_open_door(struct attempt *a, struct scenario_door *d,
			const char *name, const struct part *part,
			size_t offset, size_t length);

/** scenario_close_door() - make @a the scenario's again */
void scenario_close_door(struct attempt *a, const struct scenario_door *d);

/**
 * scenario_stay_on_cpu() - run on this CPU only, whose list of free pages is what
 *	the next are taken from
 *
 * Return: 0, or -errno after attempt_setup_error().
 */
long scenario_stay_on_cpu(struct attempt *a);

/**
 * scenario_no_huge_page() - note why no huge page was mapped: a skip for
 *	ENOMEM, no interface for another errno; returns -errno
 */
long scenario_no_huge_page(struct attempt *a);

/**
 * scenario_warn_again() - have the kernel say what it warns of once only again:
 *	0, or -errno after attempt_no_interface(). For guests
 */
long scenario_warn_again(struct attempt *a);

/**
 * scenario_huge_pages() - map private anonymous memory with MAP_HUGETLB
 * @a: the attempt
 * @nr: how many huge pages
 * @size: receives the size of one, bytes
 *
 * Return: the address, or NULL after scenario_no_huge_page().
 */
void *scenario_huge_pages(struct attempt *a, int nr, size_t *size);

#endif
