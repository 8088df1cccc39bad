/* SPDX-License-Identifier: GPL-2.0 */
/* Which contracts the test program tries, and in which order. */
#ifndef PINCER_SELECTION_H
#define PINCER_SELECTION_H

#include "model/contract.h"

/**
 * struct selection - the contracts to try
 * @list: in order
 * @nr: how many
 */
struct selection {
	const struct contract **list;
	size_t nr;
};

/**
 * selection_matching() - those that people mean
 * @sel: zeroed
 * @patterns: families of doors, or shell patterns; none means all
 * @nr: how many patterns
 *
 * Return: 0, or a negative errno, said.
 */
int selection_matching(struct selection *sel, char **patterns, int nr);

/** selection_listed() - those of a file, an id a line; 0 or an error, said */
int selection_listed(struct selection *sel, const char *path);

/**
 * selection_shuffle() - in an order that is the same for the same seed; what has
 *	to come last still does
 */
void selection_shuffle(struct selection *sel, unsigned long long seed);

#endif
