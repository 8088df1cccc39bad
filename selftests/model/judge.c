// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "model/judge.h"

static const char *const names[V_COUNT] = {
	[V_PASS] = "pass", [V_DEFECT] = "defect", [V_DRIFT] = "drift",
	[V_FAIL] = "fail", [V_SKIP] = "skip", [V_ERROR] = "error",
};

const char *verdict_name(enum verdict v)
{
	return names[v];
}

int verdict_parse(const char *name)
{
	int v;

	for (v = 0; v < V_COUNT; v++)
		if (!strcmp(names[v], name))
			return v;
	return -EINVAL;
}

bool verdict_bad(enum verdict v, bool strict)
{
	return v == V_DRIFT || v == V_FAIL || v == V_ERROR ||
	       (strict && v == V_DEFECT);
}

/* Adds each commit to the reason, after @with if the kernel has it. */
static void name_commits(struct judgement *j, const struct history *h,
			const struct commits *list, const char *glue,
			const char *with, const char *without)
{
	size_t used = 0;
	int i;

	for (i = 0; i < list->nr && used < sizeof(j->reason); i++) {
		const struct commit *c = &history_commits[list->id[i]];

		used += snprintf(j->reason + used, sizeof(j->reason) - used,
				 "%s%s %s \"%s\"", i ? glue : "",
				 h->has[list->id[i]] ? with : without, c->id,
				 c->title);
	}
	if (list->nr)
		j->commit = list->id[0];
}

static void judge_expected(const struct evidence *e, const struct history *h,
			   struct judgement *j)
{
	if (e->cites.nr)
		j->commit = e->cites.id[0];
	j->verdict = V_PASS;
	if (!e->breaks_promise)
		return;
	j->verdict = V_DEFECT;
	name_commits(j, h, &e->shortfall, e->needs_all ? " and " : " or ",
		    "has the bug of", "lacks the fix");
}

static void judge_unexpected(const struct evidence *e, const struct history *h,
			     struct judgement *j)
{
	name_commits(j, h, &e->explains, " or ", "behaves as if it lacked",
		    "behaves as if it had");
	if (e->as_promised)
		j->verdict = V_PASS;
	else
		j->verdict = e->explains.nr ? V_DRIFT : V_FAIL;
	if (!e->explains.nr)
		snprintf(j->reason, sizeof(j->reason), "%s",
			 e->as_promised ?
				"behaves as if every fix were there" :
				"no commit explains this");
}

void judge(const struct evidence *e, const struct history *h,
	   struct judgement *j)
{
	memset(j, 0, sizeof(*j));
	if (e->as_expected)
		judge_expected(e, h, j);
	else
		judge_unexpected(e, h, j);
}
