// SPDX-License-Identifier: GPL-2.0
/* Results in memory, and judging them again. */
#include "results/results.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/msg.h"
#include "model/judge_contract.h"
#include "model/strings.h"
#include "results/suites.h"

struct result_kernel *results_add_kernel(struct results *r, const char *name)
{
	struct result_kernel *k;

	k = grow_array(r->kernels, r->nr_kernels, sizeof(*k));
	if (!k)
		return NULL;
	r->kernels = k;
	k += r->nr_kernels++;
	memset(k, 0, sizeof(*k));
	snprintf(k->name, sizeof(k->name), "%s", name);
	return k;
}

struct cell *results_add_cell(struct results *r, size_t kernel)
{
	struct cell *c;

	c = grow_array(r->cells, r->nr_cells, sizeof(*c));
	if (!c)
		return NULL;
	r->cells = c;
	c += r->nr_cells++;
	*c = (struct cell){ .kernel = kernel };
	report_init(&c->report, "", V_ERROR);
	return c;
}

struct cell *results_find(struct results *r, size_t kernel, const char *id)
{
	size_t i;

	for (i = 0; i < r->nr_cells; i++) {
		if (r->cells[i].kernel == kernel &&
		    !strcmp(r->cells[i].report.id, id))
			return &r->cells[i];
	}
	return NULL;
}

struct result_kernel *results_find_column(const struct results *r,
					  const char *name)
{
	size_t i;

	for (i = 0; i < r->nr_kernels; i++)
		if (!strcmp(r->kernels[i].name, name))
			return &r->kernels[i];
	return NULL;
}

bool upstream_is(const char *id)
{
	return !strncmp(id, UPSTREAM_PREFIX, strlen(UPSTREAM_PREFIX));
}

bool subtests_any(const struct subtests *s)
{
	return s->passed || s->failed || s->skipped || s->expected ||
	       s->missing;
}

void results_free(struct results *r)
{
	free(r->kernels);
	free(r->cells);
	memset(r, 0, sizeof(*r));
}

/* struct drift - the commits that would explain every drift of a kernel */
struct drift {
	int cells;
	bool common[C_COUNT];
};

static void count_drift(struct drift *d, const struct contract_judgement *cj)
{
	bool named[C_COUNT] = { false };
	int i;

	for (i = 0; i < cj->nr_explains; i++)
		named[cj->explains[i]] = true;
	for (i = 0; i < C_COUNT; i++)
		d->common[i] = named[i] && (!d->cells || d->common[i]);
	d->cells++;
}

bool cell_rests_on_kernel(const struct cell *c)
{
	return c->report.verdict != V_SKIP && c->report.verdict != V_ERROR &&
	       c->report.seen.outcome.kind != OUTCOME_NONE &&
	       !upstream_is(c->report.id) && !suites_know(c->report.id);
}

static void judge_cell(struct cell *cell, const struct contract *c,
		       const struct history *h, const struct machine *machine,
		       struct drift *drift)
{
	struct report *r = &cell->report;
	const bool failed = r->verdict == V_FAIL && r->seen.reason[0];
	struct contract_judgement cj;
	const struct judgement *const j = &cj.j;

	judge_contract(c, &r->seen.outcome, h, machine, &cj);
	r->verdict = j->verdict;
	r->expected = cj.expected;
	snprintf(r->commit, sizeof(r->commit), "%s",
		 j->commit == C_NONE ? "-" : history_commits[j->commit].id);
	/* The guest's reason for a fail tells more than the judge's. */
	if (j->verdict != V_FAIL || !failed)
		snprintf(r->seen.reason, sizeof(r->seen.reason), "%s",
			 j->reason);
	if (j->verdict == V_DRIFT)
		count_drift(drift, &cj);
}

static int count_common(const struct drift *d)
{
	int i, nr = 0;

	for (i = 0; i < C_COUNT; i++)
		nr += d->common[i];
	return nr;
}

/* "as if ID were missing", or "as if ID1 were missing or ID2 were there" */
static void name_common(const struct drift *d, const struct history *h,
			char *buf, size_t size)
{
	const int nr = count_common(d);
	int i;

	for (i = 0; i < C_COUNT; i++) {
		if (!d->common[i])
			continue;
		string_append(buf, size, "%s %s were %s",
			      *buf ? " or" : "as if", history_commits[i].id,
			      h->has[i] ? "missing" : "there");
		if (nr == 1)
			string_append(buf, size, " (\"%s\")",
				      history_commits[i].title);
	}
}

