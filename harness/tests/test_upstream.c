// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's own tests: what they say comes to a result, never a
 * better one than they earned, and stays apart from what the contracts came to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "cmd/cmd.h"
#include "guest/guest.h"
#include "guest/guest_run.h"
#include "guest/schedule.h"
#include "image/bundle.h"
#include "model/array_size.h"
#include "parse/test_run.h"
#include "report/console.h"
#include "report/matrix.h"
#include "fake_qemu.h"
#include "outcome_text.h"
#include "scratch.h"

#define ID "upstream/mm:x"

static const struct ending {
	const char *said;	/* lines */
	const char *how;
	enum verdict verdict;
	const char *observed;
	const char *reason;	/* a part of it */
	struct subtests parts;
} endings[] = {
	{ "TAP version 13\n1..2\nok 1 a\nok 2 b\n", "exited value=0",
	  V_PASS, "ok", "", { .passed = 2 } },
	{ "", "exited value=0", V_PASS, "ok", "", { 0 } },
	{ "no TAP at all\n", "exited value=0", V_PASS, "ok", "", { 0 } },
	/* What it says outweighs the exit status. */
	{ "1..2\nok 1 a\nnot ok 2 b\n", "exited value=0", V_FAIL, "fail",
	  "exit status 0; 1 of 2 parts failed, the first: b",
	  { .passed = 1, .failed = 1 } },
	{ "1..3\nok 1 a\nok 2 b\n", "exited value=0", V_FAIL, "fail",
	  "1 of 3 parts were not reported; its last line: ok 2 b",
	  { .passed = 2, .missing = 1 } },
	{ "1..2\nok 1 a\nBail out! no\n", "exited value=0", V_FAIL, "fail",
	  "not reported", { .passed = 1, .missing = 1 } },
	/* Which it may have without a plan; nobody knows what is missing. */
	{ "ok 1 a\n", "exited value=0", V_PASS, "ok", "", { .passed = 1 } },
	{ "1..1\nok 1 a\n", "exited value=1", V_FAIL, "fail",
	  "exit status 1; its last line: ok 1 a", { .passed = 1 } },
	{ "1..0 # SKIP no foo here\n", "exited value=4", V_SKIP, "-",
	  "no foo here", { 0 } },
	{ "need root\n", "exited value=4", V_SKIP, "-", "need root", { 0 } },
	{ "", "exited value=4", V_SKIP, "-", "does not say", { 0 } },
	{ "1..2\nok 1 a # SKIP no a\nok 2 # SKIP b\n", "exited value=0",
	  V_SKIP, "-", "no a", { .skipped = 2 } },
	{ "1..2\nok 1 a # SKIP no a\nok 2 b\n", "exited value=0", V_PASS,
	  "ok", "", { .passed = 1, .skipped = 1 } },
	{ "1..1\nnot ok 1 a # XFAIL b\n", "exited value=2", V_PASS, "xfail",
	  "as it expects", { .expected = 1 } },
	{ "1..1\nok 1 a\n", "exited value=3", V_FAIL, "fail",
	  "exit status 3", { .passed = 1 } },
	{ "x: foo: not found\n", "exited value=127", V_ERROR, "-",
	  "guests lack a command that it needs: x: foo: not found", { 0 } },
	{ "1..2\nok 1 a\n", "killed value=11", V_FAIL, "SIGSEGV",
	  "killed by SIGSEGV; 1 of 2 parts", { .passed = 1, .missing = 1 } },
	{ "1..1\nok 1 a\n", "late value=45", V_FAIL, "timeout",
	  "still ran after its 45 s", { .passed = 1 } },
	{ "", "unable value=8", V_ERROR, "-",
	  "cannot be started: Exec format error", { 0 } },
	/* Whatever its parts came to: more may have been lost. */
	{ "1..2\nok 1 a\nok 2 b\n", "unreported value=0", V_ERROR, "-",
	  "lacks its result", { .passed = 2 } },
	{ "", "unreported value=0", V_ERROR, "-", "lacks its result", { 0 } },
	/* Tests within tests, in both ways, and words that only look so. */
	{ "1..1\n  KTAP version 1\n  1..2\n  ok 1 a\n  not ok 2 b\nnot ok 1 c\n",
	  "exited value=1", V_FAIL, "fail", "1 of 2 parts failed, the first: b",
	  { .passed = 1, .failed = 1 } },
	{ "# TAP version 13\n# 1..2\n# ok 1 a\n# not ok 2 b\nnot ok 1 c\n1..1\n",
	  "exited value=1", V_FAIL, "fail", "1 of 2 parts failed, the first: b",
	  { .passed = 1, .failed = 1 } },
	{ "1..1\n# # 1..1\n# # ok 1 deep\n# ok 1 a\nok 1 c\n", "exited value=0",
	  V_PASS, "ok", "", { .passed = 1 } },
	{ "# 1..3\n# ok 1 a\nok 1 c\n1..1\n", "exited value=0", V_FAIL, "fail",
	  "2 of 3 parts were not reported", { .passed = 1, .missing = 2 } },
	{ "1..1\n# ok so far\n# not ok so far\nok 1 a\n", "exited value=0",
	  V_PASS, "ok", "", { .passed = 1 } },
};

