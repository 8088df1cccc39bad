// SPDX-License-Identifier: GPL-2.0
/*
 * What stands below the table: the legend of the marks, the reason of every cell
 * that is no plain pass, and the totals.
 */
#include "report/notes.h"

#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "report/next.h"

#define WORD 8		/* the column at which a reason starts */
#define SHOWN 4		/* ids in a list that is not asked for in full */

/* struct note - a cell that has a reason, and its row, for the order */
struct note {
	const struct cell *cell;
	size_t row;
};

/* The worst verdict is printed last, next to the totals. */
static int rank(enum verdict v)
{
	int i = 0;

	if (v == V_PASS)
		return -1;
	while (i < VERDICTS_MARKED && verdict_order[i] != v)
		i++;
	return i;
}

static bool same_reason(const struct cell *a, const struct cell *b)
{
	return a->report.verdict == b->report.verdict &&
	       cell_is_gone(a) == cell_is_gone(b) && !strcmp(a->report.seen.reason, b->report.seen.reason);
}

static int by_reason(const void *a, const void *b)
{
	const struct note *x = a, *y = b;
	int diff = rank(x->cell->report.verdict) -
		   rank(y->cell->report.verdict);

	if (!diff)
		diff = cell_is_gone(y->cell) - cell_is_gone(x->cell);
	if (!diff)
		diff = strcmp(x->cell->report.seen.reason, y->cell->report.seen.reason);
	if (!diff)
		diff = (x->cell->kernel > y->cell->kernel) -
		       (x->cell->kernel < y->cell->kernel);
	if (!diff)
		diff = (x->row > y->row) - (x->row < y->row);
	return diff;
}

/* A pass may have a reason too: it "behaves as if" a fix were there. */
static bool has_reason(const struct cell *c)
{
	return c && (c->report.verdict != V_PASS || *c->report.seen.reason);
}

/* Every cell that has a reason, sorted by verdict and reason. */
static struct note *collect_notes(const struct grid *g, size_t *nr)
{
	const struct cell *c;
	struct note *notes;
	size_t row, column;

	*nr = 0;
	notes = calloc(g->nr_rows * g->nr_columns + 1, sizeof(*notes));
	for (row = 0; notes && row < g->nr_rows; row++) {
		for (column = 0; column < g->nr_columns; column++) {
			c = g->rows[row].cell[column];
			if (has_reason(c) && !grid_explained(g, c))
				notes[(*nr)++] = (struct note){ c, row };
		}
	}
	if (notes)
		qsort(notes, *nr, sizeof(*notes), by_reason);
	return notes;
}

static size_t same_kernel(const struct note *n, size_t nr)
{
	size_t i = 1;

	while (i < nr && n[i].cell->kernel == n[0].cell->kernel)
		i++;
	return i;
}

/* "12 on bullseye, 3 on bookworm" */
static void counts_text(FILE *out, const struct results *r,
			const struct note *n, size_t nr)
{
	size_t here, at;

	for (at = 0; at < nr; at += here) {
		here = same_kernel(n + at, nr - at);
		fprintf(out, "%s%zu on %s", at ? ", " : "", here,
			r->kernels[n[at].cell->kernel].name);
	}
}

/* The id; for a fail or drift also what was observed and expected. */
static void list_one(FILE *out, const struct report *r)
{
	char observed[OUTCOME_TEXT_MAX], expected[OUTCOME_TEXT_MAX];

	fputs(r->id, out);
	if (upstream_is(r->id) ||
	    (r->verdict != V_FAIL && r->verdict != V_DRIFT))
		return;
	outcome_write(&r->seen.outcome, observed);
	outcome_write(&r->expected, expected);
	fprintf(out, " (%s, expected %s)", observed, expected);
}

/* "bookworm: io_uring.register/anon, ... and 8 more" */
static void list_text(FILE *out, const struct printer *p,
		      const struct results *r, const struct note *n, size_t nr)
{
	size_t i, shown = nr;

	/* "and 1 more" takes the place of the one. */
	if (!p->all && nr > SHOWN + 1)
		shown = SHOWN;
	fprintf(out, "%s: ", r->kernels[n->cell->kernel].name);
	for (i = 0; i < shown; i++) {
		fputs(i ? ", " : "", out);
		list_one(out, &n[i].cell->report);
	}
	if (shown < nr)
		fprintf(out, " and %zu more", nr - shown);
}

/* Print what was written to @memory, wrapped. */
static void flush_text(const struct printer *p, FILE *memory, char **text,
		       int column, int indent)
{
	fclose(memory);
	if (*text)
		text_wrap(p->out, *text, p->width, column, indent);
	free(*text);
	fputc('\n', p->out);
}

static void print_lists(const struct printer *p, const struct results *r,
			const struct note *n, size_t nr)
{
	size_t here, at, size;
	FILE *memory;
	char *text;

	for (at = 0; at < nr; at += here) {
		here = same_kernel(n + at, nr - at);
		text = NULL;
		memory = open_memstream(&text, &size);
		if (!memory)
			return;
		list_text(memory, p, r, n + at, here);
		fprintf(p->out, "%*s", WORD, "");
		flush_text(p, memory, &text, WORD, WORD + 2);
	}
}

