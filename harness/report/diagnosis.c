// SPDX-License-Identifier: GPL-2.0
#include "report/diagnosis.h"

#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "model/hangs.h"
#include "model/strings.h"
#include "report/diagnose.h"

#define INDENT 2
#define SHOWN 4		/* outcomes and doors of a group, ids of the rest */
#define KINDS 512
#define NOT_RUN "not run"

/* struct kind - cells of a group that are alike in something */
struct kind {
	char text[2 * OUTCOME_TEXT_MAX + 16];
	size_t nr;
};

/* struct kinds - all of a group; more than KINDS are not told apart */
struct kinds {
	struct kind of[KINDS];
	size_t nr;
};

static void count_kind(struct kinds *k, const char *text)
{
	size_t i;

	for (i = 0; i < k->nr; i++)
		if (!strcmp(k->of[i].text, text))
			break;
	if (i == KINDS)
		return;
	if (i == k->nr) {
		k->nr++;
		k->of[i].nr = 0;
		snprintf(k->of[i].text, sizeof(k->of[i].text), "%s", text);
	}
	k->of[i].nr++;
}

static int by_number(const void *a, const void *b)
{
	const struct kind *x = a, *y = b;

	/* What was not run is a consequence of the others. */
	if (!strcmp(x->text, NOT_RUN) != !strcmp(y->text, NOT_RUN))
		return strcmp(x->text, NOT_RUN) ? -1 : 1;
	if (x->nr != y->nr)
		return x->nr > y->nr ? -1 : 1;
	return strcmp(x->text, y->text);
}

/* "A (12), B (3) and 2 others"; a lone one without its number. */
static void list_kinds(FILE *out, struct kinds *k, const char *others)
{
	const size_t shown = k->nr > SHOWN + 1 ? SHOWN : k->nr;
	size_t i;

	qsort(k->of, k->nr, sizeof(k->of[0]), by_number);
	for (i = 0; i < shown; i++) {
		fprintf(out, "%s%s", i ? ", " : "", k->of[i].text);
		if (k->nr > 1)
			fprintf(out, " (%zu)", k->of[i].nr);
	}
	if (shown < k->nr)
		fprintf(out, " and %zu other %s", k->nr - shown, others);
}

static void outcome_kind_text(const struct report *r, char *buf, size_t size)
{
	char observed[OUTCOME_TEXT_MAX], expected[OUTCOME_TEXT_MAX];

	outcome_write(&r->seen.outcome, observed);
	outcome_write(&r->expected, expected);
	if (string_begins(r->seen.reason, HANGS_NOT_RUN))
		snprintf(buf, size, NOT_RUN);
	else if (r->seen.outcome.kind == OUTCOME_NONE)
		snprintf(buf, size, "%s", verdict_name(r->verdict));
	else
		snprintf(buf, size, "%s, expected %s", observed, expected);
}

static void door_text(const struct report *r, char *buf, size_t size)
{
	snprintf(buf, size, "%.*s", (int)hang_door_length(r->id), r->id);
}

static void list_group(FILE *out, const struct results *r,
		       const struct diagnosis *d, size_t at, const char *others,
		       void (*text_of)(const struct report *r, char *buf,
				       size_t size))
{
	struct kinds *k = calloc(1, sizeof(*k));
	char text[sizeof(k->of[0].text)];
	size_t i;

	for (i = 0; k && i < r->nr_cells; i++) {
		if (d->group[i] != at + 1)
			continue;
		text_of(&r->cells[i].report, text, sizeof(text));
		count_kind(k, text);
	}
	if (k)
		list_kinds(out, k, others);
	free(k);
}

/* "all 78 of io_uring.register", "60 of 66 with memfd", "12: REASON" */
static void name_group(FILE *out, const struct clue_group *g)
{
	const char *all = g->bad == g->tried ? "all " : "";
	char of[32] = "";

	if (g->bad != g->tried)
		snprintf(of, sizeof(of), " of %zu", g->tried);
	switch (g->clue) {
	case CLUE_COMMIT:
	case CLUE_REASON:
		fprintf(out, "%zu contracts: %s", g->bad, g->text);
		break;
	case CLUE_PREFIX:
		fprintf(out, "%s: %s%zu%s", g->text, all, g->bad, of);
		break;
	case CLUE_PART:
		fprintf(out, "%s in their ids: %s%zu%s", g->text, all, g->bad, of);
		break;
	case CLUE_OUTCOME:
		fprintf(out, "%zu observed %s", g->bad, g->text);
		break;
	}
}

