// SPDX-License-Identifier: GPL-2.0
/* One kernel's guests, from the first boot to the last result. */
#include "guest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "fault.h"
#include "msg.h"
#include "report.h"
#include "status.h"

double guest_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static int by_id(const void *a, const void *b, void *ids)
{
	const char *const *id = ids;

	return strcmp(id[*(const size_t *)a], id[*(const size_t *)b]);
}

/* Every line that a guest says of a case names it. */
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
	status_join(job->status, job->row, job->bare ? 0 : job->nr);
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
	if (g->said)
		fclose(g->said);
	g->said = NULL;
}

/* Cases that are over without a result line. */
static void settle_silent(struct guest *g)
{
	const struct guest_case *c;
	char reason[128];
	size_t i;

	for (i = 0; i < g->job->nr; i++) {
		c = &g->cases[i];
		if (c->state != CASE_SILENT)
			continue;
		snprintf(reason, sizeof(reason),
			 "its result line is missing or damaged%s%s",
			 *c->said ? "; the program said " : "", c->said);
		guest_settle(g, i, V_ERROR, "-", reason);
	}
}

/* No more guests: what has no result gets the reason instead. */
static void give_up(struct guest *g, const char *reason)
{
	size_t i;

	settle_silent(g);
	for (i = 0; i < g->job->nr; i++) {
		if (g->cases[i].state != CASE_DONE)
			guest_settle(g, i, V_ERROR, "-", reason);
	}
	g->ended = guest_now();
	g->phase = GUEST_DONE;
	fault_report(g);
	status_leave(g->job->status, g->job->row, "done after %.1f s",
		     g->ended - g->began);
}

static size_t left(const struct guest *g)
{
	size_t i, nr = 0;

	for (i = 0; i < g->job->nr; i++)
		nr += g->cases[i].state == CASE_PENDING;
	return nr;
}

void guest_start(struct guest *g)
{
	if (!g->boots)
		g->began = guest_now();
	/* Of all that is wanted, this kernel may have nothing, or a skip. */
	if (!left(g) && !g->job->bare) {
		give_up(g, "");
		return;
	}
	g->phase = GUEST_BOOTING;
	g->progress = 0;
	g->running = g->job->nr;
	g->suite.suite = NULL;
	g->telling[0] = '\0';
	g->last[0] = '\0';
	memset(&g->console, 0, sizeof(g->console));
	memset(&g->results, 0, sizeof(g->results));
	g->console.line = guest_console_line;
	g->results.line = guest_result_line;
	g->console.ctx = g;
	g->results.ctx = g;
	g->boots++;
	status_phase(g->job->status, g->job->row, STATUS_PHASE, "%s%s",
		     g->job->image ? "booting" : "starting",
		     g->boots > 1 ? " again" : "");
	g->deadline = guest_now() + GUEST_BOOT_SECONDS;
	if (guest_boot(g))
		give_up(g, msg_last());
}

void guest_readable(struct guest *g, enum vm_port port)
{
	char buf[65536];
	ssize_t n;

	n = vm_read(&g->vm, port, buf, sizeof(buf));
	if (n <= 0)
		return;
	ktap_feed(port == VM_CONSOLE ? &g->console : &g->results, buf, n);
	if (port != VM_RESULTS)
		return;
	if (g->phase == GUEST_TESTING)
		g->deadline = guest_now() + g->job->timeout;
	else if (g->phase == GUEST_ENDING)
		g->deadline = guest_now() + GUEST_OFF_SECONDS;
}

/* On the console kept, as the guest does it: all of that was this case's. */
static void mark_console(struct guest *g, bool broken_off)
{
	char text[sizeof("\n" REPORT_MARK "\n") + CONTRACT_ID_MAX];

	if (g->phase != GUEST_TESTING || g->running == g->job->nr)
		return;
	snprintf(text, sizeof(text), "%s" REPORT_MARK "%s\n",
		 broken_off ? "\n" : "", g->job->ids[g->running]);
	vm_keep(&g->vm, VM_CONSOLE, text);
}

