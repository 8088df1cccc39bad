// SPDX-License-Identifier: GPL-2.0
/* Runs the kernel's own tests over mutants. */
#include "plan/mutant_upstream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "plan/upstream_notice.h"

/* A mutant may take so much longer than the kernel without it, and 20 s. */
#define PATIENCE 4
/* Switches none on, and counts all. */
#define COUNT "count"

static int no_memory(void)
{
	msg_error("out of memory");
	return -ENOMEM;
}

/* A suite that is built in runs at boot, or never. */
static size_t stage_of(const struct plan *p, const char *id)
{
	return bundle_find(&p->bundle, id)->option ? 0 : 1;
}

static int open_stages(struct mutant_upstream *u)
{
	const struct plan *p = u->plan;

	for (size_t i = 0; i < UPSTREAM_STAGES; i++) {
		u->stage[i].ids = calloc(p->nr_ids + 1, sizeof(char *));
		u->stage[i].reached = calloc(u->mutants->nr + 1, sizeof(long));
		if (!u->stage[i].ids || !u->stage[i].reached)
			return no_memory();
	}
	for (size_t i = p->nr_own; i < p->nr_ids; i++) {
		struct upstream_stage *s = &u->stage[stage_of(p, p->ids[i])];

		s->ids[s->nr++] = p->ids[i];
	}
	return 0;
}

/* Makes the Ith kernel of the plan's batch run a stage. */
static int add(struct mutant_upstream *u, size_t i, const char *name,
	       const struct upstream_stage *s)
{
	struct plan_kernel *k;
	int ret = mutant_guests_add(u->plan, 1 + i, name, &k);

	if (ret)
		return ret;
	k->job.ids = s->ids;
	k->job.nr = s->nr;
	k->job.nr_suites = 0;
	/* Contracts alone are judged by it, and a command line is short. */
	k->job.history = "";
	k->job.loud = true;
	k->job.again = false;
	k->job.most_seconds = s->seconds ? 20 + PATIENCE * s->seconds : 0;
	return 0;
}

static void count_reached(const struct mutant_upstream *u,
			  struct upstream_stage *s, const char *dir)
{
	char path[PATH_MAX], *text;

	if (!path_format(path, "%s/console", dir) &&
	    !file_read(path, &text, NULL)) {
		const bool whole = mutant_console_count(text, u->mutants,
							s->reached);
		free(text);
		if (whole)
			return;
	}
	msg_note("the guest that counts did not end: every mutant is tried with %s",
		 s->ids[0]);
	for (size_t i = 0; i < u->mutants->nr; i++)
		s->reached[i] = 1;
}

/* Whether any test of a stage came to something that a mutant can change. */
static bool any_ran(const struct upstream_stage *s)
{
	for (size_t i = 0; i < s->base.nr_cells; i++) {
		const struct report *r = &s->base.cells[i].report;

		if (r->verdict != V_SKIP && r->verdict != V_ERROR)
			return true;
		msg_note("%s is no help: %s: %s", r->id,
			 verdict_name(r->verdict), r->seen.reason);
	}
	return false;
}

/* The guests 2i and 2i + 1 have run a stage without a mutant. */
static int learn(struct mutant_upstream *u, const struct mutant_guests *g,
		 const struct shares *s, size_t i)
{
	struct upstream_stage *stage = &u->stage[i];
	const char *dir = s->list[2 * i].jobs[0].dir;
	struct results again = { .nr_cells = 0 };
	struct mutant_console c;
	int ret = mutant_guests_collect(g, s, 2 * i, &stage->base);

	if (!ret)
		ret = mutant_guests_collect(g, s, 2 * i + 1, &again);
	if (ret)
		return ret;
	mutant_console_open(&c, dir, "");
	stage->severity = c.severity;
	stage->seconds = stage->base.kernels[0].seconds;
	upstream_stable(&stage->base, &again);
	results_free(&again);
	if (any_ran(stage))
		count_reached(u, stage, s->list[2 * i + 1].jobs[0].dir);
	return 0;
}

static int run_without(struct mutant_upstream *u)
{
	const struct mutant_guests g = {
		u->plan, 1, 2 * UPSTREAM_STAGES, u->jobs
	};
	struct shares s = { .nr_guests = 0 };
	int ret = 0;

	for (size_t i = 0; i < g.nr && !ret; i++) {
		ret = add(u, i, i % 2 ? "count" : "none", &u->stage[i / 2]);
		if (i % 2)
			u->plan->kernels[1 + i].job.mutant = COUNT;
	}
	if (!ret)
		ret = mutant_guests_run(&g, &s);
	for (size_t i = 0; i < UPSTREAM_STAGES && !ret; i++)
		ret = learn(u, &g, &s, i);
	if (s.list)
		shares_close(&s);
	for (size_t i = 0; i < g.nr; i++)
		tree_remove(u->plan->kernels[1 + i].dir);
	return ret;
}

