// SPDX-License-Identifier: GPL-2.0
/* The matrix: what a person reads. */
#include "report/matrix.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "report/grid.h"
#include "base/msg.h"
#include "report/paper.h"
#include "base/text.h"

#define WIDTH_MIN 30
#define WIDTH_MAX 1000
#define WIDTH_USUAL 80

static const struct {
	char mark;
	const char *colour;
} inks[] = {
	[V_PASS] = { '\0', NULL },
	[V_DEFECT] = { '*', "33" },
	[V_DRIFT] = { '~', "35" },
	[V_FAIL] = { '!', "1;31" },
	[V_SKIP] = { '-', "2" },
	[V_ERROR] = { '?', "31" },
	[INK_HEAD] = { '\0', "1" },
};

const enum verdict verdict_order[] = {
	V_SKIP, V_DEFECT, V_DRIFT, V_ERROR, V_FAIL
};

char verdict_mark(enum verdict v)
{
	return inks[v].mark;
}

void paper_put(const struct paper *p, const char *s, int width, int ink,
	       bool pad)
{
	const char *colour = p->colour ? inks[ink].colour : NULL;
	char cut[512];
	int used;

	used = text_cut(cut, sizeof(cut), s, width);
	if (colour && *cut)
		fprintf(p->out, "\033[%sm%s\033[0m", colour, cut);
	else
		fputs(cut, p->out);
	if (pad)
		fprintf(p->out, "%*s", width - used, "");
}

static int find_width(FILE *out)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long width = 0;
	int fd = fileno(out);

	if (columns)
		width = strtol(columns, NULL, 10);
	if (width <= 0 && fd >= 0 && !ioctl(fd, TIOCGWINSZ, &size))
		width = size.ws_col;
	if (width <= 0)
		width = WIDTH_USUAL;
	return width < WIDTH_MAX ? width : WIDTH_MAX;
}

static bool find_colour(FILE *out, enum colour wanted)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	int fd = fileno(out);

	if (wanted != COLOUR_AUTO)
		return wanted == COLOUR_ALWAYS;
	if (term && !strcmp(term, "dumb"))
		return false;
	return !(no && *no) && fd >= 0 && isatty(fd);
}

/* The tests that are not Pincer's own, and what became of them. */
static void print_apart(const struct paper *p, const struct results *r,
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
	struct paper p = {
		.out = out,
		.width = o->width > 0 ? o->width : find_width(out),
		.colour = find_colour(out, o->colour),
		.all = o->all,
		.strict = o->strict,
	};
	struct grid own = { .nr_rows = 0 }, upstream = { .nr_rows = 0 };

	if (p.width < WIDTH_MIN)
		p.width = WIDTH_MIN;
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
