// SPDX-License-Identifier: GPL-2.0
/* The table of mutants: who noticed each, and how many by area. */
#include "report/mutant_table.h"

#include <string.h>

#include "base/text.h"
#include "model/strings.h"
#include "report/mutant_beside.h"

#define WIDTH 100
#define INDENT 6

bool mutant_is_good(const struct mutant *m)
{
	return m->state == MUTANT_NOTICED || m->state == MUTANT_EXCLUDED ||
	       m->state == MUTANT_EQUIVALENT;
}

static void print_wrapped(FILE *out, const char *text)
{
	fprintf(out, "%*s", INDENT, "");
	text_wrap(out, text, WIDTH, INDENT, INDENT);
	fputc('\n', out);
}

void mutant_table_list(FILE *out, const struct mutants *m)
{
	size_t i;

	for (const char *const *area = mutant_areas; *area; area++) {
		bool any = false;

		for (i = 0; i < m->nr; i++) {
			if (strcmp(m->list[i].area, *area))
				continue;
			if (!any)
				fprintf(out, "%s\n", *area);
			any = true;
			fprintf(out, "  %s%s%s\n", m->list[i].name,
				*m->list[i].kernels ? "  for " : "",
				m->list[i].kernels);
			print_wrapped(out, m->list[i].what);
		}
	}
	fprintf(out, "%zu mutants\n", m->nr);
}

/* How often its place was reached, where that says something. */
static void format_reached(const struct mutant *m, char *buf, size_t size)
{
	if (m->reached < 0)
		snprintf(buf, size, "how often it was reached is not known");
	else if (!m->reached)
		snprintf(buf, size, "never reached");
	else
		snprintf(buf, size, "reached %ld times", m->reached);
}

static void format_by(const struct mutant *m, char *buf, size_t size)
{
	const size_t shown = m->nr_noticed < 3 ? m->nr_noticed : 3;

	buf[0] = '\0';
	for (size_t i = 0; i < shown; i++)
		string_append_item(buf, size, ", ", "%s (%s)", m->by[i].id,
				   m->by[i].observed);
	if (m->nr_noticed > shown)
		string_append(buf, size, " and %zu more",
			      m->nr_noticed - shown);
}

/* What stands behind a mutant's state. */
static void format_why(const struct mutant *m, char *buf, size_t size)
{
	char reached[64];

	format_reached(m, reached, sizeof(reached));
	switch (m->state) {
	case MUTANT_NOTICED:
		format_by(m, buf, size);
		break;
	case MUTANT_ELSEWHERE:
		format_by(m, buf, size);
		string_append(buf, size, ", but by none of its notices: %s",
			      *m->notices ? m->notices : m->equivalent);
		break;
	case MUTANT_FALSE_ALARM:
		snprintf(buf, size, "failed without reaching it: ");
		format_by(m, buf + strlen(buf), size - strlen(buf));
		break;
	case MUTANT_AS_ERROR:
		snprintf(buf, size, "%zu errors, first %s; %s", m->nr_errors,
			 m->reason, reached);
		break;
	case MUTANT_SURVIVED:
		snprintf(buf, size, "%s", reached);
		break;
	case MUTANT_EQUIVALENT:
		snprintf(buf, size, "%s; %s", m->equivalent, reached);
		break;
	default:
		snprintf(buf, size, "%s", m->reason);
	}
}

void mutant_table_line(FILE *out, const struct mutant *m)
{
	char why[1024];

	format_why(m, why, sizeof(why));
	fprintf(out, "%s: %s: %s\n", m->name, mutant_state_name(m->state), why);
}

static void print_mutant(FILE *out, const struct mutant *m)
{
	char why[1024];

	fprintf(out, "  %-40s %s\n", m->name, mutant_state_name(m->state));
	if (!mutant_is_good(m))
		print_wrapped(out, m->what);
	format_why(m, why, sizeof(why));
	if (*why)
		print_wrapped(out, why);
	if (m->upstream == MUTANT_NOT_RUN)
		return;
	snprintf(why, sizeof(why), "the kernel's own tests: %s%s%s",
		 mutant_state_name(m->upstream), *m->upstream_by ? ": " : "",
		 m->upstream_by);
	print_wrapped(out, why);
}

/* struct counts - mutants by what became of them */
struct counts {
	size_t nr[NR_MUTANT_STATES];
	size_t all;
};

static void count(struct counts *c, const struct mutants *m, const char *area)
{
	memset(c, 0, sizeof(*c));
	for (size_t i = 0; i < m->nr; i++) {
		if (area && strcmp(m->list[i].area, area))
			continue;
		c->nr[m->list[i].state]++;
		c->all++;
	}
}

/* Those that could be noticed and were tried. */
static size_t tried(const struct counts *c)
{
	return c->nr[MUTANT_NOTICED] + c->nr[MUTANT_ELSEWHERE] +
	       c->nr[MUTANT_AS_ERROR] + c->nr[MUTANT_SURVIVED] +
	       c->nr[MUTANT_FALSE_ALARM];
}

static void print_share(FILE *out, const char *name, const struct counts *c)
{
	fprintf(out, "  %-18s %4zu of %-4zu", name, c->nr[MUTANT_NOTICED],
		tried(c));
	for (int s = 0; s < NR_MUTANT_STATES; s++) {
		if (c->nr[s] && s != MUTANT_NOTICED)
			fprintf(out, "  %zu %s", c->nr[s],
				mutant_state_name(s));
	}
	fputc('\n', out);
}

static void print_shares(FILE *out, const struct mutants *m)
{
	struct counts c;

	fprintf(out, "\nnoticed, by area\n");
	for (const char *const *area = mutant_areas; *area; area++) {
		count(&c, m, *area);
		if (c.all)
			print_share(out, *area, &c);
	}
	count(&c, m, NULL);
	print_share(out, "all", &c);
}

static const struct mutant *first_bad(const struct mutants *m)
{
	for (size_t i = 0; i < m->nr; i++) {
		if (!mutant_is_good(&m->list[i]))
			return &m->list[i];
	}
	return NULL;
}

void mutant_table_print(FILE *out, const struct mutant_run *r)
{
	const struct mutants *m = r->mutants;
	const struct mutant *bad = first_bad(m);
	struct counts c;
	size_t good = 0;

	for (const char *const *area = mutant_areas; *area; area++) {
		count(&c, m, *area);
		if (c.all)
			fprintf(out, "%s\n", *area);
		for (size_t i = 0; c.all && i < m->nr; i++) {
			if (!strcmp(m->list[i].area, *area))
				print_mutant(out, &m->list[i]);
		}
	}
	print_shares(out, m);
	mutant_beside_print(out, m);
	count(&c, m, NULL);
	good = c.nr[MUTANT_NOTICED] + c.nr[MUTANT_EQUIVALENT];
	fprintf(out, "\n%s %s: %s without a mutant; %.0f s\n", r->kernel,
		r->version, r->alone ? "not tried" :
		r->clean ? "clean" : "NOT CLEAN", r->seconds);
	fprintf(out, "%zu passed, %zu failed, %zu skipped\n", good,
		c.all - good - c.nr[MUTANT_EXCLUDED] + !r->clean,
		c.nr[MUTANT_EXCLUDED]);
	if (bad)
		fprintf(out, "next: pincer mutants %s --whole --keep tries every contract on that one; its console stays then\n",
			bad->name);
}
