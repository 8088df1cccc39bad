// SPDX-License-Identifier: GPL-2.0
/*
 * The table of the matrix: one column a kernel. Kernels that do not fit side
 * by side are printed in several banks, one below the other.
 *
 * libsmartcols (2.38) was tried. It knows one bank only: columns never get
 * narrower than their headings, and eight kernels on 80 columns overrun the
 * terminal, with each wider cell on a line of its own. SCOLS_FL_TRUNC drops the
 * end of a cell, "EOPNOTSU", and with it the mark of the verdict. A heading is
 * one line: the newline between name and version comes out as "\x0a".
 */
#include "report/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "report/table_cell.h"

/* Blanks between columns; GAP_NARROW if the kernels do not fit otherwise. */
#define GAP 2
#define GAP_NARROW 1
#define INDENT 2
#define LABEL_MIN 24
#define TOTAL "all"

/* struct shape - how wide the parts of the table are */
struct shape {
	int label;
	int gap;
	int *column;
	size_t first, end;	/* the bank: which columns */
};

/* The length of a package's version without its revision: "6.1.192-2". */
#define UPSTREAM(version) ((int)strcspn(version, "-"))

static int max(int a, int b)
{
	return a > b ? a : b;
}

static int min(int a, int b)
{
	return a < b ? a : b;
}

/* Whether a family of several claims is printed as one row. */
static bool is_one_row(const struct printer *p, size_t first, size_t end)
{
	return !p->all && end - first > 1;
}

static bool is_shown(const struct printer *p, const struct grid *g, size_t first,
		     size_t end)
{
	size_t i;

	for (i = first; i < end; i++) {
		if (p->all || g->upstream || grid_row_notable(g, &g->rows[i]))
			return true;
	}
	return false;
}

/* What a family is called, below its group. */
static const char *family_label(const struct grid *g, size_t first,
				char buf[CONTRACT_ID_MAX])
{
	const struct grid_row *row = &g->rows[first];

	snprintf(buf, CONTRACT_ID_MAX, "%.*s", (int)row->family, row->id);
	return buf + row->group + 1;
}

static void measure_row(struct shape *s, const struct grid *g, size_t row)
{
	char text[CELL_MAX];
	size_t i;

	s->label = max(s->label,
		       INDENT + text_width(grid_row_label(&g->rows[row])));
	for (i = 0; i < g->nr_columns; i++) {
		cell_text(g->rows[row].cell[i], text);
		s->column[i] = max(s->column[i], text_width(text));
	}
}

static void measure_tally(struct shape *s, const struct grid *g, size_t first,
			  size_t end)
{
	char text[CELL_MAX];
	struct tally t;
	size_t i;

	for (i = 0; i < g->nr_columns; i++) {
		grid_tally(g, first, end, i, &t);
		tally_text(&t, text);
		s->column[i] = max(s->column[i], text_width(text));
	}
}

static void measure_family(const struct printer *p, struct shape *s,
			   const struct grid *g, size_t first, size_t end)
{
	char label[CONTRACT_ID_MAX];

	if (!is_shown(p, g, first, end))
		return;
	if (!is_one_row(p, first, end)) {
		for (; first < end; first++)
			measure_row(s, g, first);
		return;
	}
	s->label = max(s->label, INDENT +
		       text_width(family_label(g, first, label)));
	measure_tally(s, g, first, end);
}

/* The widths at which nothing is cut. */
static void measure(const struct printer *p, const struct results *r,
		    const struct grid *g, struct shape *s)
{
	size_t i, first, end, last;
	char door[CONTRACT_ID_MAX];

	for (i = 0; i < r->nr_kernels; i++)
		s->column[i] = max(text_width(r->kernels[i].name),
				   UPSTREAM(r->kernels[i].version));
	s->label = text_width(TOTAL);
	for (first = 0; first < g->nr_rows; first = end) {
		end = grid_group_end(g, first);
		snprintf(door, sizeof(door), "%.*s",
			 (int)g->rows[first].group, g->rows[first].id);
		s->label = max(s->label, text_width(door));
		measure_tally(s, g, first, end);
		for (i = first; i < end; i = last) {
			last = grid_family_end(g, i);
			measure_family(p, s, g, i, last);
		}
	}
	measure_tally(s, g, 0, g->nr_rows);
}

/* As many columns as fit; returns the columns left for the labels. */
static int fit_bank(const struct printer *p, const struct shape *wish,
		    struct shape *bank, size_t nr)
{
	int label = min(wish->label, min(LABEL_MIN, p->width / 2));
	int left = p->width - label;
	size_t i;

