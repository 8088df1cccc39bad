// SPDX-License-Identifier: GPL-2.0
/* Prints strings in columns and colours: what the matrix is made with. */
#include "report/printer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

#define WIDTH_MIN 30
#define WIDTH_MAX 1000
#define WIDTH_USUAL 80

/* The parameters of SGR, the escape sequence that sets a colour. */
static const struct {
	char mark;
	const char *sgr;
} styles[] = {
	[V_PASS] = { '\0', NULL },
	[V_DEFECT] = { '*', "33" },
	[V_DRIFT] = { '~', "35" },
	[V_FAIL] = { '!', "1;31" },
	[V_SKIP] = { '-', "2" },
	[V_ERROR] = { '?', "31" },
	[COLOUR_HEAD] = { '\0', "1" },
};

const enum verdict verdict_order[] = {
	V_SKIP, V_DEFECT, V_DRIFT, V_ERROR, V_FAIL
};

char verdict_mark(enum verdict v)
{
	return styles[v].mark;
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

static bool find_colour(FILE *out, enum colour_mode mode)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	int fd = fileno(out);

	if (mode != COLOUR_AUTO)
		return mode == COLOUR_ALWAYS;
	if (term && !strcmp(term, "dumb"))
		return false;
	return !(no && *no) && fd >= 0 && isatty(fd);
}

void printer_init(struct printer *p, FILE *out, int width,
		  enum colour_mode colour)
{
	*p = (struct printer){
		.out = out,
		.width = width > 0 ? width : find_width(out),
		.colour = find_colour(out, colour),
	};
	if (p->width < WIDTH_MIN)
		p->width = WIDTH_MIN;
}

void printer_put(const struct printer *p, const char *s, int width, int colour,
		 bool pad)
{
	const char *sgr = p->colour ? styles[colour].sgr : NULL;
	char cut[512];
	int used;

	used = text_cut(cut, sizeof(cut), s, width);
	if (sgr && *cut)
		fprintf(p->out, "\033[%sm%s\033[0m", sgr, cut);
	else
		fputs(cut, p->out);
	if (pad)
		fprintf(p->out, "%*s", width - used, "");
}
