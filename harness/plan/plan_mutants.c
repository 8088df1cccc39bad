// SPDX-License-Identifier: GPL-2.0
/* Boots one kernel with mutants, with none and with each of them switched on. */
#include "plan/plan_mutants.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "plan/mutant_console.h"
#include "plan/mutant_guests.h"
#include "results/suites.h"

/* A mutant may take so much longer than the kernel without it, and 20 s. */
#define PATIENCE 3
/* Contracts that notice it, after which no more are needed. */
#define ENOUGH 12

static int no_memory(void)
{
	msg_error("out of memory");
	return -ENOMEM;
}

int mutant_runs_open(struct mutant_runs *u)
{
	return mutant_guests_open(u->plan);
}

void mutant_runs_close(struct mutant_runs *u)
{
	baseline_free(&u->base);
}

int mutant_runs_baseline(struct mutant_runs *u, struct baseline *out)
{
	const struct mutant_guests g = { u->plan, 0, 1, u->jobs };
	struct shares s = { .nr_guests = 0 };
	int ret;

	memset(out, 0, sizeof(*out));
	ret = mutant_guests_run(&g, &s);
	if (!ret)
		ret = mutant_guests_collect(&g, &s, 0, &out->r);
	if (!ret)
		ret = baseline_sort(out);
	if (!ret)
		u->seconds = out->r.kernels[0].seconds;
	if (s.list)
		shares_close(&s);
	return ret ? ret : mutant_guests_renew(&u->plan->kernels[0]);
}

/* struct slot - one mutant of a batch, and the ids that its guest gets */
struct slot {
	struct mutant *m;
	struct mutant_globs globs;
	const char **ids;
};

/* Adds those of some ids that have a rank. */
static size_t add_ranked(struct slot *s, const char *const *ids, size_t nr,
			 size_t rank, size_t at)
{
	size_t i;

	for (i = 0; i < nr; i++) {
		if (mutant_globs_rank(&s->globs, ids[i]) == rank)
			s->ids[at++] = ids[i];
	}
	return at;
}

/* What fits the notices, the most telling first; suites come before contracts. */
static void choose_fitting(struct slot *s, const struct plan *p,
			   struct guest_job *job)
{
	size_t rank;

	for (rank = 0; rank < s->globs.nr; rank++)
		job->nr = add_ranked(s, p->ids, p->nr_suites, rank, job->nr);
	job->nr_suites = job->nr;
	for (rank = 0; rank < s->globs.nr; rank++)
		job->nr = add_ranked(s, p->ids + p->nr_suites,
				     p->nr_own - p->nr_suites, rank, job->nr);
}

/* All suites run, since it is not known which claims they will make. */
static void choose_rest(struct slot *s, const struct plan *p,
			struct guest_job *job)
{
	memcpy(s->ids, p->ids, p->nr_suites * sizeof(*s->ids));
	job->nr_suites = p->nr_suites;
	job->nr = add_ranked(s, p->ids + p->nr_suites,
			     p->nr_own - p->nr_suites, s->globs.nr,
			     p->nr_suites);
}

static int choose_ids(struct slot *s, const struct plan *p,
		      struct guest_job *job, bool rest)
{
	s->ids = calloc(p->nr_ids + 1, sizeof(*s->ids));
	if (!s->ids)
		return no_memory();
	job->ids = s->ids;
	job->nr = job->nr_suites = 0;
	(rest ? choose_rest : choose_fitting)(s, p, job);
	job->globs = rest ? NULL : s->globs.glob;
	job->nr_globs = rest ? 0 : s->globs.nr;
	return 0;
}

static int fill_slot(struct mutant_runs *u, size_t i, struct slot *s, bool rest)
{
	struct plan_kernel *k;
	int ret = mutant_guests_add(u->plan, 1 + i, s->m->name, &k);

	if (ret)
		return ret;
	k->job.mutant = s->m->name;
	k->job.most_seconds = 20 + PATIENCE * u->jobs * u->seconds;
	k->job.most_bad = u->whole ? 0 : ENOUGH;
	k->job.again = false;
	mutant_globs_split(&s->globs, s->m);
	return choose_ids(s, u->plan, &k->job, rest);
}

/* What is known of @m->reached from the guests before stays. */
static bool add_reached(struct mutant *m, const char *dir)
{
	struct mutant_console c;

	mutant_console_open(&c, dir, m->name);
	m->uncounted |= c.counted < c.on;
	if (c.counted)
		m->reached = c.reached + (m->reached > 0 ? m->reached : 0);
	return c.on;
}

static int conclude(struct mutant_runs *u, const struct mutant_guests *g,
		    const struct shares *s, size_t i, struct mutant *m)
{
	struct results r = { .nr_cells = 0 };
	int ret = mutant_guests_collect(g, s, i, &r);
	const bool on = add_reached(m, s->list[i].jobs[0].dir);

	if (!ret) {
		m->seconds += r.kernels[0].seconds;
		mutant_compare(m, &r, &u->base);
		mutant_conclude(m);
	}
	if (!ret && !on) {
		m->state = MUTANT_UNFIT;
		snprintf(m->reason, sizeof(m->reason),
			 "its guest did not switch it on: %.200s",
			 s->list[i].guests[0].last);
	}
	results_free(&r);
	return ret;
}

int mutant_runs_batch(struct mutant_runs *u, struct mutant **list, size_t nr,
		      bool rest)
{
	const struct mutant_guests g = { u->plan, 1, nr, u->jobs };
	struct slot slots[MUTANT_BATCH] = { { .m = NULL } };
	struct shares s = { .nr_guests = 0 };
	size_t i;
	int ret = 0;

	for (i = 0; i < nr && !ret; i++) {
		slots[i].m = list[i];
		list[i]->whole |= rest;
		ret = fill_slot(u, i, &slots[i], rest);
	}
	if (!ret)
		ret = mutant_guests_run(&g, &s);
	for (i = 0; i < nr && !ret; i++)
		ret = conclude(u, &g, &s, i, list[i]);
	if (s.list)
		shares_close(&s);
	for (i = 0; i < nr; i++) {
		free(slots[i].ids);
		if (slots[i].m)
			tree_remove(u->plan->kernels[1 + i].dir);
	}
	return ret;
}
