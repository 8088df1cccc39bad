// SPDX-License-Identifier: GPL-2.0
/* What becomes of a guest's cases: verdicts, columns and cells. */
#include "guest/guest_collect.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "guest/guest_claims.h"
#include "model/strings.h"

/* Bytes of init's report that go into a reason. */
#define SETUP_ERRORS_SHOWN 100

/*
 * A case that could not be tried names what is missing; init knows why. The
 * first thing that init reports stands for the rest, which follow from it.
 */
static void append_setup_errors(const struct guest *g, struct report *r)
{
	const size_t first = strcspn(g->setup_errors, ";");

	if (r->verdict != V_ERROR || !first ||
	    strstr(r->seen.reason, g->setup_errors))
		return;
	if (first > SETUP_ERRORS_SHOWN)
		string_append_item(r->seen.reason, sizeof(r->seen.reason), "; ",
				   "guest: %.*s...", SETUP_ERRORS_SHOWN - 3,
				   g->setup_errors);
	else
		string_append_item(r->seen.reason, sizeof(r->seen.reason), "; ",
				   "guest: %.*s%s", (int)first, g->setup_errors,
				   g->setup_errors[first] ? ", and more" : "");
}

/*
 * Guests that share a kernel report the same machine and history, except for
 * one that never reached its init and reports none.
 */
static void collect_kernel(const struct guest *g, struct result_kernel *k)
{
	if (g->machine.page_size)
		k->machine = g->machine;
	k->boots += g->boots;
	if (g->job->image)
		snprintf(k->accel, sizeof(k->accel), "%s", g->accel);
	if (*g->history)
		snprintf(k->history, sizeof(k->history), "%s", g->history);
}

static int add_case(const struct guest *g, size_t i, struct results *r,
		    size_t kernel)
{
	struct cell *cell;

	if (g->interrupted && g->cases[i].state != CASE_DONE) {
		r->kernels[kernel].not_run++;
		return 0;
	}
	cell = results_add_cell(r, kernel);
	if (!cell)
		return -ENOMEM;
	cell->report = g->cases[i].report;
	if (!upstream_is(g->job->ids[i]))
		append_setup_errors(g, &cell->report);
	cell->parts = g->cases[i].parts;
	if (g->cases[i].tries == 2) {
		cell->tries = 2;
		cell->bad = g->cases[i].bad;
	}
	/* A case without a result is never a pass. */
	if (g->cases[i].state == CASE_DONE)
		return 0;
	report_init(&cell->report, g->job->ids[i], V_ERROR);
	strcpy(cell->report.seen.reason, "was not run");
	strcpy(cell->report.seen.proof, g->cases[i].report.seen.proof);
	return 0;
}

int guest_collect(const struct guest *guests, size_t nr, struct results *r,
		  size_t kernel)
{
	double began = INFINITY, ended = 0;
	size_t i, cases = 0;
	int ret = 0;

	for (i = 0; i < nr; i++) {
		collect_kernel(&guests[i], &r->kernels[kernel]);
		if (guests[i].boots && guests[i].began < began)
			began = guests[i].began;
		if (guests[i].ended > ended)
			ended = guests[i].ended;
		cases += guests[i].job->nr;
	}
	r->kernels[kernel].seconds = ended > began ? ended - began : 0;
	for (i = 0; i < cases && !ret; i++)
		ret = add_case(&guests[i % nr], i / nr, r, kernel);
	for (i = 0; i < nr && !ret; i++)
		ret = guest_collect_claims(&guests[i], r, kernel);
	return ret;
}