/* A reason, once, and all cells that have it. */
static void print_reason(const struct printer *p, const struct results *r,
			 const struct note *n, size_t nr)
{
	const struct report *report = &n->cell->report;
	char *text = NULL;
	FILE *memory;
	size_t size;

	printer_put(p, verdict_name(report->verdict), WORD, report->verdict,
		    true);
	memory = open_memstream(&text, &size);
	if (!memory)
		return;
	if (cell_is_gone(n->cell))
		fputs("once, and not in a fresh guest: ", memory);
	fputs(*report->seen.reason ? report->seen.reason : "no reason was given",
	      memory);
	if (report->verdict == V_SKIP) {
		fputs(": ", memory);
		counts_text(memory, r, n, nr);
	}
	flush_text(p, memory, &text, WORD, WORD);
	if (report->verdict != V_SKIP)
		print_lists(p, r, n, nr);
}

static void print_legend(const struct printer *p, const struct tally *t,
			 size_t missing)
{
	static const char *const meaning[V_COUNT] = {
		[V_SKIP] = "skip: cannot exist there",
		[V_DEFECT] = "defect: the kernel lacks a fix or has a bug",
		[V_DRIFT] = "drift: as if the history differed",
		[V_ERROR] = "error: could not be tried",
		[V_FAIL] = "fail: nothing explains it",
	};
	bool any = false;
	char line[64];
	size_t i;

	for (i = 0; i < VERDICTS_MARKED; i++) {
		if (!t->of[verdict_order[i]])
			continue;
		snprintf(line, sizeof(line), "%c %s", verdict_mark(verdict_order[i]),
			 meaning[verdict_order[i]]);
		printer_put(p, line, p->width, verdict_order[i], false);
		fputc('\n', p->out);
		any = true;
	}
	if (missing)
		fputs(". no result\n", p->out);
	if (any || missing)
		fputc('\n', p->out);
}

static void print_parts_legend(const struct printer *p)
{
	text_wrap(p->out, "Of each test its parts: ok passed, - skipped, ! failed, ? not reported.",
		  p->width, 0, 0);
	fputs("\n\n", p->out);
}

/* Cells that were bad, and good when they were tried again; of V_COUNT: all. */
static size_t count_gone(const struct grid *g, enum verdict of)
{
	size_t row, column, nr = 0;
	const struct cell *c;

	for (row = 0; row < g->nr_rows; row++) {
		for (column = 0; column < g->nr_columns; column++) {
			c = g->rows[row].cell[column];
			nr += c && cell_is_gone(c) &&
			      (of == V_COUNT || c->report.verdict == of);
		}
	}
	return nr;
}

/* Counts all columns together; returns how many results are missing. */
static size_t add_up(const struct grid *g, struct tally *total)
{
	size_t missing = g->nr_rows * g->nr_columns, i;
	struct tally t;
	int v;

	memset(total, 0, sizeof(*total));
	for (i = 0; i < g->nr_columns; i++) {
		grid_tally(g, 0, g->nr_rows, i, &t);
		for (v = 0; v < V_COUNT; v++) {
			total->of[v] += t.of[v];
			missing -= t.of[v];
		}
	}
	return missing;
}

static void print_count(const struct printer *p, size_t nr, const char *what)
{
	char line[128];

	if (!nr)
		return;
	snprintf(line, sizeof(line), "%zu %s", nr, what);
	text_wrap(p->out, line, p->width, 0, 0);
	fputc('\n', p->out);
}

void totals_print(const struct printer *p, const struct grid *g)
{
	size_t passed = 0, failed = 0, defects, gone, errors;
	struct tally t;
	char line[128];
	int v;

	add_up(g, &t);
	defects = t.of[V_DEFECT];
	for (v = 0; v < V_COUNT; v++) {
		if (verdict_bad(v, p->strict))
			failed += t.of[v];
		else if (v != V_SKIP)
			passed += t.of[v];
	}
	if (defects) {
		snprintf(line, sizeof(line), "%zu defect%s among the %s%s",
			 defects, defects == 1 ? "" : "s",
			 p->strict ? "failed" : "passed",
			 p->strict ? "" : "; --strict fails them");
		text_wrap(p->out, line, p->width, 0, 0);
		fputc('\n', p->out);
	}
	gone = count_gone(g, V_COUNT);
	errors = t.of[V_ERROR];
	if (!p->strict) {
		failed -= gone;
		errors -= count_gone(g, V_ERROR);
	}
	print_count(p, errors, "of the failed could not be tried");
	print_count(p, gone, p->strict ?
		    "of the failed did not come back in a fresh guest" :
		    "did not come back in a fresh guest, and is not counted; --strict fails it");
	if (!g->upstream)
		next_print(p, g);
	fprintf(p->out, "%s%zu passed, %zu failed, %zu skipped\n",
		g->upstream ? "upstream: " : "", passed, failed,
		t.of[V_SKIP]);
}

void notes_print(const struct printer *p, const struct results *r,
		 const struct grid *g)
{
	struct tally total;
	struct note *notes;
	size_t nr, at, end, missing;

	missing = add_up(g, &total);
	if (g->upstream)
		print_parts_legend(p);
	else
		print_legend(p, &total, missing);
	notes = collect_notes(g, &nr);
	if (!notes)
		msg_error("not enough memory for the reasons");
	for (at = 0; notes && at < nr; at = end) {
		end = at + 1;
		while (end < nr && same_reason(notes[at].cell,
					       notes[end].cell))
			end++;
		print_reason(p, r, notes + at, end - at);
	}
	if (nr)
		fputc('\n', p->out);
	free(notes);
}
