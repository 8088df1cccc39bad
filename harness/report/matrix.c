// SPDX-License-Identifier: GPL-2.0
/* The matrix: all results, as a table and notes. */
#include "report/matrix.h"

#include <stdlib.h>

#include "base/msg.h"
#include "base/text.h"
#include "report/diagnosis.h"
#include "report/grid.h"
#include "report/notes.h"
#include "report/printer.h"
#include "report/table.h"

/* The table of the kernel's own tests. */
static void print_upstream(const struct printer *p, const struct results *r,
			   const struct grid *g)
{
	char head[sizeof(r->bundle) + 64];

	snprintf(head, sizeof(head), "Outside the exit status: the tests of %s",
		 *r->bundle ? r->bundle : "the kernel's own");
	text_wrap(p->out, head, p->width, 0, 0);
	fputs("\n\n", p->out);
	table_print(p, r, g);
	notes_print(p, r, g);
	totals_print(p, g);
}

void matrix_print(const struct results *r, FILE *out,
		  const struct matrix_options *o)
{
	struct printer p;
	struct grid own = { .nr_rows = 0 }, upstream = { .nr_rows = 0 };

	printer_init(&p, out, o->width, o->colour);
	p.all = o->all;
	p.strict = o->strict;
	if (grid_make(&own, r, false) || grid_make(&upstream, r, true)) {
		msg_error("not enough memory for the matrix");
		goto out;
	}
	/* Contracts come last, so that their failures are on the screen. */
	if (upstream.nr_rows) {
		print_upstream(&p, r, &upstream);
		if (own.nr_rows)
			fputc('\n', out);
	}
	if (own.nr_rows || !upstream.nr_rows) {
		own.explained = diagnosis_print(&p, r);
		table_print(&p, r, &own);
		notes_print(&p, r, &own);
		totals_print(&p, &own);
	}
out:
	free((void *)own.explained);
	grid_free(&own);
	grid_free(&upstream);
	fflush(out);
}
