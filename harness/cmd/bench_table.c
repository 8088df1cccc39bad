// SPDX-License-Identifier: GPL-2.0
/* The table that pincer bench prints. */
#include "cmd/bench_table.h"

static double ratio(double full, double bare)
{
	return bare > 0 ? full / bare : 0;
}

static void print_row(FILE *out, const struct bench_row *r)
{
	fprintf(out, "%-24s %10.2f s %10.2f s %8.2f\n", r->name, r->bare,
		r->full, ratio(r->full, r->bare));
}

void bench_table_print(FILE *out, const struct bench_row *rows, size_t nr,
		       unsigned long long slots)
{
	struct bench_row sum = { .name = "one after the other" };
	size_t i;

	fprintf(out, "%-24s %12s %12s %8s\n", "median of runs", "bare boot",
		"contracts", "ratio");
	for (i = 0; i < nr; i++) {
		print_row(out, &rows[i]);
		sum.bare += rows[i].bare;
		sum.full += rows[i].full;
	}
	print_row(out, &sum);
	print_row(out, &rows[nr]);
	fprintf(out, "all contracts at once against the sum of bare boots over %llu slots: %.2f\n",
		slots, ratio(rows[nr].full, sum.bare / slots));
}
