// SPDX-License-Identifier: GPL-2.0
/* pincer mutants: faults put into a kernel one at a time, and who notices. */
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/locate.h"
#include "base/msg.h"
#include "cmd/cmd.h"
#include "cmd/mutants_upstream.h"
#include "cmd/outputs.h"
#include "fetch/mutant_file.h"
#include "guest/guest.h"
#include "plan/plan_bundle.h"
#include "plan/plan_contracts.h"
#include "plan/plan_kernels.h"
#include "plan/plan_mutants.h"
#include "plan/plan_prepare.h"
#include "report/mutant_beside.h"
#include "report/mutant_table.h"

#define TIMEOUT_SECONDS 30
/* What a kernel takes without a mutant, when that is not measured. */
#define USUAL_SECONDS 30

/* struct request - the options */
struct request {
	const char *base;
	unsigned long long jobs, timeout;
	bool list, show, whole, keep, resume, alone, only, upstream;
	struct mutants all, chosen;
	struct mutant_run run;
	double began;
};

static bool is_chosen(const struct mutant *m, char **globs, int nr)
{
	for (int i = 0; i < nr; i++) {
		if (!fnmatch(globs[i], m->name, 0) ||
		    !fnmatch(globs[i], m->area, 0))
			return true;
	}
	return !nr;
}

/* All of them are built, so that another choice builds nothing. */
static int choose(struct request *q, char **globs, int nr)
{
	struct mutants *c = &q->chosen;

	c->list = calloc(q->all.nr + 1, sizeof(*c->list));
	for (size_t i = 0; c->list && i < q->all.nr; i++) {
		q->all.list[i].chosen = is_chosen(&q->all.list[i], globs, nr);
		if (q->all.list[i].chosen)
			c->list[c->nr++] = q->all.list[i];
	}
	if (c->nr)
		return 0;
	msg_error("mutants: no name or area fits \"%s\"; see pincer mutants --list",
		  nr ? globs[0] : "*");
	return -ENOENT;
}

/* What the build found out of them. */
static void take_states(struct request *q)
{
	const struct mutant *m;

	for (size_t i = 0; i < q->chosen.nr; i++) {
		m = mutants_find(&q->all, q->chosen.list[i].name);
		q->chosen.list[i].state = m->state;
		strcpy(q->chosen.list[i].reason, m->reason);
	}
}

/* Whether the kernel keeps its promises when no mutant is on. */
static bool is_clean(const struct baseline *b)
{
	bool clean = true;

	for (size_t i = 0; i < b->r.nr_cells; i++) {
		const struct report *r = &b->r.cells[i].report;
		char observed[OUTCOME_TEXT_MAX];

		if (!verdict_bad(r->verdict, false))
			continue;
		outcome_write(&r->seen.outcome, observed);
		msg_note("without a mutant %s is %s: %s %s", r->id,
			 verdict_name(r->verdict), observed, r->seen.reason);
		clean = false;
	}
	return clean;
}

static bool is_left(const struct request *q, const struct mutant *m, bool rest)
{
	if (!rest)
		return m->state == MUTANT_NOT_RUN && *m->notices;
	if (m->whole)
		return false;
	return m->state == MUTANT_NOT_RUN || m->state == MUTANT_SURVIVED ||
	       m->state == MUTANT_AS_ERROR || m->state == MUTANT_ELSEWHERE ||
	       (q->whole && m->state == MUTANT_NOTICED);
}

/* After each batch, so that --resume finds what is done. */
static int save(struct request *q)
{
	q->run.seconds = guest_now() - q->began;
	return mutant_run_save(&q->run, MUTANTS_RESULTS);
}

static int run_pass(struct request *q, struct mutant_runs *u, bool rest)
{
	struct mutant *batch[MUTANT_BATCH];
	size_t i, nr = 0;
	int ret = 0;

	for (i = 0; i <= q->chosen.nr && !ret; i++) {
		if (i < q->chosen.nr && is_left(q, &q->chosen.list[i], rest))
			batch[nr++] = &q->chosen.list[i];
		if (nr < MUTANT_BATCH && (i < q->chosen.nr || !nr))
			continue;
		ret = mutant_runs_batch(u, batch, nr, rest);
		for (size_t k = 0; k < nr && !ret; k++)
			mutant_table_line(stderr, batch[k]);
		if (!ret)
			ret = save(q);
		nr = 0;
	}
	return ret;
}

