// SPDX-License-Identifier: GPL-2.0
/* Mutants that Pincer and the kernel's own tests notice, side by side. */
#include "report/mutant_beside.h"

#include <string.h>

/* struct beside - mutants by who notices them */
struct beside {
	size_t all, own, upstream, both, neither;
	size_t unreached, false_alarms;
};

/* Tried by both, and not for nothing. */
static bool counts(const struct mutant *m)
{
	switch (m->state) {
	case MUTANT_NOT_RUN:
	case MUTANT_EQUIVALENT:
	case MUTANT_EXCLUDED:
	case MUTANT_UNFIT:
		return false;
	default:
		return m->upstream != MUTANT_NOT_RUN &&
		       m->upstream != MUTANT_UNFIT;
	}
}

static void add(struct beside *b, const struct mutant *m)
{
	const bool own = m->state == MUTANT_NOTICED;
	const bool upstream = m->upstream == MUTANT_NOTICED;

	b->all++;
	b->own += own;
	b->upstream += upstream;
	b->both += own && upstream;
	b->neither += !own && !upstream;
	b->unreached += m->upstream == MUTANT_UNREACHED;
	b->false_alarms += m->upstream == MUTANT_FALSE_ALARM;
}

static struct beside count(const struct mutants *m, const char *area)
{
	struct beside b = { .all = 0 };

	for (size_t i = 0; i < m->nr; i++) {
		if ((!area || !strcmp(m->list[i].area, area)) &&
		    counts(&m->list[i]))
			add(&b, &m->list[i]);
	}
	return b;
}

static int percent(size_t part, size_t all)
{
	return all ? (int)((100 * part + all / 2) / all) : 0;
}

static void print(FILE *out, const char *name, const struct beside *b)
{
	fprintf(out, "%-16s %7zu %5zu %3d%% %7zu %3d%% %6zu %8zu %10zu %9zu\n",
		name, b->all, b->own, percent(b->own, b->all), b->upstream,
		percent(b->upstream, b->all), b->both, b->own - b->both,
		b->upstream - b->both, b->neither);
}

void mutant_beside_print(FILE *out, const struct mutants *m)
{
	struct beside b = count(m, NULL);

	if (!b.all)
		return;
	fprintf(out, "\n%-16s %7s %10s %12s %6s %8s %10s %9s\n", "noticed by",
		"mutants", "Pincer", "the kernel's", "both", "only ours",
		"only its", "neither");
	for (const char *const *area = mutant_areas; *area; area++) {
		b = count(m, *area);
		if (b.all)
			print(out, *area, &b);
	}
	b = count(m, NULL);
	print(out, "all", &b);
	fprintf(out, "the kernel's own tests never reach %zu of them; they failed without reaching another %zu\n",
		b.unreached, b.false_alarms);
}

void mutant_upstream_line(FILE *out, const struct mutant *m)
{
	fprintf(out, "%s: %s%s%s\n", m->name, mutant_state_name(m->upstream),
		*m->upstream_by ? ": " : "", m->upstream_by);
}

void mutant_upstream_print(FILE *out, const struct mutants *m)
{
	size_t nr[NR_MUTANT_STATES] = { 0 };

	for (size_t i = 0; i < m->nr; i++) {
		if (m->list[i].upstream == MUTANT_NOT_RUN)
			continue;
		mutant_upstream_line(out, &m->list[i]);
		nr[m->list[i].upstream]++;
	}
	mutant_beside_print(out, m);
	fprintf(out, "\nthe kernel's own tests:");
	for (size_t i = 0; i < NR_MUTANT_STATES; i++) {
		if (nr[i])
			fprintf(out, "  %zu %s", nr[i], mutant_state_name(i));
	}
	fputc('\n', out);
}

bool mutant_upstream_is_good(const struct mutant *m)
{
	return m->state == MUTANT_EXCLUDED ||
	       m->upstream == MUTANT_NOTICED || m->upstream == MUTANT_SURVIVED ||
	       m->upstream == MUTANT_UNREACHED;
}
