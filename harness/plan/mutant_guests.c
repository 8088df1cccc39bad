// SPDX-License-Identifier: GPL-2.0
/* Guests of one kernel with mutants, some at a time. */
#include "plan/mutant_guests.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/files.h"
#include "base/msg.h"
#include "guest/display.h"

/* What a job points to is in its plan_kernel. */
static void point(struct plan_kernel *k)
{
	k->job.image = &k->image;
	k->job.boot = k->boot;
	k->job.history = k->history;
	k->job.dir = k->dir;
	k->job.name = k->kernel.name;
}

int mutant_guests_open(struct plan *p)
{
	struct plan_kernel *k;

	k = realloc(p->kernels, (1 + MUTANT_BATCH) * sizeof(*k));
	if (!k) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	p->kernels = k;
	display_close(p->display);
	p->display = NULL;
	point(&k[0]);
	k[0].job.row = 0;
	return 0;
}

int mutant_guests_add(struct plan *p, size_t i, const char *name,
		      struct plan_kernel **k)
{
	struct plan_kernel *new = &p->kernels[i];
	int ret;

	*new = p->kernels[0];
	snprintf(new->kernel.name, sizeof(new->kernel.name), "%s", name);
	ret = path_format(new->dir, "%s/mutant%zu", p->run.tmp, i);
	if (!ret)
		ret = mutant_guests_renew(new);
	point(new);
	*k = new;
	return ret;
}

int mutant_guests_renew(const struct plan_kernel *k)
{
	tree_remove(k->dir);
	return dirs_make(k->dir);
}

int mutant_guests_run(const struct mutant_guests *g, struct shares *s)
{
	const struct share_request q = { g->first, g->nr, g->jobs, false };
	const char *names[1 + MUTANT_BATCH];
	struct plan *p = g->plan;
	int ret;

	for (size_t i = 0; i < g->nr; i++)
		names[i] = p->kernels[g->first + i].kernel.name;
	p->display = display_open(names, g->nr);
	for (size_t i = 0; i < g->nr; i++) {
		p->kernels[g->first + i].job.display = p->display;
		p->kernels[g->first + i].job.row = i;
	}
	ret = shares_open(s, p, &q);
	if (!ret)
		ret = shares_run(s);
	display_close(p->display);
	p->display = NULL;
	return ret;
}

int mutant_guests_collect(const struct mutant_guests *g, const struct shares *s,
			  size_t i, struct results *r)
{
	const struct plan_kernel *k = &g->plan->kernels[g->first + i];
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
