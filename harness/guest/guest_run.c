// SPDX-License-Identifier: GPL-2.0
/* Runs the guests of a job: starts machines, and reads what they print. */
#include "guest/guest_run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "guest/display.h"
#include "guest/fault.h"
#include "guest/guest_again.h"
#include "guest/guest_boot.h"
#include "guest/guest_clock.h"
#include "guest/guest_hangs.h"
#include "guest/guest_lines.h"
#include "guest/guest_upstream.h"

static int by_id(const void *a, const void *b, void *ids)
{
	const char *const *id = ids;

	return strcmp(id[*(const size_t *)a], id[*(const size_t *)b]);
}

/* Sorted, since every line about a case is looked up by its id. */
static size_t *sort_ids(const struct guest_job *job)
{
	size_t *order = calloc(job->nr + 1, sizeof(*order));
	size_t i;

	for (i = 0; order && i < job->nr; i++)
		order[i] = i;
	if (order)
		qsort_r(order, job->nr, sizeof(*order), by_id,
			(void *)job->ids);
	return order;
}

int guest_open(struct guest *g, const struct guest_job *job)
{
	memset(g, 0, sizeof(*g));
	g->job = job;
	g->accel = job->accel;
	g->vm = (struct vm){ -1, -1, { -1, -1 }, { -1, -1 } };
	g->running = job->nr;
	g->blamed = job->nr;
	g->cases = calloc(job->nr + 1, sizeof(*g->cases));
	g->by_id = sort_ids(job);
	if (!g->cases || !g->by_id) {
		guest_close(g);
		msg_error("out of memory");
		return -ENOMEM;
	}
	display_join(job->display, job->row, job->bare ? 0 : job->nr);
	if (job->bundle)
		guest_open_upstream(g);
	return 0;
}

void guest_close(struct guest *g)
{
	vm_end(&g->vm);
	free(g->cases);
	free(g->by_id);
	free(g->claims);
	g->cases = NULL;
	g->by_id = NULL;
	g->claims = NULL;
	if (g->upstream_log)
		fclose(g->upstream_log);
	g->upstream_log = NULL;
}

void guest_give_up(struct guest *g, const char *reason)
{
	size_t i;

	guest_settle_silent(g);
	for (i = 0; i < g->job->nr; i++) {
		if (g->cases[i].state != CASE_DONE)
			guest_settle(g, i, V_ERROR, OUTCOME_NONE, reason);
	}
	guest_settle_again(g);
	g->ended = guest_now();
	g->phase = GUEST_DONE;
	fault_report(g);
	display_bad(g->job->display, g->job->row, guest_count_bad(g));
	display_leave(g->job->display, g->job->row, "done after %.1f s",
		      g->ended - g->began);
}

void guest_stop(struct guest *g)
{
	char reason[64];

	vm_end(&g->vm);
	snprintf(reason, sizeof(reason),
		 "given up after %.0f s and %zu failed contracts",
		 guest_now() - g->began, g->nr_bad);
	guest_give_up(g, reason);
}

/* What was to be tried again has its first result. */
static void keep_first_results(struct guest *g)
{
	size_t i;

	for (i = 0; i < g->job->nr; i++) {
		if (g->cases[i].tries != 1 || g->cases[i].state == CASE_DONE)
			continue;
		g->cases[i].report = g->cases[i].first;
		g->cases[i].state = CASE_DONE;
	}
}

void guest_interrupt(struct guest *g)
{
	if (g->phase == GUEST_DONE)
		return;
	vm_end(&g->vm);
	guest_settle_silent(g);
	guest_settle_again(g);
	keep_first_results(g);
	g->ended = guest_now();
	g->interrupted = true;
	g->phase = GUEST_DONE;
}

void guest_start(struct guest *g)
{
	if (!g->boots)
		g->began = guest_now();
	guest_settle_hung(g);
	/* This kernel may have none of the cases, or may skip them all. */
	if (!guest_left(g) && !g->job->bare) {
		guest_give_up(g, "");
		return;
	}
	g->phase = GUEST_BOOTING;
	g->spoilt = false;
	g->progress = 0;
	g->running = g->job->nr;
	g->stain = g->job->nr;
	g->suite.suite = NULL;
	g->gravest[0] = '\0';
	g->severity = 0;
	g->last[0] = '\0';
	memset(&g->console, 0, sizeof(g->console));
	memset(&g->results, 0, sizeof(g->results));
	g->console.line = guest_console_line;
	g->results.line = guest_result_line;
	g->console.ctx = g;
	g->results.ctx = g;
	g->boots++;
	display_phase(g->job->display, g->job->row, DISPLAY_PHASE, "%s%s",
		      g->job->image ? "booting" : "starting",
		      g->boots > 1 ? " again" : "");
	guest_clock_boot(g);
	if (guest_boot(g))
		guest_give_up(g, msg_last());
}

void guest_readable(struct guest *g, enum vm_port port)
{
	char buf[65536];
	ssize_t n;

	n = vm_read(&g->vm, port, buf, sizeof(buf));
	if (n <= 0)
		return;
	ktap_feed(port == VM_CONSOLE ? &g->console : &g->results, buf, n);
	guest_clock_heard(g, port);
}