/* The reason of the first cell, which the group was not made by. */
static void add_reason(FILE *out, const struct clue_group *g,
		       const struct report *first)
{
	if (g->clue > CLUE_REASON && *first->seen.reason &&
	    strcmp(first->seen.reason, "no commit explains this"))
		fprintf(out, "; the first: %s", first->seen.reason);
}

static void describe(FILE *out, const struct results *r,
		     const struct diagnosis *d, size_t at)
{
	const struct clue_group *g = &d->of[at];

	name_group(out, g);
	if (g->clue != CLUE_OUTCOME) {
		fputs("; observed ", out);
		list_group(out, r, d, at, "outcomes", outcome_kind_text);
	}
	if (g->clue != CLUE_PREFIX || !strchr(g->text, '.')) {
		fputs("; at ", out);
		list_group(out, r, d, at, "doors", door_text);
	}
	add_reason(out, g, &r->cells[g->first].report);
}

static void print_group(const struct printer *p, const struct results *r,
			size_t kernel, const struct diagnosis *d, size_t at)
{
	const struct report *first = &r->cells[d->of[at].first].report;
	char *text = NULL;
	FILE *memory;
	size_t size;

	memory = open_memstream(&text, &size);
	if (!memory)
		return;
	fprintf(memory, "%zu. ", at + 1);
	describe(memory, r, d, at);
	fclose(memory);
	fprintf(p->out, "%*s", INDENT, "");
	text_wrap(p->out, text, p->width, INDENT, INDENT + 3);
	free(text);
	fprintf(p->out, "\n%*spincer show %s %s\n", INDENT + 3, "",
		r->kernels[kernel].name, first->id);
}

/* What no group has; the matrix and its notes tell the rest. */
static void print_rest(const struct printer *p, const struct diagnosis *d)
{
	size_t grouped = 0, i;

	for (i = 0; i < d->nr; i++)
		grouped += d->of[i].bad;
	if (grouped < d->bad)
		fprintf(p->out, "%*s%zu other%s below\n", INDENT, "",
			d->bad - grouped, d->bad - grouped == 1 ? "" : "s");
	fputc('\n', p->out);
}

static void print_kernel(const struct printer *p, const struct results *r,
			 size_t kernel, const struct diagnosis *d)
{
	char line[160];
	size_t i;

	snprintf(line, sizeof(line),
		 "%s: %zu of %zu are not as they must be; what explains most of them first",
		 r->kernels[kernel].name, d->bad, d->tried);
	text_wrap(p->out, line, p->width, 0, 0);
	fputc('\n', p->out);
	for (i = 0; i < d->nr; i++)
		print_group(p, r, kernel, d, i);
	print_rest(p, d);
}

/* A small group's cells are in the matrix as well. */
static bool stands_for(const struct diagnosis *d, size_t cell)
{
	return d->group[cell] &&
	       d->of[d->group[cell] - 1].bad >= DIAGNOSE_LEAST;
}

bool *diagnosis_print(const struct printer *p, const struct results *r)
{
	bool *explained = calloc(r->nr_cells + 1, sizeof(*explained));
	struct diagnosis d;
	size_t kernel, i;
	bool any = false;

	for (kernel = 0; explained && kernel < r->nr_kernels; kernel++) {
		if (diagnose(&d, r, kernel)) {
			msg_error("not enough memory for a diagnosis");
			break;
		}
		if (d.nr)
			print_kernel(p, r, kernel, &d);
		for (i = 0; i < r->nr_cells; i++)
			any |= explained[i] |= stands_for(&d, i) && !p->all;
		diagnosis_free(&d);
	}
	if (any)
		return explained;
	free(explained);
	return NULL;
}
