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

static bool differ(const struct outcome *a, const struct outcome *b)
{
	return a->ret != b->ret || strcmp(a->flaws ?: "", b->flaws ?: "");
}

int judge_cites(const struct contract *c, const struct history *h,
		const struct machine *machine, enum commit_id cites[C_COUNT])
{
	const struct outcome now = contract_outcome(c, h, machine);
	struct history other = *h;
	struct outcome then;
	enum commit_id id;
	int nr = 0;

	for (id = C_NONE + 1; id < C_COUNT; id++) {
		other.has[id] = !h->has[id];
		then = contract_outcome(c, &other, machine);
		other.has[id] = h->has[id];
		if (differ(&now, &then) && history_may_toggle(h, id))
			cites[nr++] = id;
	}
	return nr;
}

/* The commits whose single toggling would make a kernel show this. */
static int explanations(const struct contract *c, const char *observed,
			const struct history *h, const struct machine *machine,
			enum commit_id found[C_COUNT])
{
	enum commit_id cites[C_COUNT];
	char then[OBSERVED_MAX];
	struct history other;
	int i, nr = 0, nr_cites = judge_cites(c, h, machine, cites);

	for (i = 0; i < nr_cites; i++) {
		history_toggle(h, cites[i], &other);
		contract_expect(c, &other, machine, then);
		if (!strcmp(observed, then))
			found[nr++] = cites[i];
	}
	return nr;
}

/* The commits in which a kernel falls short and whose toggling shows there. */
static int differences(const struct contract *c, const struct history *from,
		       const struct history *to, const struct machine *machine,
		       enum commit_id found[C_COUNT])
{
	enum commit_id cites[C_COUNT];
	int i, nr = 0, nr_cites = judge_cites(c, from, machine, cites);

	for (i = 0; i < nr_cites; i++)
		if (from->has[cites[i]] != to->has[cites[i]])
			found[nr++] = cites[i];
	return nr;
}

/*
 * A promise is broken where memory comes through that must not, or not where
 * it must. To refuse it with another error, because an older rule comes first,
 * keeps it.
 */
static bool breaks_promise(const struct contract *c, const struct history *h,
			   const struct history *perfect,
			   const struct machine *machine)
{
	const struct outcome now = contract_outcome(c, h, machine);
	const struct outcome ideal = contract_outcome(c, perfect, machine);

	if (strcmp(now.flaws ?: "", ideal.flaws ?: ""))
		return true;
	return now.ret != ideal.ret && (now.ret >= 0 || ideal.ret >= 0);
}

static void explain(struct judgement *j, const struct history *h,
		    const enum commit_id *ids, int nr, const char *glue,
		    const char *with, const char *without)
{
	size_t used = 0;
	int i;

	for (i = 0; i < nr && used < sizeof(j->reason); i++) {
		const struct commit *c = &history_commits[ids[i]];

		used += snprintf(j->reason + used, sizeof(j->reason) - used,
				 "%s%s %s \"%s\"", i ? glue : "",
				 h->has[ids[i]] ? without : with, c->id,
				 c->title);
	}
	if (nr)
		j->commit = ids[0];
}

/*
 * What a kernel falls short in: each commit that would do alone. Where none
 * does, those that the perfect kernel cannot be without, all of them.
 */
static void explain_defect(struct judgement *j, const struct contract *c,
			   const struct history *h,
			   const struct history *perfect,
			   const struct machine *machine)
{
	enum commit_id found[C_COUNT];
	const char *glue = " or ";
	int nr = differences(c, h, perfect, machine, found);

	if (!nr) {
		nr = differences(c, perfect, h, machine, found);
		glue = " and ";
	}
	explain(j, h, found, nr, glue, "lacks the fix", "has the bug of");
}

void judge(const struct contract *c, const char *observed,
	   const struct history *h, const struct machine *machine,
	   struct judgement *j)
{
	char ideal[OBSERVED_MAX];
	enum commit_id found[C_COUNT] = { C_NONE };
	struct history perfect;
	int nr;

	memset(j, 0, sizeof(*j));
	history_perfect(h, &perfect);
	contract_expect(c, h, machine, j->expected);
	contract_expect(c, &perfect, machine, ideal);

	if (!strcmp(observed, j->expected)) {
		if (judge_cites(c, h, machine, found))
			j->commit = found[0];
		j->verdict = V_PASS;
		if (!breaks_promise(c, h, &perfect, machine))
			return;
		j->verdict = V_DEFECT;
		explain_defect(j, c, h, &perfect, machine);
		return;
	}

	nr = explanations(c, observed, h, machine, found);
	explain(j, h, found, nr, " or ", "behaves as if it had",
		"behaves as if it lacked");
	if (!strcmp(observed, ideal)) {
		j->verdict = V_PASS;
		if (!nr)
			snprintf(j->reason, sizeof(j->reason),
				 "behaves as if every fix were there");
		return;
	}
	j->verdict = nr ? V_DRIFT : V_FAIL;
	memcpy(j->candidate, found, nr * sizeof(found[0]));
	j->nr_candidates = nr;
	if (!nr)
		snprintf(j->reason, sizeof(j->reason),
			 "no commit explains this");
}
