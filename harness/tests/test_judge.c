// SPDX-License-Identifier: GPL-2.0
/* The judge alone: every verdict, its commit and its reason. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "model/array_size.h"
#include "model/judge.h"

/* Two commits that the kernel lacks, and two that it has. */
#define LACKED C_VVAR_MIXEDMAP
#define LACKED2 C_IO_URING_RING_PAGES
#define HAD C_IO_URING_SINGLE_SOURCE
#define HAD2 C_IO_URING_SINGLE_SOURCE_REVERT

#define COMMITS(...) {							\
		(const enum commit_id[]){ __VA_ARGS__ },		\
		ARRAY_SIZE(((const enum commit_id[]){ __VA_ARGS__ }))	\
	}

/*
 * In @reason, "%1" and "%2" stand for the id and the title of @first and
 * @second.
 */
static const struct {
	const char *what;
	struct evidence evidence;
	enum verdict verdict;
	enum commit_id commit;
	const char *reason;
	enum commit_id first, second;
} table[] = {
	{
		.what = "as it has always been",
		.evidence = { .as_expected = true, .as_promised = true },
		.verdict = V_PASS, .reason = "",
	}, {
		.what = "as promised, since a commit came or did not",
		.evidence = {
			.as_expected = true, .as_promised = true,
			.cites = COMMITS(HAD, LACKED),
			.shortfall = COMMITS(LACKED),
			.explains = COMMITS(LACKED),
		},
		.verdict = V_PASS, .commit = HAD, .reason = "",
	}, {
		.what = "refused by an older rule, which keeps the promise",
		.evidence = { .as_expected = true, .cites = COMMITS(LACKED) },
		.verdict = V_PASS, .commit = LACKED, .reason = "",
	}, {
		.what = "a missing fix",
		.evidence = {
			.as_expected = true, .breaks_promise = true,
			.cites = COMMITS(HAD, LACKED),
			.shortfall = COMMITS(LACKED),
		},
		.verdict = V_DEFECT, .commit = LACKED,
		.reason = "lacks the fix %1", .first = LACKED,
	}, {
		.what = "an open bug",
		.evidence = {
			.as_expected = true, .breaks_promise = true,
			.cites = COMMITS(HAD), .shortfall = COMMITS(HAD),
		},
		.verdict = V_DEFECT, .commit = HAD,
		.reason = "has the bug of %1", .first = HAD,
	}, {
		.what = "either of two would do",
		.evidence = {
			.as_expected = true, .breaks_promise = true,
			.cites = COMMITS(HAD, LACKED),
			.shortfall = COMMITS(HAD, LACKED),
		},
		.verdict = V_DEFECT, .commit = HAD,
		.reason = "has the bug of %1 or lacks the fix %2",
		.first = HAD, .second = LACKED,
	}, {
		.what = "both are needed",
		.evidence = {
			.as_expected = true, .breaks_promise = true,
			.shortfall = COMMITS(LACKED, LACKED2),
			.needs_all = true,
		},
		.verdict = V_DEFECT, .commit = LACKED,
		.reason = "lacks the fix %1 and lacks the fix %2",
		.first = LACKED, .second = LACKED2,
	}, {
		.what = "a defect of which no commit is known",
		.evidence = {
			.as_expected = true, .breaks_promise = true,
			.cites = COMMITS(HAD2),
		},
		.verdict = V_DEFECT, .commit = HAD2, .reason = "",
	}, {
		.what = "as if a commit were there",
		.evidence = {
			.cites = COMMITS(HAD, LACKED),
			.explains = COMMITS(LACKED),
		},
		.verdict = V_DRIFT, .commit = LACKED,
		.reason = "behaves as if it had %1", .first = LACKED,
	}, {
		.what = "as if one were not, or another one were",
		.evidence = {
			.breaks_promise = true,
			.cites = COMMITS(LACKED, HAD),
			.shortfall = COMMITS(LACKED),
			.explains = COMMITS(HAD, LACKED),
		},
		.verdict = V_DRIFT, .commit = HAD,
		.reason = "behaves as if it lacked %1 or behaves as if it had %2",
		.first = HAD, .second = LACKED,
	}, {
		.what = "a fix was backported",
		.evidence = {
			.as_promised = true, .breaks_promise = true,
			.cites = COMMITS(HAD, LACKED),
			.shortfall = COMMITS(LACKED),
			.explains = COMMITS(LACKED),
		},
		.verdict = V_PASS, .commit = LACKED,
		.reason = "behaves as if it had %1", .first = LACKED,
	}, {
		.what = "several were, of which none explains it alone",
		.evidence = {
			.as_promised = true, .breaks_promise = true,
			.cites = COMMITS(HAD),
		},
		.verdict = V_PASS,
		.reason = "behaves as if every fix were there",
	}, {
		.what = "nothing explains it",
		.evidence = {
			.breaks_promise = true, .cites = COMMITS(HAD, LACKED),
			.shortfall = COMMITS(LACKED),
		},
		.verdict = V_FAIL, .reason = "no commit explains this",
	},
};

