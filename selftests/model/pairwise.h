/* SPDX-License-Identifier: GPL-2.0 */
/* Combinations of several choices, in which each two values meet. */
#ifndef PINCER_PAIRWISE_H
#define PINCER_PAIRWISE_H

#define PAIRWISE_CHOICES_MAX 8
#define PAIRWISE_VALUES_MAX 8
#define PAIRWISE_ROWS_MAX 64

/** struct pairwise_row - one combination: a value of each choice */
struct pairwise_row {
	unsigned char value[PAIRWISE_CHOICES_MAX];
};

/**
 * pairwise() - few combinations, in which every value of a choice meets every
 *	value of every other one
 * @values: how many values each choice has
 * @choices: how many choices
 * @row: receives the combinations, PAIRWISE_ROWS_MAX at most
 *
 * The same choices give the same combinations.
 *
 * Return: how many.
 */
int pairwise(const int *values, int choices, struct pairwise_row *row);

#endif
