/* SPDX-License-Identifier: GPL-2.0 */
/* The table that pincer bench prints. */
#ifndef PINCER_BENCH_TABLE_H
#define PINCER_BENCH_TABLE_H

#include <stddef.h>
#include <stdio.h>

/**
 * struct bench_row - what was measured of a kernel, or of all together
 * @name: of which
 * @bare: seconds of a boot without contracts
 * @full: seconds of a boot with all contracts
 */
struct bench_row {
	const char *name;
	double bare;
	double full;
};

/**
 * bench_table_print() - print the table
 * @out: where to
 * @rows: a row a kernel, and behind them that of all kernels at once
 * @nr: how many kernels
 * @slots: how many guests ran at the same time
 */
void bench_table_print(FILE *out, const struct bench_row *rows, size_t nr,
		       unsigned long long slots);

#endif
