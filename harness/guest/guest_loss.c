// SPDX-License-Identifier: GPL-2.0
/* Why a machine is gone that should not be. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "guest/guest_loss.h"

#define PANIC "Kernel panic - not syncing"

static void explain(struct guest_loss *l, const char *observed, enum verdict v,
		    const char *what, const char *detail)
{
	l->observed = observed;
	l->verdict = v;
	snprintf(l->reason, sizeof(l->reason), "%.90s%s%.160s", what,
		 *detail ? ": " : "", detail);
}

static void explain_exit(const struct guest *g, int status, struct guest_loss *l)
{
	char said[192], what[96];

	vm_error_line(g->job->dir, said, sizeof(said));
	if (WIFSIGNALED(status))
		snprintf(what, sizeof(what), "%s was killed by signal %d",
			 g->job->image ? "QEMU" : "the test program",
			 WTERMSIG(status));
	else
		snprintf(what, sizeof(what), "%s ended with status %d",
			 g->job->image ? "QEMU" : "the test program",
			 WEXITSTATUS(status));
	explain(l, "-", V_ERROR, what, *said ? said : g->last);
}

bool guest_panicked(const struct guest *g)
{
	return !strncmp(g->worst, PANIC, strlen(PANIC));
}

void guest_find_loss(const struct guest *g, int status, bool expired,
		     struct guest_loss *l)
{
	const char *telling = *g->worst ? g->worst : g->last;
	char what[64];

	if (guest_panicked(g)) {
		telling += strlen(PANIC);
		explain(l, "panic", V_FAIL, PANIC,
			telling + strspn(telling, ": "));
	} else if (expired) {
		snprintf(what, sizeof(what), "silent for %d s",
			 g->phase == GUEST_BOOTING ? GUEST_BOOT_SECONDS :
						     g->job->timeout);
		explain(l, "hang", V_FAIL, what, telling);
	} else if (g->job->image && WIFEXITED(status) && !WEXITSTATUS(status)) {
		explain(l, "poweroff", V_FAIL,
			"the guest powered off before its end", telling);
	} else {
		explain_exit(g, status, l);
	}
}
