// SPDX-License-Identifier: GPL-2.0
/* A machine has ended, or hangs: what becomes of its cases. */
#include "guest/guest_ended.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "base/msg.h"
#include "guest/fault.h"
#include "guest/guest_again.h"
#include "guest/guest_hangs.h"
#include "guest/guest_loss.h"
#include "guest/guest_run.h"
#include "guest/guest_upstream.h"
#include "model/report.h"

/* Add the mark that the guest did not come to write to its console. */
static void mark_console(struct guest *g, bool mid_line)
{
	char text[sizeof("\n" REPORT_MARK "\n") + CONTRACT_ID_MAX];

	if (g->phase != GUEST_TESTING || g->running == g->job->nr)
		return;
	snprintf(text, sizeof(text), "%s" REPORT_MARK "%s\n",
		 mid_line ? "\n" : "", g->job->ids[g->running]);
	vm_log(&g->vm, VM_CONSOLE, text);
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
	/* The last line of the console may lack its newline. */
	ktap_feed(&g->console, &newline, 1);
	ktap_end(&g->results);
}

/* Blame the suite that ran while the kernel booted; boot without it. */
static void lose_boot_suite(struct guest *g, size_t i,
			    const struct guest_loss *l)
{
	char reason[320];

	snprintf(reason, sizeof(reason), "lost while the kernel booted: %s",
		 l->reason);
	msg_note("%s: %s: %s", g->job->name, g->job->ids[i], reason);
	guest_settle(g, i, l->verdict, l->observed, reason);
	g->blamed = i;
	if (guest_left(g))
		guest_start(g);
	else
		guest_give_up(g, "");
}

/* A machine that began none of its cases shows nothing of the kernel. */
static void lose_unbooted(struct guest *g, const struct guest_loss *l)
{
	const size_t suite = guest_boot_suite(g);
	char reason[640];

	if (g->phase == GUEST_BOOTING && suite < g->job->nr) {
		lose_boot_suite(g, suite, l);
		return;
	}
	snprintf(reason, sizeof(reason), "%s%s%s%s",
		 g->phase == GUEST_BOOTING ? "the guest never reached its init: " :
					     "the guest began no contract: ",
		 l->reason, *g->setup_errors ? "; " : "", g->setup_errors);
	if (++g->unbooted > 1) {
		/* The kernel does not boot without that suite either. */
		if (g->blamed < g->job->nr)
			guest_settle(g, g->blamed, V_ERROR, OUTCOME_NONE, reason);
		guest_give_up(g, reason);
		return;
	}
	msg_note("%s: %s; it is booted again, once", g->job->name, reason);
	/* It may be KVM's fault. */
	if (!strcmp(g->accel, "kvm"))
		g->accel = "tcg";
	guest_start(g);
}

/* The verdict of the case that ran when the machine was lost. */
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

/* Starts another machine for what is left, if anything is. */
static void go_on(struct guest *g, const char *last)
{
	guest_give_up_exhausted(g, last);
	if (guest_left(g) || guest_try_again(g))
		guest_start(g);
	else
		guest_give_up(g, "");
}

static void lose_machine(struct guest *g, const struct guest_loss *l)
{
	const char *during = "between two contracts";

	if (!g->progress) {
		lose_unbooted(g, l);
		return;
	}
	if (g->running < g->job->nr) {
		during = g->job->ids[g->running];
		guest_hung(g, g->running, l->observed,
			   guest_now() - g->case_began);
		settle_running(g, l);
	}
	guest_settle_silent(g);
	g->fault_hit |= fault_hits(g);
	msg_note("%s: lost in %s: %s", g->job->name, during, l->reason);
	g->lost++;
	go_on(g, l->reason);
}

/* The guest has done all that it was to do; others may be left. */
static void finish_machine(struct guest *g, bool expired)
{
	size_t i;

	if (expired || guest_panicked(g))
		msg_note("%s: the guest did not power off after its last contract: %s",
			 g->job->name, *g->gravest ? g->gravest : g->last);
	guest_settle_silent(g);
	for (i = 0; i < g->job->nr; i++)
		if (g->cases[i].state != CASE_DONE &&
		    (g->cases[i].state != CASE_HELD || !g->progress))
			guest_settle(g, i, V_ERROR, OUTCOME_NONE,
				     "the test program ended without a result for it");
	go_on(g, "hangs");
}

/* What hangs there cannot be killed, and what is left would suffer from it. */
static void retire_machine(struct guest *g)
{
	if (g->running < g->job->nr &&
	    g->cases[g->running].state == CASE_STARTED)
		g->cases[g->running].state = CASE_PENDING;
	guest_settle_silent(g);
	go_on(g, "hangs");
}

/* Ends a machine: after its last case, or because it was lost. */
static void end_machine(struct guest *g, bool expired)
{
	struct guest_loss loss;
	int status;

	drain(g);
	status = vm_end(&g->vm);
	if (g->spoilt) {
		retire_machine(g);
		return;
	}
	if (g->phase == GUEST_ENDING) {
		finish_machine(g, expired);
		return;
	}
	if (g->job->bare && g->phase == GUEST_TESTING && !expired &&
	    WIFEXITED(status) && !WEXITSTATUS(status)) {
		g->bare_ok = true;
		guest_give_up(g, "");
		return;
	}
	guest_find_loss(g, status, expired, &loss);
	lose_machine(g, &loss);
}

void guest_exited(struct guest *g)
{
	end_machine(g, false);
}

void guest_expired(struct guest *g)
{
	end_machine(g, true);
}