static void check_parts(const struct subtests *a, const struct subtests *b)
{
	assert_int_equal(a->passed, b->passed);
	assert_int_equal(a->failed, b->failed);
	assert_int_equal(a->skipped, b->skipped);
	assert_int_equal(a->expected, b->expected);
	assert_int_equal(a->missing, b->missing);
}

static int end(const char *said, const char *how, struct report *r,
	       struct subtests *parts)
{
	char *text = strdup(said), *rest = text, *line;
	struct test_run u;
	int ret;

	test_run_begin(&u, ID);
	while ((line = strsep(&rest, "\n"))) {
		if (rest)
			test_run_line(&u, line);
	}
	ret = test_run_end(&u, how, r, parts);
	free(text);
	return ret;
}

static void test_endings(void **state)
{
	struct subtests parts;
	struct report r;
	char how[64];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(endings); i++) {
		snprintf(how, sizeof(how), "how=%s ms=2500 whole",
			 endings[i].how);
		print_message("%zu: %s\n", i, endings[i].how);
		assert_int_equal(end(endings[i].said, how, &r, &parts), 0);
		assert_string_equal(r.id, ID);
		assert_string_equal(outcome_text(&r.seen.outcome), endings[i].observed);
		assert_int_equal(r.verdict, endings[i].verdict);
		if (!strstr(r.seen.reason, endings[i].reason) ||
		    !*endings[i].reason != !*r.seen.reason)
			fail_msg("\"%s\" is not \"%s\"", r.seen.reason,
				 endings[i].reason);
		assert_true(r.seen.seconds == 2.5);
		check_parts(&parts, &endings[i].parts);
	}
}

static void test_damaged(void **state)
{
	static const char *const damaged[] = {
		"", "how=exited", "how=exited value=0 ms=1",
		"how=exited value=0 ms=1 who", "how=exited value= ms=1 whole",
		"how=vanished value=0 ms=1 whole", "exited value=0 ms=1 whole",
	};
	struct subtests parts;
	struct report r;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(damaged); i++)
		assert_int_equal(end("1..1\nok 1 a\n", damaged[i], &r, &parts),
				 -EINVAL);
}

/* struct played - guests of the fake, for contracts and for a bundle */
struct played {
	struct bundle_test tests[4];
	struct bundle bundle;
	const char *ids[8];
	struct image image;
	struct guest_job job;
	struct guest guest;
	char dir[PATH_MAX];
};

static int setup(void **state)
{
	char path[PATH_MAX];

	if (scratch_setup(state) || !realpath(TEST_DATA "/fake_qemu", path))
		return -1;
	return setenv("PINCER_QEMU", path, 1);
}

static void add_test(struct played *p, const char *program, const char *lacks)
{
	struct bundle_test *t = &p->tests[p->bundle.nr++];

	snprintf(t->id, sizeof(t->id), "upstream/mm:%s", program);
	strcpy(t->collection, "mm");
	strcpy(t->program, program);
	strcpy(t->lacks, lacks);
	t->timeout = 45;
	p->ids[p->job.nr++] = t->id;
}

