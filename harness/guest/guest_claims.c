// SPDX-License-Identifier: GPL-2.0
/* The claims of KUnit suites, and which of them --contract asks for. */
#include "guest/guest_claims.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/msg.h"

static struct guest_claim *find_claim(const struct guest *g, const char *id)
{
	size_t i;

	for (i = 0; i < g->nr_claims; i++) {
		if (!strcmp(g->claims[i].report.id, id))
			return &g->claims[i];
	}
	return NULL;
}

static struct guest_claim *add_claim(struct guest *g)
{
	struct guest_claim *claims;

	claims = grow_array(g->claims, g->nr_claims, sizeof(*claims));
	if (!claims)
		return NULL;
	g->claims = claims;
	return &claims[g->nr_claims++];
}

/* A claim for which there is no memory is missing from the suite's count. */
void guest_claim(struct guest *g, const struct report *claim)
{
	struct guest_claim *c = find_claim(g, claim->id);

	if (suite_is_module(g->suite.suite)) {
		suite_run_repeat(&g->suite, c ? &c->report : NULL, claim);
		return;
	}
	/* A contract's result, perhaps, after a suite's end that was lost. */
	if (!suite_owns(g->suite.suite, claim->id)) {
		suite_run_claim(&g->suite, claim);
		return;
	}
	if (c) {
		c->report.verdict = V_ERROR;
		snprintf(c->report.seen.reason, sizeof(c->report.seen.reason),
			 "was claimed twice");
	} else {
		c = add_claim(g);
		if (!c)
			return;
		*c = (struct guest_claim){ g->suite.suite, *claim };
	}
	suite_run_claim(&g->suite, &c->report);
}

static bool is_wanted(const struct guest_job *job, const struct guest_claim *c)
{
	size_t i;

	for (i = 0; i < job->nr_globs; i++) {
		if (!fnmatch(job->globs[i], c->report.id, 0) ||
		    !fnmatch(job->globs[i], c->suite->id, 0))
			return true;
	}
	return !job->nr_globs;
}

/* Whether the suite of a claim goes on in another run, and claims it again. */
static bool is_unfinished(const struct guest *g, const struct guest_claim *c)
{
	const char *id = c->suite->id;
	const size_t i = guest_find(g, id, strlen(id));

	return g->interrupted && i < g->job->nr &&
	       g->cases[i].state != CASE_DONE;
}

int guest_collect_claims(const struct guest *g, struct results *r,
			 size_t kernel)
{
	struct cell *cell;
	size_t i;

	for (i = 0; i < g->nr_claims; i++) {
		if (!is_wanted(g->job, &g->claims[i]) ||
		    is_unfinished(g, &g->claims[i]))
			continue;
		cell = results_add_cell(r, kernel);
		if (!cell)
			return -ENOMEM;
		cell->report = g->claims[i].report;
	}
	return 0;
}
