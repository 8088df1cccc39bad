// SPDX-License-Identifier: GPL-2.0
/*
 * Saved observations judged once more. Observations are made with the
 * specification itself, from histories that differ from the kernel's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "model/array_size.h"
#include "model/judge_contract.h"
#include "results/results.h"
#include "outcome_text.h"

#define VERSION "6.12.57"

static const struct machine machine = { .page_size = 4096, .gup_fast = true };

static void add_kernel(struct results *r)
{
	struct result_kernel *k = results_add_kernel(r, "k");
	struct history h;

	assert_non_null(k);
	strcpy(k->version, VERSION);
	assert_int_equal(history_from_version(&h, VERSION), 0);
	history_format(&h, k->history, sizeof(k->history));
	k->machine = machine;
}

static struct cell *add_cell(struct results *r, const char *id,
			     const char *observed)
{
	struct cell *c = results_add_cell(r, r->nr_kernels - 1);

	assert_non_null(c);
	snprintf(c->report.id, sizeof(c->report.id), "%s", id);
	c->report.seen.outcome = outcome_read(observed);
	c->report.verdict = V_PASS;
	return c;
}

/* Whether the other state of a commit would explain an observation. */
static bool explains(enum commit_id id, const struct contract *c,
		     const struct outcome *observed)
{
	struct history h, other;
	struct outcome then;

	history_from_version(&h, VERSION);
	if (!id || !history_toggle(&h, id, &other))
		return false;
	then = contract_expect(c, &other, &machine);
	return outcome_equal(observed, &then);
}

/*
 * Add the contracts that would drift if the kernel had the other state of a
 * commit, and not that of another one, at most @most of them, as they would be
 * observed then.
 */
static int add_drifting(struct results *r, enum commit_id id,
			enum commit_id unlike, int most)
{
	struct contract_judgement cj;
	const struct contract *all;
	char text[OUTCOME_TEXT_MAX];
	struct history h, other;
	struct outcome now, then;
	size_t nr, i;
	int added = 0;

	history_from_version(&h, VERSION);
	assert_true(history_toggle(&h, id, &other));
	all = contracts(&nr);
	for (i = 0; i < nr && added < most; i++) {
		now = contract_expect(&all[i], &h, &machine);
		then = contract_expect(&all[i], &other, &machine);
		if (outcome_equal(&now, &then) ||
		    explains(unlike, &all[i], &then))
			continue;
		judge_contract(&all[i], &then, &h, &machine, &cj);
		if (cj.j.verdict != V_DRIFT)
			continue;
		outcome_write(&then, text);
		add_cell(r, all[i].id, text);
		added++;
	}
	return added;
}

static void test_verdicts(void **state)
{
	struct results r = { .nr_cells = 0 };
	char expected[OUTCOME_TEXT_MAX];
	const struct contract *all;
	struct outcome outcome;
	struct history h;
	struct cell *c;
	size_t nr;

	(void)state;
	all = contracts(&nr);
	history_from_version(&h, VERSION);
	outcome = contract_expect(&all[0], &h, &machine);
	outcome_write(&outcome, expected);
	add_kernel(&r);
	c = add_cell(&r, all[0].id, expected);
	c->report.verdict = V_FAIL;
	strcpy(c->report.seen.reason, "of yesterday");
	add_cell(&r, all[1].id, "EDOM");
	results_judge(&r);
	assert_int_equal(r.cells[0].report.verdict, V_PASS);
	assert_string_equal(outcome_text(&r.cells[0].report.expected),
			    expected);
	assert_string_equal(r.cells[0].report.seen.reason, "");
	assert_int_equal(r.cells[1].report.verdict, V_FAIL);
	assert_string_not_equal(r.cells[1].report.seen.reason, "");
	results_free(&r);
}