static bool any_left(const struct request *q)
{
	for (size_t i = 0; i < q->chosen.nr; i++) {
		if (is_left(q, &q->chosen.list[i], false) ||
		    is_left(q, &q->chosen.list[i], true))
			return true;
	}
	return false;
}

static int run_first(struct request *q, struct mutant_runs *u)
{
	int ret;

	if (q->alone) {
		msg_note("without a boot that has no mutant on, what fails in this kernel anyway is taken for noticed");
		return baseline_sort(&u->base);
	}
	ret = mutant_runs_baseline(u, &u->base);
	if (!ret)
		q->run.clean = is_clean(&u->base);
	return ret;
}

static int run_last(struct request *q, struct mutant_runs *u)
{
	struct baseline last;
	int ret = mutant_runs_baseline(u, &last);

	if (!ret)
		q->run.clean &= is_clean(&last);
	baseline_free(&last);
	return ret;
}

static int run_all(struct request *q, struct plan *p)
{
	struct mutant_runs u = {
		.plan = p, .jobs = q->jobs, .seconds = USUAL_SECONDS,
		.whole = q->whole,
	};
	int ret = mutant_runs_open(&u);

	q->run.clean = true;
	if (!any_left(q))
		return ret;
	if (!ret)
		ret = run_first(q, &u);
	if (!ret)
		ret = run_pass(q, &u, false);
	if (!ret)
		ret = run_pass(q, &u, true);
	if (!ret && !q->alone)
		ret = run_last(q, &u);
	if (!ret)
		ret = save(q);
	mutant_runs_close(&u);
	return ret;
}

/* Either the contracts, whose ids the notices name, or the kernel's own tests. */
static int plan_suite(struct request *q, struct plan *p)
{
	int ret = 0;

	if (!q->upstream)
		return plan_contracts(p, NULL, 0);
	p->bundle_only = true;
	ret = plan_upstream(p);
	if (!ret)
		ret = plan_contracts(p, NULL, 0);
	return ret ? ret : plan_bundle_deps(p);
}

static int prepare(struct request *q, struct plan *p)
{
	char *const names[] = { (char *)q->base, NULL };
	int ret = plan_kernels(p, names, 1);

	if (ret)
		return ret;
	if (p->nr != 1 || p->kernels[0].kernel.origin == ORIGIN_RUNNING ||
	    p->kernels[0].kernel.origin == ORIGIN_DEBIAN_IMAGE ||
	    p->kernels[0].kernel.origin == ORIGIN_IMAGE) {
		msg_error("mutants: %s is not built from source; name one kernel that is, such as sid-source",
			  q->base);
		return -EINVAL;
	}
	p->kernels[0].kernel.mutants = q->only ? &q->chosen : &q->all;
	ret = plan_suite(q, p);
	if (!ret)
		ret = plan_prepare(p, q->timeout, 0);
	if (!ret && !q->only)
		take_states(q);
	for (size_t i = 0; i < q->chosen.nr && !ret && !q->upstream; i++)
		mutant_check_globs(&q->chosen.list[i], p->ids, p->nr_ids);
	return ret;
}

static int take_earlier(struct request *q)
{
	const enum mutant_suite
		own = q->upstream ? MUTANT_SUITE_UPSTREAM : MUTANT_SUITE_PINCER,
		other = q->upstream ? MUTANT_SUITE_PINCER : MUTANT_SUITE_UPSTREAM;

	return q->resume ? mutant_run_resume(&q->run, MUTANTS_RESULTS, own) :
			   mutant_run_keep(&q->run, MUTANTS_RESULTS, other);
}

/* What the results are of. */
static int describe(struct request *q, const struct plan *p)
{
	struct mutant_run *r = &q->run;
	char build[PATH_MAX];

	path_dirname(p->kernels[0].image.vmlinuz, build);
	r->mutants = &q->chosen;
	r->alone = q->alone || q->upstream;
	r->clean = q->upstream;
	snprintf(r->kernel, sizeof(r->kernel), "%s", q->base);
	snprintf(r->version, sizeof(r->version), "%s",
		 p->kernels[0].image.version);
	snprintf(q->upstream ? r->upstream_build : r->build, sizeof(r->build),
		 "%.255s", path_name(build));
	snprintf(r->pincer, sizeof(r->pincer), "%s", cmd_version());
	return take_earlier(q);
}

static bool is_good(const struct request *q, const struct mutant *m)
{
	return (q->upstream ? mutant_upstream_is_good : mutant_is_good)(m);
}

