// SPDX-License-Identifier: GPL-2.0
#include "verdict.h"

#include <linux/glob.h>
#include <linux/kernel.h>
#include <linux/string.h>

static const struct exception exceptions[] = {
#define EXCEPTION(contracts_, commit_, when_, instead_, breaks_) {	\
		.contracts = contracts_, .commit = C_##commit_,		\
		.when = when_, .instead = instead_, .breaks = breaks_,	\
	},
#include "exceptions.h"
#undef EXCEPTION
};

const struct exception *verdict_exception(unsigned int number)
{
	return number < ARRAY_SIZE(exceptions) ? &exceptions[number] : NULL;
}

/* Whether a row's commit has something to act on, and the row is about this. */
static bool concerns(const struct exception *e, const char *id,
		     const struct history *h)
{
	enum commit_id needs = history_commits[e->commit].needs;

	return (!needs || h->has[needs]) && glob_match(e->contracts, id);
}

const struct exception *verdict_find(const char *id, const struct history *h,
				     bool forgive)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(exceptions); i++) {
		const struct exception *e = &exceptions[i];

		if (concerns(e, id, h) && h->has[e->commit] == e->when &&
		    !(forgive && e->breaks))
			return e;
	}
	return NULL;
}

/* A row that would explain an observation which is not what was expected. */
static const struct exception *explain(const char *id, const char *observed,
				       const char *promise,
				       const struct history *h)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(exceptions); i++) {
		const struct exception *e = &exceptions[i];
		bool holds = h->has[e->commit] == e->when;

		if (concerns(e, id, h) &&
		    !strcmp(observed, holds ? promise : e->instead))
			return e;
	}
	return NULL;
}

static void because(struct verdict *v, const char *words,
		    const struct exception *e)
{
	const struct commit *c = &history_commits[e->commit];

	v->commit = c->id;
	snprintf(v->reason, sizeof(v->reason), "%s %s \"%s\"", words, c->id,
		 c->title);
}

void verdict_judge(struct verdict *v, const char *id, const char *promise,
		   const struct history *h)
{
	const struct exception *now = verdict_find(id, h, false);
	const struct exception *ideal = verdict_find(id, h, true);
	const struct exception *other;

	v->expected = now ? now->instead : promise;
	v->commit = "-";
	if (!strcmp(v->observed, v->expected)) {
		v->name = "pass";
		if (now)
			v->commit = history_commits[now->commit].id;
		if (!now || !now->breaks)
			return;
		v->name = "defect";
		because(v, now->when == WITH ? "has the bug of" :
			"lacks the fix", now);
		return;
	}
	other = explain(id, v->observed, promise, h);
	if (other)
		because(v, h->has[other->commit] ? "behaves as if it lacked" :
			"behaves as if it had", other);
	if (!strcmp(v->observed, ideal ? ideal->instead : promise)) {
		v->name = "pass";
		return;
	}
	v->name = other ? "drift" : "fail";
	if (!other)
		strscpy(v->reason, "no commit explains this",
			sizeof(v->reason));
}