/* Skips, errors, and what was not observed stay what they are. */
static void test_kept(void **state)
{
	static const struct {
		enum verdict verdict;
		const char *observed;
	} kept[] = {
		{ V_SKIP, "-" }, { V_ERROR, "-" }, { V_FAIL, "-" },
		{ V_SKIP, "ok" }, { V_ERROR, "ok" },
	};
	const size_t nr_kept = ARRAY_SIZE(kept);
	struct results r = { .nr_cells = 0 };
	const struct contract *all;
	struct cell *c;
	size_t nr, i;

	(void)state;
	all = contracts(&nr);
	assert_true(nr >= nr_kept);
	add_kernel(&r);
	for (i = 0; i < nr_kept; i++) {
		c = add_cell(&r, all[i].id, kept[i].observed);
		c->report.verdict = kept[i].verdict;
		strcpy(c->report.seen.reason, "as it was");
	}
	c = add_cell(&r, "no.such/contract", "ok");
	c->report.verdict = V_DRIFT;
	strcpy(c->report.seen.reason, "as it was");
	results_judge(&r);
	for (i = 0; i < nr_kept; i++) {
		assert_int_equal(r.cells[i].report.verdict, kept[i].verdict);
		assert_string_equal(r.cells[i].report.seen.reason, "as it was");
	}
	assert_int_equal(r.cells[nr_kept].report.verdict, V_DRIFT);
	assert_string_equal(r.cells[nr_kept].report.seen.reason, "as it was");
	results_free(&r);
}

/* Two commits that make contracts drift, the second like the first cannot. */
static int find_two(enum commit_id two[2])
{
	struct history h, other;
	int id, found = 0;

	history_from_version(&h, VERSION);
	for (id = C_NONE + 1; id < C_COUNT && found < 2; id++) {
		struct results r = { .nr_cells = 0 };

		if (!history_toggle(&h, id, &other))
			continue;
		add_kernel(&r);
		if (add_drifting(&r, id, two[0], 2) == 2)
			two[found++] = id;
		results_free(&r);
	}
	return found;
}

static void test_drift(void **state)
{
	struct results r = { .nr_cells = 0 };
	enum commit_id two[2] = { C_NONE, C_NONE };
	char scope[64];
	size_t i;
	int nr;

	(void)state;
	assert_int_equal(find_two(two), 2);
	add_kernel(&r);
	nr = add_drifting(&r, two[0], C_NONE, 1000);
	results_judge(&r);
	snprintf(scope, sizeof(scope), "explains all %d drifts", nr);
	for (i = 0; i < r.nr_cells; i++) {
		assert_int_equal(r.cells[i].report.verdict, V_DRIFT);
		assert_non_null(strstr(r.cells[i].report.seen.reason, scope));
		assert_non_null(strstr(r.cells[i].report.seen.reason,
				       history_commits[two[0]].id));
	}

	/* One more that this commit cannot explain: nothing explains all. */
	add_drifting(&r, two[1], two[0], 1);
	results_judge(&r);
	for (i = 0; i < r.nr_cells; i++) {
		assert_int_equal(r.cells[i].report.verdict, V_DRIFT);
		assert_null(strstr(r.cells[i].report.seen.reason, "explains"));
	}

	/* Another kernel's drift has nothing to do with it. */
	r.nr_cells--;
	add_kernel(&r);
	add_drifting(&r, two[1], two[0], 1);
	results_judge(&r);
	assert_non_null(strstr(r.cells[0].report.seen.reason, scope));
	assert_non_null(strstr(r.cells[r.nr_cells - 1].report.seen.reason,
			       "which explains it"));
	results_free(&r);
}

static void test_history(void **state)
{
	struct results r = { .nr_cells = 0 };
	enum commit_id two[2] = { C_NONE, C_NONE };
	struct history h, want;
	const char *bad;

	(void)state;
	find_two(two);
	add_kernel(&r);
	history_from_version(&want, VERSION);

	/* What the text does not name, the version says. */
	snprintf(r.kernels[0].history, sizeof(r.kernels[0].history), "%c%s",
		 want.has[two[0]] ? '-' : '+', history_commits[two[0]].id);
	want.has[two[0]] = !want.has[two[0]];
	assert_int_equal(results_history(&r.kernels[0], &h, &bad), 0);
	assert_memory_equal(&h, &want, sizeof(h));

	/* A commit that is not known makes the whole unfit for judging. */
	strcpy(r.kernels[0].history, "+0123456789ab");
	assert_int_not_equal(results_history(&r.kernels[0], &h, &bad), 0);
	add_drifting(&r, two[0], C_NONE, 1);
	strcpy(r.cells[0].report.seen.reason, "as it was");
	results_judge(&r);
	assert_int_equal(r.cells[0].report.verdict, V_PASS);
	assert_string_equal(r.cells[0].report.seen.reason, "as it was");

	/* Without a version the text alone counts. */
	strcpy(r.kernels[0].version, "");
	strcpy(r.kernels[0].history, "");
	assert_int_equal(results_history(&r.kernels[0], &h, &bad), 0);
	memset(&want, 0, sizeof(want));
	assert_memory_equal(&h, &want, sizeof(h));
	results_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_drift),
		cmocka_unit_test(test_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