/* The names of the tests say what they do. */
static void play(struct played *p, const char *acts, const char *contract,
		 const char *const *tests)
{
	memset(p, 0, sizeof(*p));
	strcpy(p->image.vmlinuz, "/bin/true");
	p->bundle.tests = p->tests;
	snprintf(p->dir, sizeof(p->dir), "%s", scratch_path("guest"));
	tree_remove(p->dir);
	assert_int_equal(dirs_make(p->dir), 0);
	setenv("FAKE", acts, 1);
	setenv("FAKE_DIR", p->dir, 1);
	p->job = (struct guest_job){
		.name = "fake",
		.image = &p->image,
		.boot = p->image.vmlinuz,
		.ids = p->ids,
		.history = "+edd478269640",
		.init = "/bin/true",
		.test = "/bin/true",
		.accel = "tcg",
		.dir = p->dir,
		.timeout = fake_timeout(acts),
		.bundle = &p->bundle,
	};
	if (contract)
		p->ids[p->job.nr++] = contract;
	for (; *tests; tests++) {
		add_test(p, *tests, !strcmp(*tests, "poor") ? "needs more" : "");
		if (fake_timeout(*tests) < p->job.timeout)
			p->job.timeout = fake_timeout(*tests);
	}
	assert_int_equal(guest_open(&p->guest, &p->job), 0);
	assert_int_equal(schedule_run(&p->guest, 1, 1), 0);
	assert_int_equal(p->guest.phase, GUEST_DONE);
}

static void check(const struct played *p, size_t i, enum verdict verdict,
		  const char *observed, const char *reason)
{
	const struct guest_case *c = &p->guest.cases[i];

	assert_int_equal(c->state, CASE_DONE);
	assert_string_equal(c->report.id, p->ids[i]);
	assert_string_equal(outcome_text(&c->report.seen.outcome), observed);
	assert_int_equal(c->report.verdict, verdict);
	if (!strstr(c->report.seen.reason, reason))
		fail_msg("\"%s\" is not in \"%s\"", reason, c->report.seen.reason);
}

static void test_beside(void **state)
{
	static const char *const tests[] = { "good", "bad", "poor", NULL };
	char path[PATH_MAX], *said;
	struct played p;

	(void)state;
	play(&p, "good", "door1/first", tests);
	/* Whatever a test says, it says nothing of a contract. */
	check(&p, 0, V_PASS, "4096", "");
	check(&p, 1, V_PASS, "ok", "");
	check_parts(&p.guest.cases[1].parts,
		    &(struct subtests){ .passed = 1, .skipped = 1 });
	/* Half a line is none. */
	check(&p, 2, V_FAIL, "fail", "exit status 1");
	check_parts(&p.guest.cases[2].parts, &(struct subtests){ 0 });
	check(&p, 3, V_SKIP, "-", "needs more");
	assert_int_equal(p.guest.boots, 1);
	guest_close(&p.guest);

	assert_int_equal(path_format(path, "%s/upstream", p.dir), 0);
	assert_int_equal(file_read(path, &said, NULL), 0);
	assert_non_null(strstr(said, "ok 2 b # SKIP no b\n"
			       "pincer: the above came during upstream/mm:good\n"
			       "ok 1 a\n"
			       "pincer: the above came during upstream/mm:bad\n"));
	free(said);
}

/* A guest that is lost takes one test along; what is done stays done. */
static void test_lost(void **state)
{
	static const char *const tests[] = { "bad", "dead", "good", "stuck",
					     NULL };
	struct played p;

	(void)state;
	play(&p, "good", "door1/first", tests);
	check(&p, 0, V_PASS, "4096", "");
	check(&p, 1, V_FAIL, "fail", "");
	check(&p, 2, V_FAIL, "panic", "not syncing: played");
	check(&p, 3, V_PASS, "ok", "");
	check(&p, 4, V_FAIL, "hang", "silent for 2 s");
	assert_int_equal(p.guest.boots, 2);
	guest_close(&p.guest);
}

static void test_no_result(void **state)
{
	static const char *const tests[] = { "lost", "other", NULL };
	static const char *const none[] = { "poor", NULL };
	struct played p;

	(void)state;
	play(&p, "good", NULL, tests);
	check(&p, 0, V_ERROR, "-", "missing or damaged");
	/* The end of another test is not its own. */
	check(&p, 1, V_FAIL, "timeout", "45 s");
	guest_close(&p.guest);

	/* Nothing to run, nothing to boot. */
	play(&p, "good", NULL, none);
	check(&p, 0, V_SKIP, "-", "needs more");
	assert_int_equal(p.guest.boots, 0);
	guest_close(&p.guest);
}