static int status(const struct request *q, int ret)
{
	if (ret || (!q->run.clean && !q->upstream))
		return ret ? STATUS_USAGE : STATUS_BAD;
	for (size_t i = 0; i < q->chosen.nr; i++) {
		if (!is_good(q, &q->chosen.list[i]))
			return STATUS_BAD;
	}
	return STATUS_GOOD;
}

static int run_suite(struct request *q, struct plan *p)
{
	int ret;

	if (q->upstream) {
		ret = mutants_upstream(&q->run, p, q->jobs);
		mutant_upstream_print(stdout, &q->chosen);
		return ret;
	}
	ret = run_all(q, p);
	q->run.seconds = guest_now() - q->began;
	mutant_table_print(stdout, &q->run);
	return ret;
}

static int run(struct request *q)
{
	struct plan p = { .nr = 0 };
	int ret = outputs_check(NULL) ? -EACCES : prepare(q, &p);

	if (!ret)
		ret = describe(q, &p);
	if (!ret)
		ret = run_suite(q, &p);
	plan_free(&p, q->keep);
	return status(q, ret);
}

static int show(struct request *q)
{
	struct mutants m = { NULL, 0 };
	int ret;

	q->run.mutants = &m;
	ret = mutant_run_load(&q->run, MUTANTS_RESULTS);
	if (!ret)
		mutant_table_print(stdout, &q->run);
	mutants_free(&m);
	return ret ? STATUS_USAGE : STATUS_GOOD;
}

#define FIELD(name) .field = offsetof(struct request, name)

static const struct cmd_option options[] = {
	{ "list", FIELD(list), .help = "print the mutants there are, by area" },
	{ "show", FIELD(show),
	  .help = "print what " MUTANTS_RESULTS " has, and try nothing" },
	{ "base", .argument = "KERNEL", FIELD(base),
	  .help = "the kernel that they are put into (default: sid-source)" },
	{ "upstream", FIELD(upstream),
	  .help = "try the kernel's own tests instead, which `make upstream` builds; what the contracts came to in " MUTANTS_RESULTS " stays, and the table has both side by side" },
	{ "whole", FIELD(whole),
	  .help = "try every contract on each; by default only those that have to notice it, and every other one if none of them does" },
	{ "jobs", .argument = "N", FIELD(jobs), .least = 1, .most = 256,
	  .help = "guests at the same time, as for pincer run" },
	{ "timeout", .argument = "S", FIELD(timeout), .least = 1, .most = 86400,
	  .help = "seconds of silence that count as a hang (default: 30)" },
	{ "only", FIELD(only),
	  .help = "build only those that are chosen into the kernel; by default all, so that another choice builds nothing" },
	{ "alone", FIELD(alone),
	  .help = "leave out the boots with none switched on: for who writes a mutant" },
	{ "resume", FIELD(resume),
	  .help = "go on with those that " MUTANTS_RESULTS ", which is always written, has no result of" },
	{ "keep", FIELD(keep),
	  .help = "keep the guests' disks and all their output" },
	{ .name = NULL }
};

static const struct cmd_syntax syntax = {
	.usage = "mutants [OPTION...] [GLOB...]",
	.about =
"Builds a kernel with every fault of kernels/mutants/, each switched off, and\n"
"boots it with one switched on at a time: does a contract notice? A GLOB fits\n"
"names or areas. It boots with none switched on first and last. What fails though\n"
"the guest never reached the fault is a false alarm, and none has noticed.",
	.options = options,
	.examples =
"  pincer mutants 'gup_fast_*'\n"
"  pincer mutants splice --base trixie-source\n"
"  pincer mutants && pincer mutants --upstream",
};

int cmd_mutants(int argc, char **argv)
{
	struct request q = {
		.base = "sid-source", .jobs = cmd_jobs(),
		.timeout = TIMEOUT_SECONDS, .began = guest_now(),
	};
	char kernels[PATH_MAX], dir[PATH_MAX];
	int ret = cmd_options(argc, argv, &syntax, &q);

	if (ret != CMD_GO_ON)
		return ret;
	if (q.show)
		return show(&q);
	locate_kernels(kernels);
	if (path_format(dir, "%s/mutants", kernels) ||
	    mutants_load(dir, &q.all))
		return STATUS_USAGE;
	ret = choose(&q, argv + optind, argc - optind) ? STATUS_USAGE : 0;
	if (!ret && q.list)
		mutant_table_list(stdout, &q.chosen);
	else if (!ret)
		ret = run(&q);
	mutants_free(&q.chosen);
	mutants_free(&q.all);
	return ret;
}
