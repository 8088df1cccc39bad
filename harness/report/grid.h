/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Results as a grid: a row a contract, a column a kernel. Contracts are grouped
 * by door. KUnit makes thousands of claims, which are grouped by the function
 * called, and in families by its arguments.
 */
#ifndef PINCER_GRID_H
#define PINCER_GRID_H

#include "results/results.h"

/**
 * struct grid_row - one contract
 * @id: its id
 * @group: bytes of @id that name the door (or a scenario's area)
 * @family: bytes of @id that name the family, all of it for a lone contract
 * @cell: one a kernel, NULL where there is no result
 */
struct grid_row {
	const char *id;
	size_t group, family;
	const struct cell **cell;
};

/**
 * struct grid - results, arranged
 * @rows: in the catalogue's order, unknown ones last
 * @nr_rows: how many
 * @nr_columns: how many kernels
 * @cells: of all rows
 * @upstream: the rows are the kernel's own tests, not contracts
 * @r: the results
 * @explained: of each of their cells, whether a diagnosis stands for it; or NULL
 */
struct grid {
	struct grid_row *rows;
	size_t nr_rows;
	size_t nr_columns;
	const struct cell **cells;
	bool upstream;
	const struct results *r;
	const bool *explained;
};

/** struct tally - how many cells came to each verdict */
struct tally {
	size_t of[V_COUNT];
};

/**
 * grid_make() - arrange results
 * @g: filled in; grid_free() gives it back
 * @r: the results, which must outlive it
 * @upstream: the kernel's own tests, else the contracts
 *
 * Return: 0 or -ENOMEM.
 */
int grid_make(struct grid *g, const struct results *r, bool upstream);

/** grid_free() - give a grid back */
void grid_free(struct grid *g);

/** grid_group_end() - the first row after @first that is of another group */
size_t grid_group_end(const struct grid *g, size_t first);

/** grid_family_end() - the first row after @first that is of another family */
size_t grid_family_end(const struct grid *g, size_t first);

/** grid_tally() - count the verdicts of some rows in one column */
void grid_tally(const struct grid *g, size_t first, size_t end, size_t column,
		struct tally *t);

/** grid_row_label() - what follows the group in a row's id */
const char *grid_row_label(const struct grid_row *row);

/** grid_explained() - whether a diagnosis stands for a cell */
bool grid_explained(const struct grid *g, const struct cell *c);

/**
 * grid_row_notable() - whether a row is printed without --all
 * @g: the grid
 * @row: one of its rows
 *
 * It is if a cell is neither pass nor skip, or if kernels differ, cells aside
 * that a diagnosis stands for. Of a claim
 * skips do not count: its suites skip hundreds of claims on kernels that lack
 * what they are about. Of a door that resembles another one differences do not
 * count, since they are the other door's too.
 */
bool grid_row_notable(const struct grid *g, const struct grid_row *row);

#endif
