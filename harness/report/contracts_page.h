/* SPDX-License-Identifier: GPL-2.0 */
/* The whole catalogue as a page to read, in Markdown. */
#ifndef PINCER_PAGE_H
#define PINCER_PAGE_H

#include <stdio.h>

#include "results/results.h"

/**
 * contracts_page_write() - each contract with its promise, its rule, the commits
 *	that changed it, and what kernels showed
 * @out: the file
 * @r: the results; they must outlive the call
 *
 * Contracts of one door of which all that is the same share a row.
 *
 * Return: 0 or a negative errno, reported.
 */
int contracts_page_write(FILE *out, const struct results *r);

#endif
