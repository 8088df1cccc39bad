// SPDX-License-Identifier: GPL-2.0
/* The matrix: what a person reads. */
#include "report/matrix.h"

#include "base/msg.h"
#include "base/text.h"
#include "report/grid.h"
#include "report/notes.h"
#include "report/printer.h"
#include "report/table.h"

/* The kernel's own tests, and what became of them. */
static void print_apart(const struct printer *p, const struct results *r,
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
	/* First what does not count: what failed then stands at the end. */
	if (upstream.nr_rows) {
		print_apart(&p, r, &upstream);
		if (own.nr_rows)
			fputc('\n', out);
	}
	if (own.nr_rows || !upstream.nr_rows) {
		table_print(&p, r, &own);
		notes_print(&p, r, &own);
		totals_print(&p, &own);
	}
out:
	grid_free(&own);
	grid_free(&upstream);
	fflush(out);
}