	for (i = bank->first; i < nr; i++) {
		bank->column[i] = min(wish->column[i],
				      p->width - label - bank->gap);
		if (i > bank->first && bank->column[i] + bank->gap > left)
			break;
		left -= bank->column[i] + bank->gap;
	}
	bank->end = i;
	return min(wish->label, label + left);
}

static void print_label(const struct printer *p, const struct shape *s,
			const char *label, int indent, int colour)
{
	fprintf(p->out, "%*s", indent, "");
	printer_put(p, label, s->label - indent, colour, true);
}

static void print_cell(const struct printer *p, const struct shape *s, size_t i,
		       const char *text, int colour)
{
	fprintf(p->out, "%*s", s->gap, "");
	printer_put(p, text, s->column[i], colour, i + 1 < s->end);
}

static void print_head(const struct printer *p, const struct results *r,
		       const struct shape *s)
{
	char version[CELL_MAX];
	size_t i;

	print_label(p, s, "", 0, COLOUR_PLAIN);
	for (i = s->first; i < s->end; i++)
		print_cell(p, s, i, r->kernels[i].name, COLOUR_HEAD);
	fputc('\n', p->out);
	print_label(p, s, "", 0, COLOUR_PLAIN);
	for (i = s->first; i < s->end; i++) {
		snprintf(version, sizeof(version), "%.*s",
			 UPSTREAM(r->kernels[i].version),
			 r->kernels[i].version);
		print_cell(p, s, i, version, COLOUR_PLAIN);
	}
	fputc('\n', p->out);
}

static void print_tally(const struct printer *p, const struct grid *g,
			const struct shape *s, size_t first, size_t end,
			const char *label, int indent)
{
	char text[CELL_MAX];
	enum verdict worst;
	struct tally t;
	size_t i;

	print_label(p, s, label, indent, indent ? COLOUR_PLAIN : COLOUR_HEAD);
	for (i = s->first; i < s->end; i++) {
		grid_tally(g, first, end, i, &t);
		worst = tally_text(&t, text);
		print_cell(p, s, i, text, worst);
	}
	fputc('\n', p->out);
}

static void print_row(const struct printer *p, const struct grid *g,
		      const struct shape *s, size_t row)
{
	char text[CELL_MAX];
	enum verdict v;
	size_t i;

	print_label(p, s, grid_row_label(&g->rows[row]), INDENT, COLOUR_PLAIN);
	for (i = s->first; i < s->end; i++) {
		v = cell_text(g->rows[row].cell[i], text);
		print_cell(p, s, i, text, v);
	}
	fputc('\n', p->out);
}

static void print_family(const struct printer *p, const struct grid *g,
			 const struct shape *s, size_t first, size_t end)
{
	char label[CONTRACT_ID_MAX];

	if (!is_shown(p, g, first, end))
		return;
	if (is_one_row(p, first, end)) {
		print_tally(p, g, s, first, end, family_label(g, first, label),
			    INDENT);
		return;
	}
	for (; first < end; first++)
		print_row(p, g, s, first);
}

static void print_bank(const struct printer *p, const struct results *r,
		       const struct grid *g, const struct shape *s)
{
	char door[CONTRACT_ID_MAX];
	size_t first, end, last, i;

	print_head(p, r, s);
	for (first = 0; first < g->nr_rows; first = end) {
		end = grid_group_end(g, first);
		snprintf(door, sizeof(door), "%.*s",
			 (int)g->rows[first].group, g->rows[first].id);
		print_tally(p, g, s, first, end, door, 0);
		for (i = first; i < end; i = last) {
			last = grid_family_end(g, i);
			print_family(p, g, s, i, last);
		}
	}
	if (!g->upstream)
		print_tally(p, g, s, 0, g->nr_rows, TOTAL, 0);
	fputc('\n', p->out);
}

void table_print(const struct printer *p, const struct results *r,
		 const struct grid *g)
{
	struct shape wish = { 0 }, bank = { 0 };

	wish.column = calloc(g->nr_columns + 1, sizeof(*wish.column));
	bank.column = calloc(g->nr_columns + 1, sizeof(*bank.column));
	if (!wish.column || !bank.column) {
		msg_error("not enough memory for the matrix");
	} else {
		measure(p, r, g, &wish);
		bank.gap = GAP;
		fit_bank(p, &wish, &bank, g->nr_columns);
		if (bank.end < g->nr_columns)
			bank.gap = GAP_NARROW;
		for (; bank.first < g->nr_columns; bank.first = bank.end) {
			bank.label = fit_bank(p, &wish, &bank, g->nr_columns);
			print_bank(p, r, g, &bank);
		}
	}
	free(wish.column);
	free(bank.column);
}