/* A suite of the kernel's own, with what its .config says; NULL for none. */
static void play_suite(struct played *p, const char *config, const char *acts,
		       const char *contract)
{
	static const char *const none[] = { NULL };
	static int nr;
	char name[32];

	play(p, "good", NULL, none);
	guest_close(&p->guest);
	setenv("FAKE", acts, 1);
	if (config) {
		/* One that was read is not read again. */
		snprintf(name, sizeof(name), "config-%d", nr++);
		scratch_text(name, config);
		snprintf(p->image.config, sizeof(p->image.config), "%s",
			 scratch_path(name));
	}
	if (contract)
		p->ids[p->job.nr++] = contract;
	add_test(p, "x", "");
	strcpy(p->tests[0].id, "upstream/kunit_suite");
	strcpy(p->tests[0].program, "suite");
	p->tests[0].collection[0] = '\0';
	p->tests[0].option = "TEST_SUITE";
	assert_int_equal(guest_open(&p->guest, &p->job), 0);
	assert_int_equal(schedule_run(&p->guest, 1, 1), 0);
}

/* What the machines' kernels were told, one a line. */
static char *told(const struct played *p)
{
	char path[PATH_MAX], *text;

	assert_int_equal(path_format(path, "%s/append", p->dir), 0);
	assert_int_equal(file_read(path, &text, NULL), 0);
	return text;
}

static void test_suite(void **state)
{
	static const struct {
		const char *config, *reason;
	} unfit[] = {
		{ NULL, "not known whether CONFIG_TEST_SUITE is set" },
		{ "CONFIG_X=y\n", "CONFIG_TEST_SUITE is not set to y" },
		{ "CONFIG_TEST_SUITE=m\n", "CONFIG_TEST_SUITE is not set to y" },
	};
	struct played p;
	char *text;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(unfit); i++) {
		play_suite(&p, unfit[i].config, "good", NULL);
		check(&p, 0, V_SKIP, "-", unfit[i].reason);
		assert_int_equal(p.guest.boots, 0);
		guest_close(&p.guest);
	}
	play_suite(&p, "CONFIG_TEST_SUITE=y\n", "good", NULL);
	check(&p, 0, V_PASS, "ok", "");
	check_parts(&p.guest.cases[0].parts, &(struct subtests){ .passed = 2 });
	guest_close(&p.guest);
	text = told(&p);
	assert_non_null(strstr(text, " kunit.filter_glob=none "));
	assert_non_null(strstr(text, "kunit.filter_glob=suite"));
	free(text);
}

/* It runs before init does, and may keep that from running. */
static void test_suite_lost(void **state)
{
	struct played p;
	char *text;

	(void)state;
	play_suite(&p, "CONFIG_TEST_SUITE=y\n", "deaf,good", "door1/first");
	check(&p, 0, V_PASS, "4096", "");
	check(&p, 1, V_FAIL, "poweroff", "while the kernel booted");
	assert_int_equal(p.guest.boots, 2);
	assert_int_equal(p.guest.unbooted, 0);
	text = told(&p);
	assert_non_null(strchr(text, '\n'));
	assert_null(strstr(strchr(text, '\n'), "kunit.filter_glob=suite"));
	free(text);
	guest_close(&p.guest);

	/* A kernel that does not boot without it either is no matter of it. */
	play_suite(&p, "CONFIG_TEST_SUITE=y\n", "deaf,deaf,deaf",
		   "door1/first");
	check(&p, 0, V_ERROR, "-", "never reached its init");
	check(&p, 1, V_ERROR, "-", "never reached its init");
	assert_int_equal(p.guest.boots, 3);
	guest_close(&p.guest);
}

static void add_cell(struct results *r, const char *id, enum verdict v,
		     const char *observed, struct subtests parts)
{
	struct cell *c = results_add_cell(r, 0);

	assert_non_null(c);
	snprintf(c->report.id, sizeof(c->report.id), "%s", id);
	c->report.seen.outcome = outcome_read(observed);
	c->report.verdict = v;
	c->parts = parts;
}

static char *print(const struct results *r)
{
	const struct matrix_options o = { .width = 80,
					  .colour = COLOUR_NEVER };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	matrix_print(r, out, &o);
	fclose(out);
	return text;
}

