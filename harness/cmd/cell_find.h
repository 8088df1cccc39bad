/* SPDX-License-Identifier: GPL-2.0 */
/* Finds a kernel and a contract in results by what was typed. */
#ifndef PINCER_CELL_FIND_H
#define PINCER_CELL_FIND_H

#include "results/results.h"

/**
 * kernel_find() - the column of a kernel
 * @r: the results
 * @path: their file
 * @name: the kernel's name
 *
 * Return: its place, or @r->nr_kernels after reporting which there are.
 */
size_t kernel_find(const struct results *r, const char *path, const char *name);

/**
 * cell_find() - the cell of a contract, by its id or a part that fits only one
 * @r: the results
 * @path: their file
 * @kernel: the kernel's name
 * @wanted: an id, or a part of one or a pattern
 *
 * Return: the cell, or NULL after reporting why there is none.
 */
const struct cell *cell_find(struct results *r, const char *path,
			     const char *kernel, const char *wanted);

#endif
