// SPDX-License-Identifier: GPL-2.0
#include "verdict.h"

#include <linux/kernel.h>
#include <linux/string.h>

static void explain(struct verdict *v, const char *words, enum commit_id id)
{
	const struct commit *c = &history_commits[id];

	v->commit = c->id;
	snprintf(v->reason, sizeof(v->reason), "%s %s \"%s\"", words, c->id,
		 c->title);
}

/* The first commit whose presence or absence would explain an observation. */
static enum commit_id find_candidate(const struct expectation *e,
				     const char *observed)
{
	unsigned int i;

	for (i = 0; i < e->nr_candidates; i++)
		if (!strcmp(observed, e->candidate[i].expected))
			return e->candidate[i].commit;
	return C_NONE;
}

static void judge_expected(struct verdict *v, const struct expectation *e,
			   const struct history *h)
{
	v->name = "pass";
	if (e->commit)
		v->commit = history_commits[e->commit].id;
	if (!strcmp(e->expected, e->perfect))
		return;
	v->name = "defect";
	explain(v, h->has[e->commit] ? "has the bug of" : "lacks the fix",
		e->commit);
}

void verdict_judge(struct verdict *v, const char *observed,
		   const struct expectation *e, const struct history *h)
{
	enum commit_id other;

	*v = (struct verdict){ .expected = e->expected, .commit = "-" };
	if (!strcmp(observed, e->expected)) {
		judge_expected(v, e, h);
		return;
	}
	other = find_candidate(e, observed);
	if (other)
		explain(v, h->has[other] ? "behaves as if it lacked" :
			"behaves as if it had", other);
	if (!strcmp(observed, e->perfect)) {
		v->name = "pass";
		return;
	}
	v->name = other ? "drift" : "fail";
	if (!other)
		strscpy(v->reason, "no commit explains this",
			sizeof(v->reason));
}
