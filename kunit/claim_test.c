// SPDX-License-Identifier: GPL-2.0
/* The judging itself, and that no commit or row is dead. */
#include <linux/string.h>

#include "claim.h"
#include "suites.h"
#include "user_mm.h"
#include "verdict.h"

/* The commits that only the kernel's side can notice. */
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

/* A commit of the kernel's side that nothing notices is dead. */
static void every_commit_is_noticed(struct kunit *test)
{
	const struct exception *e;
	enum commit_id id;
	unsigned int i;

	for (id = C_NONE + 1; id < C_COUNT; id++) {
		bool noticed = !for_kernel[id];

		for (i = 0; (e = verdict_exception(i)) && !noticed; i++)
			noticed = e->commit == id;
		KUNIT_EXPECT_TRUE_MSG(test, noticed, "nothing notices %s",
				      history_commits[id].id);
	}
}

/* A contract that a row concerns: the glob with its wildcards filled in. */
static void example(const struct exception *e, char *id, size_t size)
{
	const char *from = e->contracts;
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

/* A history in which of all rows at most those of one commit hold. */
static void isolate(const struct exception *e, struct history *h)
{
	const struct exception *other;
	unsigned int i;

	memset(h, 0, sizeof(*h));
	for (i = 0; (other = verdict_exception(i)); i++)
		h->has[other->commit] = !other->when;
	h->has[e->commit] = e->when;
	h->has[history_commits[e->commit].needs] = true;
}

/* Both sides of each row can be told apart, and are judged as they should. */
static void exceptions_are_judged(struct kunit *test)
{
	const struct exception *e;
	char id[CLAIM_ID];
	unsigned int i;

	for (i = 0; (e = verdict_exception(i)); i++) {
		struct verdict v = { .observed = e->instead };
		struct history h;

		example(e, id, sizeof(id));
		isolate(e, &h);
		KUNIT_EXPECT_PTR_EQ(test, verdict_find(id, &h, false), e);
		verdict_judge(&v, id, "promised", &h);
		KUNIT_EXPECT_STREQ(test, v.name, e->breaks ? "defect" : "pass");
		v.observed = "promised";
		verdict_judge(&v, id, "promised", &h);
		KUNIT_EXPECT_STREQ(test, v.name, e->breaks ? "pass" : "drift");
		h.has[e->commit] = !e->when;
		v.observed = e->instead;
		verdict_judge(&v, id, "promised", &h);
		KUNIT_EXPECT_STREQ(test, v.name, "drift");
		v.observed = "nonsense";
		verdict_judge(&v, id, "promised", &h);
		KUNIT_EXPECT_STREQ(test, v.name, "fail");
	}
}

static struct kunit_case cases[] = {
	KUNIT_CASE(history_is_understood),
	KUNIT_CASE(every_commit_is_noticed),
	KUNIT_CASE(exceptions_are_judged),
	{ }
};

struct kunit_suite pincer_claim_suite = {
	.name = "pincer_claim",
	.test_cases = cases,
};
