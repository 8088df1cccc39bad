// SPDX-License-Identifier: GPL-2.0
/*
 * Layouts: each call goes over every layout that is made of a few shapes of
 * segment, in several sizes of steps, into an array that has entries already.
 */
#include <linux/mm.h>
#include <linux/sched.h>

#include "claim.h"
#include "compat.h"
#include "iter_fixture.h"
#include "pin_counts.h"
#include "suites.h"
#include "trial.h"

/** struct steps - what each call of a walk is asked for: bytes and entries */
struct steps {
	size_t size;
	unsigned int max;
};

static const struct steps steps[] = {
	{ SIZE_MAX / 2, EXTRACTION_MAX }, { SIZE_MAX / 2, 1 },
	{ PAGE_SIZE + QUARTER + 256, 2 }, { PAGE_SIZE + QUARTER + 256, 4 },
};

/**
 * struct visit - how one call goes over a layout
 * @api: the call
 * @first: the number of the first steps
 * @end: behind the last
 * @at: those that are being tried
 */
struct visit {
	const struct api *api;
	unsigned int first;
	unsigned int end;
	unsigned int at;
};

static const char *extract(struct trial *t, const struct visit *v)
{
	return trial_extract(t, v->api, steps[v->at].size, steps[v->at].max);
}

/* Go over the iterator as far as the call does, and revert all of that. */
static const char *walk(struct trial *t, const struct visit *v)
{
	const char *wrong = NULL;

	do {
		wrong = extract(t, v);
	} while (!wrong && t->ex.ret > 0 && t->at < t->end);
	if (!wrong) {
		iov_iter_revert(&t->iter, t->at);
		t->at = 0;
	}
	return wrong;
}

/* Walk by all steps, then begin once more. */
static const char *walk_all(struct trial *t, struct visit *v)
{
	const char *wrong = NULL;
	unsigned int i;

	for (i = v->first; i < v->end && !wrong; i++) {
		v->at = i;
		wrong = walk(t, v);
	}
	if (!wrong)
		wrong = extract(t, v);
	return wrong ? wrong : arena_check(&t->arena, NULL, PIN_MODE_NONE);
}

/* Others may hold user pages for a moment, so that is tried again. */
static const char *try_layout(struct trial *t, struct visit *v,
			      const struct layout *l)
{
	const char *wrong = NULL;
	int i;

	for (i = 0; i < PIN_COUNTS_ATTEMPTS; i++) {
		if (!trial_begin(t, l))
			return NULL;
		wrong = walk_all(t, v);
		if (!wrong || strncmp(wrong, "hold_", 5))
			break;
		arena_repair(&t->arena);
	}
	return wrong;
}

/* Simplify a layout for as long as something is wrong with it. */
static void shrink(struct trial *t, struct visit *v, struct layout *l)
{
	struct layout simpler = *l;
	unsigned int step;

	for (step = 0; layout_simplify(t->generator, &simpler, step); step++) {
		if (memcmp(&simpler, l, sizeof(simpler)) &&
		    trial_allows(t, v->api, &simpler) &&
		    try_layout(t, v, &simpler))
			*l = simpler;
		simpler = *l;
	}
}

static void report(struct kunit *test, struct trial *t, struct visit *v,
		   struct layout *l, char *observed)
{
	char text[LAYOUT_TEXT], place[24];
	const char *wrong;

	shrink(t, v, l);
	wrong = try_layout(t, v, l);
	layout_print(l, text);
	claim_amount(place, sizeof(place), t->at);
	kunit_info(test, "%s: %s at %s over %s, by %zu bytes and %u entries: returned %zd\n",
		   v->api->name, wrong ?: "right", place, text,
		   steps[v->at].size, steps[v->at].max, t->ex.ret);
	snprintf(observed, CLAIM_TEXT, "%s@%s:%s", wrong ?: "unstable", place,
		 text);
}

/* Layouts of one or two segments are tried with all steps, others with one. */
static const char *try_number(struct trial *t, struct visit *v,
			      const struct layout *l, unsigned long number)
{
	bool all = layout_is_small(l) &&
		   t->generator->flavour.kind != ITER_KIND_FOLIOQ;

	if (!trial_allows(t, v->api, l))
		return NULL;
	v->first = all ? 0 : number / 2 % ARRAY_SIZE(steps);
	v->end = all ? ARRAY_SIZE(steps) : v->first + 1;
	return try_layout(t, v, l);
}

/*
 * Of three segments, all layouts are tried where one call goes over several,
 * and a share where it stops at the end of each, or takes long.
 */
static unsigned int stride(const struct trial *t, const struct api *api,
			   const struct layout *l)
{
	const struct flavour *f = &t->generator->flavour;

	if (layout_is_small(l))
		return 1;
	if (api_stops_at_segments(api, f))
		return 31;
	return f->kind == ITER_KIND_USER || f->kind == ITER_KIND_FOLIOQ ? 7 : 1;
}

/* Where memory is, is no matter of direction: each has half of the layouts. */
static void try_all(struct kunit *test, struct trial *t, const struct api *api,
		    char *observed)
{
	unsigned long number = t->direction == WRITE;
	struct visit v = { .api = api };
	struct layout l;

	while (t->generator->nth(number, &l)) {
		if (try_number(t, &v, &l, number)) {
			report(test, t, &v, &l, observed);
			return;
		}
		number += 2 * stride(t, api, &l);
		if (!(number / 2 % 32))
			cond_resched();
	}
	strscpy(observed, "all", CLAIM_TEXT);
}

static void claim_layouts(struct kunit *test, const struct api *api,
			  const struct generator *g, unsigned int direction)
{
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	struct trial *t;

	snprintf(id, sizeof(id), "iov_iter.%s.%s.layouts:%s", api->name,
		 g->flavour.name, direction_name(direction));
	if (!api->extract) {
		claim_skip(test, id, "this kernel has no such call");
		return;
	}
	t = trial_make(test, id, g, direction);
	if (!t)
		return;
	try_all(test, t, api, observed);
	claim(test, id, observed, "all");
	trial_free(t);
}

/* Parameters are counted from one, since NULL ends them. */
static bool decode(unsigned long number, const struct api **api,
		   const struct generator **g, unsigned int *direction)
{
	unsigned int generators = 0;

	while (generator_at(generators))
		generators++;
	number--;
	*direction = number % 2 ? WRITE : READ;
	number /= 2;
	*g = generator_at(number % generators);
	*api = api_at(number / generators);
	return *api;
}

PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;
	const struct generator *g;
	const struct api *api;
	unsigned int direction;

	do {
		if (!decode(++number, &api, &g, &direction))
			return NULL;
	} while (!api_supports(api, &g->flavour));
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s:%s", api->name,
		 g->flavour.name, direction_name(direction));
	return (const void *)number;
}

static void layouts(struct kunit *test)
{
	const struct generator *g;
	const struct api *api;
	unsigned int direction;

	decode((unsigned long)pincer_param(test), &api, &g, &direction);
	claim_layouts(test, api, g, direction);
}

PINCER_CASE_BODY(layouts, points)

static struct kunit_case cases[] = {
	PINCER_CASE(layouts, points),
	{ }
};

struct kunit_suite pincer_layout_suite = {
	.name = "pincer_layout",
	.test_cases = cases,
};