static void drain(struct guest *g)
{
	static const char newline = '\n';
	char buf[4096];
	ssize_t n;
	int port;

	for (port = 0; port < VM_PORTS; port++) {
		while ((n = vm_read(&g->vm, port, buf, sizeof(buf))) > 0)
			ktap_feed(port == VM_CONSOLE ? &g->console :
				  &g->results, buf, n);
	}
	mark_console(g, g->console.length);
	/* A console that breaks off within its last line still tells. */
	ktap_feed(&g->console, &newline, 1);
	ktap_end(&g->results);
}

/* A suite that ran meanwhile may be why. The next machine goes without. */
static void take_boot_suite(struct guest *g, size_t i,
			    const struct guest_loss *l)
{
	char reason[320];

	snprintf(reason, sizeof(reason), "lost while the kernel booted: %s",
		 l->reason);
	msg_note("%s: %s: %s", g->job->name, g->job->ids[i], reason);
	guest_settle(g, i, l->verdict, l->observed, reason);
	g->blamed = i;
	if (left(g))
		guest_start(g);
	else
		give_up(g, "");
}

/* A guest that began none of its cases has shown nothing of the kernel. */
static void take_unbooted(struct guest *g, const struct guest_loss *l)
{
	const size_t suite = guest_boot_suite(g);
	char reason[640];

	if (g->phase == GUEST_BOOTING && suite < g->job->nr) {
		take_boot_suite(g, suite, l);
		return;
	}
	snprintf(reason, sizeof(reason), "%s%s%s%s",
		 g->phase == GUEST_BOOTING ? "the guest never reached its init: " :
					     "the guest began no contract: ",
		 l->reason, *g->broken ? "; " : "", g->broken);
	if (++g->unbooted > 1) {
		/* Nor does it boot without that suite. */
		if (g->blamed < g->job->nr)
			guest_settle(g, g->blamed, V_ERROR, "-", reason);
		give_up(g, reason);
		return;
	}
	msg_note("%s: %s; it is booted again, once", g->job->name, reason);
	/* The accelerator may be to blame. */
	if (!strcmp(g->accel, "kvm"))
		g->accel = "tcg";
	guest_start(g);
}

/* The case that ran went with the machine; of a suite, how far it was. */
static void settle_running(struct guest *g, const struct guest_loss *l)
{
	char place[160], reason[448];

	if (g->cases[g->running].state != CASE_STARTED)
		return;
	snprintf(reason, sizeof(reason), "%s", l->reason);
	if (g->suite.suite) {
		suite_run_place(&g->suite, place, sizeof(place));
		snprintf(reason, sizeof(reason), "%s: %s", place, l->reason);
	}
	guest_settle(g, g->running, l->verdict, l->observed, reason);
}

static void take_loss(struct guest *g, const struct guest_loss *l)
{
	char reason[320];
	const char *during = "between two contracts";

	if (!g->progress) {
		take_unbooted(g, l);
		return;
	}
	if (g->running < g->job->nr) {
		during = g->job->ids[g->running];
		settle_running(g, l);
	}
	settle_silent(g);
	g->fault_hit |= fault_hits(g);
	msg_note("%s: lost in %s: %s", g->job->name, during, l->reason);
	if (++g->lost >= GUEST_LOST_MAX && left(g)) {
		snprintf(reason, sizeof(reason),
			 "given up after %d lost guests; the last: %s",
			 g->lost, l->reason);
		give_up(g, reason);
	} else if (left(g)) {
		guest_start(g);
	} else {
		give_up(g, "");
	}
}

/* The machine is gone: as it should be, or not. */
static void over(struct guest *g, bool expired)
{
	struct guest_loss loss;
	int status;

	drain(g);
	status = vm_end(&g->vm);
	if (g->phase == GUEST_ENDING) {
		if (expired || guest_panicked(g))
			msg_note("%s: the guest did not power off after its last contract: %s",
				 g->job->name,
				 *g->telling ? g->telling : g->last);
		give_up(g, "the test program ended without a result for it");
		return;
	}
	if (g->job->bare && g->phase == GUEST_TESTING && !expired &&
	    WIFEXITED(status) && !WEXITSTATUS(status)) {
		g->bare_ok = true;
		give_up(g, "");
		return;
	}
	guest_find_loss(g, status, expired, &loss);
	take_loss(g, &loss);
}

void guest_exited(struct guest *g)
{
	over(g, false);
}

void guest_expired(struct guest *g)
{
	over(g, true);
}
