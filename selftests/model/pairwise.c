// SPDX-License-Identifier: GPL-2.0
/* Greedy: the next combination is one with the most pairs that are yet to meet. */
#include <stdbool.h>
#include <string.h>

#include "model/pairwise.h"

/** struct pairs - which two values have met: of choice i, j and their values */
struct pairs {
	bool met[PAIRWISE_CHOICES_MAX][PAIRWISE_CHOICES_MAX]
		[PAIRWISE_VALUES_MAX][PAIRWISE_VALUES_MAX];
};

static bool *pair_of(struct pairs *p, const struct pairwise_row *r, int i, int j)
{
	return &p->met[i][j][r->value[i]][r->value[j]];
}

static int count_new(struct pairs *p, const struct pairwise_row *r, int choices)
{
	int i, j, nr = 0;

	for (i = 0; i < choices; i++)
		for (j = i + 1; j < choices; j++)
			nr += !*pair_of(p, r, i, j);
	return nr;
}

static void note_met(struct pairs *p, const struct pairwise_row *r, int choices)
{
	int i, j;

	for (i = 0; i < choices; i++)
		for (j = i + 1; j < choices; j++)
			*pair_of(p, r, i, j) = true;
}

/* Counts through all combinations; false after the last one. */
static bool next_row(struct pairwise_row *r, const int *values, int choices)
{
	int i;

	for (i = 0; i < choices; i++) {
		if (++r->value[i] < values[i])
			return true;
		r->value[i] = 0;
	}
	return false;
}

static int find_best(struct pairs *p, const int *values, int choices,
		     struct pairwise_row *best)
{
	struct pairwise_row r = { { 0 } };
	int nr, most = 0;

	do {
		nr = count_new(p, &r, choices);
		if (nr > most) {
			most = nr;
			*best = r;
		}
	} while (next_row(&r, values, choices));
	return most;
}

int pairwise(const int *values, int choices, struct pairwise_row *row)
{
	struct pairs p;
	int nr = 0;

	memset(&p, 0, sizeof(p));
	while (nr < PAIRWISE_ROWS_MAX &&
	       find_best(&p, values, choices, &row[nr]))
		note_met(&p, &row[nr++], choices);
	return nr;
}