/* Gives all drifts of a kernel the same reason, if one commit explains all. */
static void explain_drift(struct results *r, size_t kernel,
			  const struct drift *d, const struct history *h)
{
	char names[200] = "", scope[32] = "it";
	struct report *report;
	size_t i;

	if (!count_common(d))
		return;
	name_common(d, h, names, sizeof(names));
	if (d->cells > 1)
		snprintf(scope, sizeof(scope), "all %d drifts", d->cells);
	for (i = 0; i < r->nr_cells; i++) {
		report = &r->cells[i].report;
		if (r->cells[i].kernel != kernel ||
		    report->verdict != V_DRIFT ||
		    !cell_rests_on_kernel(&r->cells[i]) ||
		    !contract_find(report->id))
			continue;
		snprintf(report->seen.reason, sizeof(report->seen.reason),
			 "%s, which explains %s", names, scope);
	}
}

int results_history(const struct result_kernel *k, struct history *h,
		    const char **bad)
{
	if (history_from_version(h, k->version))
		memset(h, 0, sizeof(*h));
	return history_apply(h, k->history, bad);
}

struct results_gap results_gap(const struct result_kernel *k)
{
	const size_t page_size = k->machine.page_size;
	const char *bad;
	struct history h;

	/* 0 stands for a machine that never said. */
	if (!page_size_exists(page_size))
		return (struct results_gap){
			"facts.page_size",
			"must be a power of two, 4096 or more: no page has another size; run that kernel again",
			page_size != 0,
		};
	if (!*k->history && history_from_version(&h, k->version))
		return (struct results_gap){
			"history",
			"is empty, and its version is none: nothing says which commits that kernel has; run it again",
			false,
		};
	if (results_history(k, &h, &bad) == -EEXIST)
		return (struct results_gap){
			"history",
			"has a commit with both signs: no kernel has and lacks it; run that kernel again",
			true,
		};
	return (struct results_gap){ NULL, NULL, false };
}

/* Nothing is judged by what is not known: it would be judged wrongly. */
static bool refuse_cells(struct results *r, size_t kernel)
{
	const struct results_gap gap = results_gap(&r->kernels[kernel]);
	struct report *report;

	for (size_t i = 0; gap.member && i < r->nr_cells; i++) {
		report = &r->cells[i].report;
		if (r->cells[i].kernel != kernel ||
		    !cell_rests_on_kernel(&r->cells[i]))
			continue;
		report->verdict = V_ERROR;
		snprintf(report->seen.reason, sizeof(report->seen.reason),
			 "cannot be judged: this kernel's %s %s", gap.member,
			 gap.what);
	}
	return gap.member;
}

static int kernel_history(const struct result_kernel *k, struct history *h)
{
	const char *bad = "";
	const int ret = results_history(k, h, &bad);

	if (ret)
		msg_note("%s: its history names \"%.*s\", which this pincer does not know; its cells are not judged again",
			 k->name, (int)strcspn(bad, ","), bad);
	return ret;
}

void results_judge(struct results *r)
{
	const struct contract *c;
	struct history h;
	struct drift drift;
	size_t kernel, i, unknown = 0;

	for (kernel = 0; kernel < r->nr_kernels; kernel++) {
		if (refuse_cells(r, kernel) ||
		    kernel_history(&r->kernels[kernel], &h))
			continue;
		memset(&drift, 0, sizeof(drift));
		for (i = 0; i < r->nr_cells; i++) {
			if (r->cells[i].kernel != kernel)
				continue;
			c = contract_find(r->cells[i].report.id);
			unknown += !c && !upstream_is(r->cells[i].report.id) &&
				   !suites_know(r->cells[i].report.id);
			if (c && cell_rests_on_kernel(&r->cells[i]))
				judge_cell(&r->cells[i], c, &h,
					   &r->kernels[kernel].machine, &drift);
		}
		explain_drift(r, kernel, &drift, &h);
	}
	if (unknown)
		msg_note("%zu %s of contracts that this pincer does not know, kept as judged before",
			 unknown, unknown == 1 ? "cell is" : "cells are");
}
