// SPDX-License-Identifier: GPL-2.0
/* The verdicts themselves: that each commit and each deviation matters. */
#include <linux/string.h>

#include "claim.h"
#include "deviation.h"
#include "suites.h"

/* The commits that no system call shows. */
static const bool for_kernel[C_COUNT] = {
#define COMMIT(...)
#define KERNEL_COMMIT(symbol, ...)[C_##symbol] = true,
#include "model/history_commits.h"
#undef COMMIT
};

static void history_is_understood(struct kunit *test)
{
	struct history h;
	const char *bad = claim_history(&h);

	if (bad)
		KUNIT_FAIL(test,
			   "pincer.history: no commit is called \"%s\": use the ids of history_commits.h",
			   bad);
}

/* A KERNEL_COMMIT() without a deviation would be dead. */
static void every_commit_is_noticed(struct kunit *test)
{
	const struct deviation *d;
	enum commit_id id;
	unsigned int i;

	for (id = C_NONE + 1; id < C_COUNT; id++) {
		bool noticed = !for_kernel[id];

		for (i = 0; (d = deviation_at(i)) && !noticed; i++)
			noticed = d->commit == id;
		KUNIT_EXPECT_TRUE_MSG(test, noticed, "nothing notices %s",
				      history_commits[id].id);
	}
}

/* An id that the glob of a row matches: the glob without its wildcards. */
static void example_id(const struct deviation *d, char *id, size_t size)
{
	const char *from = d->contracts;
	size_t used = 0;

	for (; *from && used + 1 < size; from++) {
		if (*from == '[') {
			id[used++] = from[1];
			from = strchr(from, ']');
		} else if (*from != '*') {
			id[used++] = *from;
		}
	}
	id[used] = '\0';
}

/* A history under which no row holds but those of this row's commit. */
static void isolate(const struct deviation *d, struct history *h)
{
	const struct deviation *other;
	unsigned int i;

	memset(h, 0, sizeof(*h));
	for (i = 0; (other = deviation_at(i)); i++)
		h->has[other->commit] = !other->when;
	h->has[d->commit] = d->when;
	h->has[history_commits[d->commit].needs] = true;
}

static void expect_judged(struct kunit *test, const char *id,
			  const struct history *h, const char *observed,
			  enum verdict verdict, enum commit_id commit)
{
	const char *named = history_commits[commit].id;
	struct expectation e;
	struct judgement j;
	bool plain;

	deviation_expect(id, "promised", h, &e);
	KUNIT_EXPECT_LT(test, e.nr_candidates, (unsigned int)CANDIDATES_MAX);
	deviation_judge(&e, observed, h, &j);
	KUNIT_EXPECT_STREQ(test, verdict_name(j.verdict),
			   verdict_name(verdict));
	KUNIT_EXPECT_EQ(test, j.commit, commit);
	plain = verdict == V_PASS && !strcmp(observed, e.expected);
	if (named && !plain)
		KUNIT_EXPECT_TRUE_MSG(test, strstr(j.reason, named),
				      "%s: \"%s\"", id, j.reason);
}

/* Each row, with its commit and without: all verdicts that it can lead to. */
static void deviations_are_judged(struct kunit *test)
{
	const struct deviation *d;
	char id[CLAIM_ID];
	struct history h;
	unsigned int i;

	for (i = 0; (d = deviation_at(i)); i++) {
		example_id(d, id, sizeof(id));
		isolate(d, &h);
		KUNIT_EXPECT_PTR_EQ(test, deviation_find(id, &h), d);
		expect_judged(test, id, &h, d->instead,
			      d->breaks ? V_DEFECT : V_PASS, d->commit);
		expect_judged(test, id, &h, "promised",
			      d->breaks ? V_PASS : V_DRIFT, d->commit);
		expect_judged(test, id, &h, "nonsense", V_FAIL, C_NONE);
		h.has[d->commit] = !d->when;
		expect_judged(test, id, &h, d->instead, V_DRIFT, d->commit);
		expect_judged(test, id, &h, "promised", V_PASS, C_NONE);
	}
}

static struct kunit_case cases[] = {
	KUNIT_CASE(history_is_understood),
	KUNIT_CASE(every_commit_is_noticed),
	KUNIT_CASE(deviations_are_judged),
	{ }
};

struct kunit_suite pincer_claim_suite = {
	.name = "pincer_claim",
	.test_cases = cases,
};
