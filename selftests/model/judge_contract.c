// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "model/judge_contract.h"

int judge_cites(const struct contract *c, const struct history *h,
		const struct machine *machine, enum commit_id cites[C_COUNT])
{
	const struct outcome now = contract_expect(c, h, machine);
	struct history other = *h;
	struct outcome then;
	enum commit_id id;
	int nr = 0;

	for (id = C_NONE + 1; id < C_COUNT; id++) {
		other.has[id] = !h->has[id];
		then = contract_expect(c, &other, machine);
		other.has[id] = h->has[id];
		if (!outcome_equal(&now, &then) && history_may_toggle(h, id))
			cites[nr++] = id;
	}
	return nr;
}

/* The commits of @cites whose single toggling would make a kernel show this. */
static int find_explanations(const struct contract *c,
			     const struct outcome *observed,
			     const struct history *h,
			     const struct machine *machine,
			     const struct commits *cites,
			     enum commit_id found[C_COUNT])
{
	struct history other;
	struct outcome then;
	int i, nr = 0;

	for (i = 0; i < cites->nr; i++) {
		history_toggle(h, cites->id[i], &other);
		then = contract_expect(c, &other, machine);
		if (outcome_equal(observed, &then))
			found[nr++] = cites->id[i];
	}
	return nr;
}

/* The commits of @cites that only one of two histories has. */
static int find_differences(const struct commits *cites,
			    const struct history *from,
			    const struct history *to,
			    enum commit_id found[C_COUNT])
{
	int i, nr = 0;

	for (i = 0; i < cites->nr; i++)
		if (from->has[cites->id[i]] != to->has[cites->id[i]])
			found[nr++] = cites->id[i];
	return nr;
}

bool judge_breaks_promise(const struct outcome *now,
			  const struct outcome *promised)
{
	return now->flaws != promised->flaws ||
	       (now->ret != promised->ret &&
		(now->ret >= 0 || promised->ret >= 0));
}

/*
 * What a kernel falls short in: each commit that would do alone. Where none
 * does, those that the perfect kernel cannot be without, all of them.
 */
static void find_shortfall(struct evidence *e, const struct contract *c,
			   const struct history *h,
			   const struct history *perfect,
			   const struct machine *machine,
			   enum commit_id found[C_COUNT])
{
	enum commit_id ids[C_COUNT];
	struct commits cites = { .id = ids };

	e->shortfall.id = found;
	e->shortfall.nr = find_differences(&e->cites, h, perfect, found);
	if (e->shortfall.nr)
		return;
	cites.nr = judge_cites(c, perfect, machine, ids);
	e->shortfall.nr = find_differences(&cites, perfect, h, found);
	e->needs_all = true;
}

void judge_contract(const struct contract *c, const struct outcome *observed,
		    const struct history *h, const struct machine *machine,
		    struct contract_judgement *cj)
{
	enum commit_id cites[C_COUNT], shortfall[C_COUNT];
	struct history perfect;
	struct outcome promised;
	struct evidence e = { .cites.id = cites };

	memset(cj, 0, sizeof(*cj));
	history_perfect(h, &perfect);
	cj->expected = contract_expect(c, h, machine);
	promised = contract_expect(c, &perfect, machine);
	e.as_expected = outcome_equal(observed, &cj->expected);
	e.as_promised = outcome_equal(observed, &promised);
	e.breaks_promise = judge_breaks_promise(&cj->expected, &promised);
	e.cites.nr = judge_cites(c, h, machine, cites);
	if (!e.as_expected)
		cj->nr_explains = find_explanations(c, observed, h, machine,
						    &e.cites, cj->explains);
	else if (e.breaks_promise)
		find_shortfall(&e, c, h, &perfect, machine, shortfall);
	e.explains = (struct commits){ cj->explains, cj->nr_explains };
	judge(&e, h, &cj->j);
}