static void holds(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in \"%s\"", part, text);
}

static void test_apart(void **state)
{
	struct results r = { .nr_cells = 0 };
	char *text;

	(void)state;
	assert_non_null(results_add_kernel(&r, "k"));
	strcpy(r.kernels[0].version, "6.1.1");
	strcpy(r.bundle, "/b (v6)");
	add_cell(&r, "upstream/mm:cow", V_FAIL, "fail",
		 (struct subtests){ .passed = 7, .expected = 1, .failed = 2,
				    .skipped = 3, .missing = 4 });
	add_cell(&r, "upstream/mm:late", V_FAIL, "timeout",
		 (struct subtests){ .passed = 7 });
	add_cell(&r, "upstream/mm:plain", V_PASS, "ok",
		 (struct subtests){ 0 });
	strcpy(r.cells[0].report.seen.reason, "exit status 1");

	/* Alone they are all there is. */
	text = print(&r);
	holds(text, "Outside the exit status: the tests of /b (v6)");
	holds(text, "  mm:cow    8ok 3- 4? 2!\n  mm:late   timeout!\n  mm:plain  ok\n");
	holds(text, "fail    exit status 1\n        k: upstream/mm:cow\n");
	holds(text, "\nupstream: 1 passed, 2 failed, 0 skipped\n");
	assert_null(strstr(text, "\nall"));
	assert_null(strstr(text, "\n1 passed"));
	free(text);
	assert_int_equal(cmd_status(&r, true), STATUS_GOOD);

	/* Beside contracts they change nothing of what those come to, and stand
	 * before them: what failed is not out of sight.
	 */
	add_cell(&r, "splice.vmsplice/anon", V_PASS, "4096",
		 (struct subtests){ 0 });
	text = print(&r);
	holds(text, "\nall              1ok\n");
	holds(text, "\nupstream: 1 passed, 2 failed, 0 skipped\n\n");
	assert_string_equal(text + strlen(text) - strlen("\n1 passed, 0 failed, 0 skipped\n"),
			    "\n1 passed, 0 failed, 0 skipped\n");
	free(text);
	assert_int_equal(cmd_status(&r, true), STATUS_GOOD);
	r.cells[3].report.verdict = V_FAIL;
	assert_int_equal(cmd_status(&r, false), STATUS_BAD);
	results_free(&r);

	/* That none could be tried is no success. */
	assert_non_null(results_add_kernel(&r, "k"));
	add_cell(&r, "upstream/mm:cow", V_ERROR, "-", (struct subtests){ 0 });
	assert_int_equal(cmd_status(&r, false), STATUS_USAGE);
	results_free(&r);
}

static void test_saved(void **state)
{
	const struct subtests parts = { 1, 2, 3, 4, 5 };
	struct results r = { .nr_cells = 0 }, back;
	struct result_kernel *k;

	(void)state;
	k = results_add_kernel(&r, "k");
	assert_non_null(k);
	k->machine.page_size = 4096;
	strcpy(k->version, "6.12.1");
	strcpy(k->upstream_log, "results/upstream/k.txt");
	/* What the other cell is judged by. */
	strcpy(k->version, "6.12.1");
	k->machine.page_size = 4096;
	strcpy(r.bundle, "/b");
	add_cell(&r, "upstream/mm:cow", V_PASS, "ok", parts);
	add_cell(&r, "splice.vmsplice/anon", V_PASS, "4096",
		 (struct subtests){ 0 });
	assert_int_equal(results_save(&r, scratch_path("r.json")), 0);
	assert_int_equal(results_load(&back, scratch_path("r.json")), 0);
	assert_string_equal(back.bundle, "/b");
	assert_string_equal(back.kernels[0].upstream_log, "results/upstream/k.txt");
	check_parts(&back.cells[0].parts, &parts);
	/* Their verdicts are kept: there is no spec to judge them by. */
	results_judge(&back);
	assert_int_equal(back.cells[0].report.verdict, V_PASS);
	results_free(&back);
	results_free(&r);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_endings),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_beside),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_no_result),
		cmocka_unit_test(test_suite),
		cmocka_unit_test(test_suite_lost),
		cmocka_unit_test(test_apart),
		cmocka_unit_test(test_saved),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
