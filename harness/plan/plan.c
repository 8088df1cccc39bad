// SPDX-License-Identifier: GPL-2.0
/* What a run or a benchmark is to do: kernels, contracts and tests. */
#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "guest/display.h"

void plan_free(struct plan *p, bool keep)
{
	size_t i;

	for (i = 0; i < p->nr; i++)
		free(p->kernels[i].left);
	display_close(p->display);
	if (p->run.tmp[0] && keep && !cache_commit(&p->run))
		msg_note("kept: %s", p->run.path);
	else if (p->run.tmp[0])
		cache_abort(&p->run);
	bundle_free(&p->bundle);
	bundle_deps_free(&p->deps);
	free(p->kernels);
	free(p->names);
	free(p->ids);
	memset(p, 0, sizeof(*p));
}
