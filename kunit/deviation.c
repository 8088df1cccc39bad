// SPDX-License-Identifier: GPL-2.0
#include "deviation.h"

#include <linux/glob.h>
#include <linux/kernel.h>
#include <linux/string.h>

static const struct deviation deviations[] = {
#define DEVIATION(contracts_, commit_, when_, instead_, breaks_) {	\
		.contracts = contracts_, .commit = C_##commit_,		\
		.when = when_, .instead = instead_, .breaks = breaks_,	\
	},
#include "deviations.h"
#undef DEVIATION
};

const struct deviation *deviation_at(unsigned int number)
{
	return number < ARRAY_SIZE(deviations) ? &deviations[number] : NULL;
}

/* Whether a row is about a contract, and its commit has something to act on. */
static bool concerns(const struct deviation *d, const char *id,
		     const struct history *h)
{
	enum commit_id needs = history_commits[d->commit].needs;

	return (!needs || h->has[needs]) && glob_match(d->contracts, id);
}

static bool holds(const struct deviation *d, const struct history *h)
{
	return h->has[d->commit] == d->when;
}

const struct deviation *deviation_find(const char *id, const struct history *h)
{
	const struct deviation *d;
	unsigned int i;

	for (i = 0; (d = deviation_at(i)); i++)
		if (concerns(d, id, h) && holds(d, h))
			return d;
	return NULL;
}

static void add_candidate(struct expectation *e, enum commit_id commit,
			  const char *expected)
{
	if (e->nr_candidates == CANDIDATES_MAX)
		return;
	e->candidate[e->nr_candidates].commit = commit;
	e->candidate[e->nr_candidates++].expected = expected;
}

/*
 * The first row that holds decides; for the perfect kernel, the first of those
 * that do not break the promise.
 */
void deviation_expect(const char *id, const char *promise,
		      const struct history *h, struct expectation *e)
{
	const struct deviation *d;
	unsigned int i;

	*e = (struct expectation){ };
	for (i = 0; (d = deviation_at(i)); i++) {
		if (!concerns(d, id, h))
			continue;
		if (!holds(d, h)) {
			add_candidate(e, d->commit, d->instead);
			continue;
		}
		add_candidate(e, d->commit, promise);
		if (!e->expected) {
			e->expected = d->instead;
			e->commit = d->commit;
		}
		if (!e->perfect && !d->breaks)
			e->perfect = d->instead;
	}
	e->expected = e->expected ?: promise;
	e->perfect = e->perfect ?: promise;
}

/* The first commit whose toggling alone would give an observation, or none. */
static struct commits find_explanation(const struct expectation *e,
				       const char *observed)
{
	unsigned int i;

	for (i = 0; i < e->nr_candidates; i++)
		if (!strcmp(observed, e->candidate[i].expected))
			return (struct commits){ &e->candidate[i].commit, 1 };
	return (struct commits){ };
}

void deviation_judge(const struct expectation *e, const char *observed,
		     const struct history *h, struct judgement *j)
{
	const struct commits deciding = { &e->commit, e->commit != C_NONE };
	const struct evidence evidence = {
		.as_expected = !strcmp(observed, e->expected),
		.as_promised = !strcmp(observed, e->perfect),
		.breaks_promise = strcmp(e->expected, e->perfect),
		.cites = deciding,
		.shortfall = deciding,
		.explains = find_explanation(e, observed),
	};

	judge(&evidence, h, j);
}
