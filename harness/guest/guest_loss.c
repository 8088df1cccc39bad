// SPDX-License-Identifier: GPL-2.0
/* Why a machine was lost. */
#include "guest/guest_loss.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#define PANIC "Kernel panic - not syncing"

static void set_loss(struct guest_loss *l, enum outcome_kind observed,
		     enum verdict v, const char *what, const char *detail)
{
	l->observed = observed;
	l->verdict = v;
	snprintf(l->reason, sizeof(l->reason), "%.90s%s%.160s", what,
		 *detail ? ": " : "", detail);
}

static void explain_exit(const struct guest *g, int status, struct guest_loss *l)
{
	char line[192], what[96];

	vm_error_line(g->job->dir, line, sizeof(line));
	if (WIFSIGNALED(status))
		snprintf(what, sizeof(what), "%s was killed by signal %d",
			 g->job->image ? "QEMU" : "the test program",
			 WTERMSIG(status));
	else
		snprintf(what, sizeof(what), "%s ended with status %d",
			 g->job->image ? "QEMU" : "the test program",
			 WEXITSTATUS(status));
	set_loss(l, OUTCOME_NONE, V_ERROR, what, *line ? line : g->last);
}

bool guest_panicked(const struct guest *g)
{
	return !strncmp(g->gravest, PANIC, strlen(PANIC));
}

void guest_find_loss(const struct guest *g, int status, bool expired,
		     struct guest_loss *l)
{
	const char *last = *g->gravest ? g->gravest : g->last;
	char what[64];

	if (guest_panicked(g)) {
		last += strlen(PANIC);
		set_loss(l, OUTCOME_PANIC, V_FAIL, PANIC,
			 last + strspn(last, ": "));
	} else if (expired) {
		snprintf(what, sizeof(what), "silent for %d s",
			 g->phase == GUEST_BOOTING ? GUEST_BOOT_SECONDS :
						     g->job->timeout);
		set_loss(l, OUTCOME_HANG, V_FAIL, what, last);
	} else if (g->job->image && WIFEXITED(status) && !WEXITSTATUS(status)) {
		set_loss(l, OUTCOME_POWEROFF, V_FAIL,
			 "the guest powered off before its end", last);
	} else {
		explain_exit(g, status, l);
	}
}