int mutant_upstream_open(struct mutant_upstream *u)
{
	int ret = mutant_guests_open(u->plan);

	if (!ret)
		ret = open_stages(u);
	return ret ? ret : run_without(u);
}

static void conclude(struct mutant *m, const struct results *r,
		     const struct upstream_stage *stage, const char *dir)
{
	struct mutant_console c;

	mutant_console_open(&c, dir, m->name);
	upstream_compare(m, r, &stage->base, &c, stage->severity);
	if (c.on)
		return;
	m->upstream = MUTANT_UNFIT;
	snprintf(m->upstream_by, sizeof(m->upstream_by),
		 "its guest did not switch it on");
}

static int collect(const struct mutant_guests *g, const struct shares *s,
		   size_t i, struct mutant *m,
		   const struct upstream_stage *stage)
{
	struct results r = { .nr_cells = 0 };
	int ret = mutant_guests_collect(g, s, i, &r);

	if (!ret)
		conclude(m, &r, stage, s->list[i].jobs[0].dir);
	results_free(&r);
	return ret;
}

static int run_stage(struct mutant_upstream *u, struct mutant **list, size_t nr,
		     const struct upstream_stage *stage)
{
	const struct mutant_guests g = { u->plan, 1, nr, u->jobs };
	struct shares s = { .nr_guests = 0 };
	int ret = 0;

	for (size_t i = 0; i < nr && !ret; i++) {
		ret = add(u, i, list[i]->name, stage);
		u->plan->kernels[1 + i].job.mutant = list[i]->name;
	}
	if (!ret)
		ret = mutant_guests_run(&g, &s);
	for (size_t i = 0; i < nr && !ret; i++)
		ret = collect(&g, &s, i, list[i], stage);
	if (s.list)
		shares_close(&s);
	for (size_t i = 0; i < nr; i++)
		tree_remove(u->plan->kernels[1 + i].dir);
	return ret;
}

static bool is_reached(const struct mutant_upstream *u, const struct mutant *m)
{
	for (size_t i = 0; i < UPSTREAM_STAGES; i++) {
		if (u->stage[i].reached[m - u->mutants->list])
			return true;
	}
	return false;
}

size_t mutant_upstream_reached(const struct mutant_upstream *u,
			       struct mutant **list, size_t nr)
{
	size_t kept = 0;

	for (size_t i = 0; i < nr; i++) {
		if (is_reached(u, list[i]))
			list[kept++] = list[i];
		else
			list[i]->upstream = MUTANT_UNREACHED;
	}
	return kept;
}

/* Those that the tests of a stage reach, and no earlier stage noticed. */
static size_t choose(const struct mutant_upstream *u, size_t stage,
		     struct mutant **list, size_t nr, struct mutant **chosen)
{
	size_t kept = 0;

	for (size_t i = 0; i < nr; i++) {
		const size_t at = list[i] - u->mutants->list;

		if (u->stage[stage].reached[at] &&
		    (list[i]->upstream == MUTANT_UNREACHED ||
		     list[i]->upstream == MUTANT_SURVIVED))
			chosen[kept++] = list[i];
	}
	return kept;
}

int mutant_upstream_batch(struct mutant_upstream *u, struct mutant **list,
			  size_t nr)
{
	struct mutant *chosen[MUTANT_BATCH];
	size_t left;
	int ret = 0;

	for (size_t i = 0; i < nr; i++)
		list[i]->upstream = MUTANT_UNREACHED;
	for (size_t i = 0; i < UPSTREAM_STAGES && !ret; i++) {
		left = choose(u, i, list, nr, chosen);
		if (left)
			ret = run_stage(u, chosen, left, &u->stage[i]);
	}
	for (size_t i = 0; i < nr && ret; i++)
		list[i]->upstream = MUTANT_NOT_RUN;
	return ret;
}

void mutant_upstream_close(struct mutant_upstream *u)
{
	for (size_t i = 0; i < UPSTREAM_STAGES; i++) {
		free(u->stage[i].ids);
		free(u->stage[i].reached);
		results_free(&u->stage[i].base);
	}
}
