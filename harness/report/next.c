// SPDX-License-Identifier: GPL-2.0
#include "report/next.h"

#include <string.h>

#include "base/text.h"

/* Of the lines below "next: ". */
#define INDENT 6

/* Characters that a shell takes as they are. */
#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:+-~@%,"

/* Of two cells, whether @a is the one to look at first. */
static bool is_worse(const struct printer *p, const struct cell *a,
		     const struct cell *b)
{
	int i = VERDICTS_MARKED;

	if (!verdict_bad(a->report.verdict, p->strict))
		return false;
	if (!b)
		return true;
	/* What came back is more telling, and easier to find. */
	if (cell_is_gone(a) != cell_is_gone(b))
		return cell_is_gone(b);
	while (i-- && verdict_order[i] != b->report.verdict)
		if (verdict_order[i] == a->report.verdict)
			return true;
	return false;
}

static const struct cell *find_worst(const struct printer *p,
				     const struct grid *g)
{
	const struct cell *worst = NULL, *c;
	size_t row, column;

	for (row = 0; row < g->nr_rows; row++) {
		for (column = 0; column < g->nr_columns; column++) {
			c = g->rows[row].cell[column];
			if (c && is_worse(p, c, worst))
				worst = c;
		}
	}
	return worst;
}

/* A kernel's name may be a path. */
static void put_word(FILE *out, const char *word)
{
	const bool plain = !word[strspn(word, PLAIN)];

	fprintf(out, plain ? " %s" : " '%s'", word);
}

/* Whether the name of a kernel is what `pincer run` takes for it. */
static bool has_argument(const struct result_kernel *k)
{
	return !strcmp(k->origin, "debian-image") ||
	       !strcmp(k->origin, "debian-source") ||
	       !strcmp(k->origin, "running");
}

void next_print(const struct printer *p, const struct grid *g)
{
	const struct cell *c = find_worst(p, g);
	const struct result_kernel *k;
	char line[sizeof(k->console) + 32];

	if (!c)
		return;
	k = &g->r->kernels[c->kernel];
	fputs("next: pincer show", p->out);
	put_word(p->out, k->name);
	put_word(p->out, c->report.id);
	if (has_argument(k)) {
		fputs("\n      pincer run", p->out);
		put_word(p->out, k->name);
		fputs(" --contract", p->out);
		put_word(p->out, c->report.id);
	}
	fputc('\n', p->out);
	if (!*k->console)
		return;
	snprintf(line, sizeof(line), "%s has the kernel's console", k->console);
	fputs("      ", p->out);
	text_wrap(p->out, line, p->width, INDENT, INDENT);
	fputc('\n', p->out);
}
