/* SPDX-License-Identifier: GPL-2.0 */
/* Promises that each door makes beside those of the grid. */
#ifndef PINCER_PROMISE_H
#define PINCER_PROMISE_H

#include <stdbool.h>

struct attempt;

/**
 * struct promise - what each door promises
 * @name: what follows the door's name in the contract's id
 * @title: the promise, for people; it follows the door's title
 * @behind: the mapping behind the good one that makes calls fail, or NULL. In the
 *	end the good one goes through the door alone, and that is the outcome
 * @run: uses the door, and returns the outcome of its last use
 */
struct promise {
	const char *name;
	const char *title;
	const char *behind;
	long (*run)(struct attempt *a);
};

/** promises[] - ended by an empty entry */
extern const struct promise promises[];

#endif