static void write_commit(char *buf, size_t size, enum commit_id id)
{
	snprintf(buf + strlen(buf), size - strlen(buf), "%s \"%s\"",
		 history_commits[id].id, history_commits[id].title);
}

static void write_reason(char *buf, size_t size, size_t row)
{
	const char *p;

	buf[0] = '\0';
	for (p = table[row].reason; *p; p++) {
		if (*p == '%')
			write_commit(buf, size, *++p == '1' ?
				     table[row].first : table[row].second);
		else
			snprintf(buf + strlen(buf), size - strlen(buf), "%c",
				 *p);
	}
}

static void evidence_is_judged(void **state)
{
	struct history h = { .has = { [HAD] = true, [HAD2] = true } };
	struct judgement j;
	char reason[512];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		memset(&j, 0xff, sizeof(j));
		judge(&table[i].evidence, &h, &j);
		write_reason(reason, sizeof(reason), i);
		if (j.verdict != table[i].verdict ||
		    j.commit != table[i].commit || strcmp(j.reason, reason))
			fail_msg("%s: %s, %s, \"%s\", not %s, %s, \"%s\"",
				 table[i].what, verdict_name(j.verdict),
				 history_commits[j.commit].symbol, j.reason,
				 verdict_name(table[i].verdict),
				 history_commits[table[i].commit].symbol,
				 reason);
	}
}

/* A reason that does not fit is cut. */
static void many_commits_are_judged(void **state)
{
	enum commit_id all[C_COUNT - 1];
	struct evidence e = { .explains = { all, ARRAY_SIZE(all) } };
	struct history h = { .has = { false } };
	struct judgement j;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(all); i++)
		all[i] = i + 1;
	judge(&e, &h, &j);
	assert_int_equal(j.verdict, V_DRIFT);
	assert_int_equal(j.commit, C_NONE + 1);
	assert_int_equal(strlen(j.reason), sizeof(j.reason) - 1);
}

static void verdicts_have_names(void **state)
{
	/* Whether it makes the exit status 1, and whether with --strict. */
	static const struct {
		const char *name;
		bool bad, bad_if_strict;
	} verdicts[V_COUNT] = {
		[V_PASS] = { "pass", false, false },
		[V_DEFECT] = { "defect", false, true },
		[V_DRIFT] = { "drift", true, true },
		[V_FAIL] = { "fail", true, true },
		[V_SKIP] = { "skip", false, false },
		[V_ERROR] = { "error", true, true },
	};
	int v;

	(void)state;
	for (v = 0; v < V_COUNT; v++) {
		assert_string_equal(verdict_name(v), verdicts[v].name);
		assert_int_equal(verdict_parse(verdicts[v].name), v);
		assert_int_equal(verdict_bad(v, false), verdicts[v].bad);
		assert_int_equal(verdict_bad(v, true),
				 verdicts[v].bad_if_strict);
	}
	assert_int_equal(verdict_parse("passed"), -EINVAL);
	assert_int_equal(verdict_parse(""), -EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(evidence_is_judged),
		cmocka_unit_test(many_commits_are_judged),
		cmocka_unit_test(verdicts_have_names),
	};

	return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
