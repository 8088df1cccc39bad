// SPDX-License-Identifier: GPL-2.0
/* Boots one kernel with mutants, with none and with each of them switched on. */
#include "plan/plan_mutants.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "guest/display.h"
#include "plan/share.h"
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

/* What a job points to is in its plan_kernel. */
static void point(struct plan_kernel *k)
{
	k->job.image = &k->image;
	k->job.boot = k->boot;
	k->job.history = k->history;
	k->job.dir = k->dir;
	k->job.name = k->kernel.name;
}

int mutant_runs_open(struct mutant_runs *u)
{
	struct plan *p = u->plan;
	struct plan_kernel *k;

	k = realloc(p->kernels, (1 + MUTANT_BATCH) * sizeof(*k));
	if (!k)
		return no_memory();
	p->kernels = k;
	display_close(p->display);
	p->display = NULL;
	point(&k[0]);
	k[0].job.row = 0;
	return 0;
}

void mutant_runs_close(struct mutant_runs *u)
{
	baseline_free(&u->base);
}

/* Runs some kernels of the plan, with a display of their names. */
static int run_shares(struct mutant_runs *u, struct shares *s, size_t first,
		      size_t nr, const char *const *names)
{
	const struct share_request q = { first, nr, u->jobs, false };
	struct plan *p = u->plan;
	int ret;

	p->display = display_open(names, nr);
	for (size_t i = 0; i < nr; i++) {
		p->kernels[first + i].job.display = p->display;
		p->kernels[first + i].job.row = i;
	}
	ret = shares_open(s, p, &q);
	if (!ret)
		ret = shares_run(s);
	display_close(p->display);
	p->display = NULL;
	return ret;
}

static int collect(const struct plan_kernel *k, const struct shares *s,
		   size_t i, struct results *r)
{
	struct result_kernel *out = results_add_kernel(r, k->kernel.name);
	int ret;

	if (!out)
		return -ENOMEM;
	snprintf(out->version, sizeof(out->version), "%s", k->image.version);
	snprintf(out->origin, sizeof(out->origin), "%s",
		 origin_name(k->kernel.origin));
	ret = shares_collect(s, i, r);
	if (!ret)
		results_judge(r);
	return ret;
}

/* The disks of a guest are larger than what it leaves. */
static int renew_dir(const struct plan_kernel *k)
{
	tree_remove(k->dir);
	return dirs_make(k->dir);
}

int mutant_runs_baseline(struct mutant_runs *u, struct baseline *out)
{
	const struct plan_kernel *k = &u->plan->kernels[0];
	const char *name = k->kernel.name;
	struct shares s = { .nr_guests = 0 };
	int ret;

	memset(out, 0, sizeof(*out));
	ret = run_shares(u, &s, 0, 1, &name);
	if (!ret)
		ret = collect(k, &s, 0, &out->r);
	if (!ret)
		ret = baseline_sort(out);
	if (!ret)
		u->seconds = out->r.kernels[0].seconds;
	if (s.list)
		shares_close(&s);
	return ret ? ret : renew_dir(k);
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
	struct plan *p = u->plan;
	struct plan_kernel *k = &p->kernels[1 + i];
	int ret;

	*k = p->kernels[0];
	snprintf(k->kernel.name, sizeof(k->kernel.name), "%s", s->m->name);
	ret = path_format(k->dir, "%s/mutant%zu", p->run.tmp, i);
	if (!ret)
		ret = renew_dir(k);
	point(k);
	k->job.mutant = s->m->name;
	k->job.most_seconds = 20 + PATIENCE * u->jobs * u->seconds;
	k->job.most_bad = u->whole ? 0 : ENOUGH;
	mutant_globs_split(&s->globs, s->m);
	return ret ? ret : choose_ids(s, p, &k->job, rest);
}

/* "pincer_mutant: NAME is on" and "pincer_mutant: NAME was reached N times". */
static bool read_console(const char *dir, struct mutant *m)
{
	char path[PATH_MAX], key[128], *text, *at;
	long reached = -1;
	bool on;

	if (path_format(path, "%s/console", dir) ||
	    file_read(path, &text, NULL))
		return false;
	snprintf(key, sizeof(key), "pincer_mutant: %s is on", m->name);
	on = strstr(text, key);
	snprintf(key, sizeof(key), "pincer_mutant: %s was reached ", m->name);
	for (at = text; (at = strstr(at, key)); ) {
		at += strlen(key);
		reached = strtol(at, NULL, 10) + (reached > 0 ? reached : 0);
	}
	free(text);
	if (reached >= 0)
		m->reached = reached + (m->reached > 0 ? m->reached : 0);
	return on;
}

static int conclude(struct mutant_runs *u, const struct shares *s, size_t i,
		    struct mutant *m)
{
	struct results r = { .nr_cells = 0 };
	int ret = collect(&u->plan->kernels[1 + i], s, i, &r);
	const bool on = read_console(s->list[i].jobs[0].dir, m);

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
	struct slot slots[MUTANT_BATCH] = { { .m = NULL } };
	const char *names[MUTANT_BATCH] = { NULL };
	struct shares s = { .nr_guests = 0 };
	size_t i;
	int ret = 0;

	for (i = 0; i < nr && !ret; i++) {
		slots[i].m = list[i];
		names[i] = list[i]->name;
		list[i]->whole |= rest;
		ret = fill_slot(u, i, &slots[i], rest);
	}
	if (!ret)
		ret = run_shares(u, &s, 1, nr, names);
	for (i = 0; i < nr && !ret; i++)
		ret = conclude(u, &s, i, list[i]);
	if (s.list)
		shares_close(&s);
	for (i = 0; i < nr; i++) {
		free(slots[i].ids);
		if (slots[i].m)
			tree_remove(u->plan->kernels[1 + i].dir);
	}
	return ret;
}
