// SPDX-License-Identifier: GPL-2.0
/*
 * Guests that are lost: the case that ran has a verdict, a fresh guest runs the
 * rest, and what would lose more guests is given up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "guest/guest_run.h"
#include "model/array_size.h"
#include "report/console.h"
#include "played_guest.h"
#include "scratch.h"

/* The case that ran fails by name, and a fresh guest runs the rest. */
static void test_lost(void **state)
{
	static const struct {
		const char *act, *observed, *reason;
		enum verdict verdict;
	} losses[] = {
		{ "panic,good", "panic", "Kernel panic - not syncing: played",
		  V_FAIL },
		{ "hang,good", "hang", "silent for 2 s", V_FAIL },
		{ "off,good", "poweroff", "powered off before its end", V_FAIL },
		{ "crash,good", "-", "QEMU was killed by signal 11: qemu: played",
		  V_ERROR },
		{ "broken,good", "-", "status 1: qemu: cannot play", V_ERROR },
	};
	struct played p;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(losses); i++) {
		play(&p, losses[i].act);
		played_is(&p, 1, losses[i].verdict, losses[i].observed,
			   losses[i].reason);
		played_rest_is_good(&p);
		assert_int_equal(p.guest.boots, 2);
		assert_int_equal(p.guest.lost, 1);
		played_done(&p);
	}
}

/* Of two boots that both go wrong, each takes only its own case along. */
static void test_lost_twice(void **state)
{
	struct played p;

	(void)state;
	play(&p, "panic,off");
	played_is_good(&p, 0);
	played_is(&p, 1, V_FAIL, "panic", "played");
	played_is_good(&p, 2);
	played_is(&p, 3, V_FAIL, "poweroff", "");
	assert_int_equal(p.guest.boots, 2);
	assert_int_equal(p.guest.lost, 2);
	played_done(&p);
}

/* The verdicts of all cases: p, F or e for pass, fail or error. */
static const char *verdicts(const struct guest *g)
{
	static const char letters[V_COUNT] = {
		[V_PASS] = 'p', [V_FAIL] = 'F', [V_ERROR] = 'e',
	};
	static char text[16];
	size_t i;

	assert_true(g->job->nr < sizeof(text));
	for (i = 0; i < g->job->nr; i++)
		text[i] = letters[g->cases[i].report.verdict];
	text[i] = '\0';
	return text;
}

/* Powers each of three guests off at its second case, and runs a fourth. */
static void lose_three(struct played *p, const char *const ids[9], int boots,
		       const char *ends)
{
	play_cases(p, "off,off,off,good", ids, 9, 60);
	assert_int_equal(p->guest.boots, boots);
	assert_string_equal(verdicts(&p->guest), ends);
}

/* A door that loses three guests costs the rest of its cases, no other's. */
static void test_door_given_up(void **state)
{
	static const char *const ids[] = {
		"door1/a", "door1/b", "door1/c", "door1/d", "door1/e",
		"door1/f", "door1/g", "door1/h", "door2/a",
	};
	struct played p;

	(void)state;
	lose_three(&p, ids, 3, "pFpFFeeep");
	assert_string_equal(p.guest.cases[7].report.seen.reason,
			    "not run, its door powers the guest off (first seen in door1/b)");
	scratch_holds(scratch_path("guest/hung"),
		      "poweroff 1 door1/b\npoweroff 2 door1/d\n");
	guest_close(&p.guest);
}

/*
 * What may hang comes last in a fresh guest: in the third one door2/b is the
 * second, and not door1/f.
 */
static void test_suspects_last(void **state)
{
	static const char *const ids[] = {
		"door1/a", "door1/b", "door1/c", "door1/d", "door1/e",
		"door1/f", "door2/a", "door2/b", "door2/c",
	};
	struct played p;

	(void)state;
	lose_three(&p, ids, 4, "pFpFpppFp");
	guest_close(&p.guest);
}

/* What takes too long in all is given up, whichever doors it is. */
static void test_given_up(void **state)
{
	static const char *const many[] = {
		"door1/a", "door1/b", "door2/a", "door3/b", "door3/a",
		"door4/b", "door5/a", "door6/b", "door7/a", "door8/b",
	};
	struct played p;

	(void)state;
	play_cases(&p, "slow,slow", many, ARRAY_SIZE(many), 1);
	assert_int_equal(p.guest.boots, 1);
	assert_ptr_equal(strchr(verdicts(&p.guest), 'F'),
			 strrchr(verdicts(&p.guest), 'F'));
	assert_non_null(strstr(verdicts(&p.guest), "Fe"));
	assert_non_null(strstr(p.guest.cases[9].report.seen.reason,
			       "given up after 11 s of hangs and lost guests"));
	guest_close(&p.guest);
}

/* What the test program holds back gets a fresh guest. */
static void test_held_back(void **state)
{
	struct played p;
	char path[PATH_MAX];

	(void)state;
	play(&p, "held,good");
	played_rest_is_good(&p);
	played_is_good(&p, 1);
	assert_int_equal(p.guest.boots, 2);
	assert_int_equal(p.guest.lost, 0);
	played_done(&p);

	/* No guest can do anything about it. */
	play(&p, "held,held,held,held");
	played_rest_is_good(&p);
	assert_int_equal(p.guest.boots, PLAYED_NR);
	played_done(&p);

	/* A process that cannot be killed costs the others their guest. */
	play(&p, "stain,good");
	played_is(&p, 1, V_FAIL, "timeout", "");
	played_rest_is_good(&p);
	assert_int_equal(p.guest.boots, 2);
	assert_int_equal(p.guest.lost, 0);
	assert_int_equal(path_format(path, "%s/hung", p.dir), 0);
	scratch_holds(path, "timeout 1 door1/second\n");
	played_done(&p);
}

/* No test result: it is booted again, once. */
static void test_never_began(void **state)
{
	struct played p;
	size_t i;

	(void)state;
	play(&p, "deaf,good");
	played_rest_is_good(&p);
	played_is_good(&p, 1);
	assert_int_equal(p.guest.boots, 2);
	assert_int_equal(p.guest.unbooted, 1);
	played_done(&p);

	play(&p, "deaf,deaf");
	for (i = 0; i < PLAYED_NR; i++)
		played_is(&p, i, V_ERROR, "-", "No working init found");
	assert_int_equal(p.guest.boots, 2);
	played_done(&p);

	play(&p, "mute,mute");
	for (i = 0; i < PLAYED_NR; i++)
		played_is(&p, i, V_ERROR, "-", "pmem0: played");
	played_done(&p);
}

/* What `pincer show` prints of a case that took its guest along. */
static void check_shown(const struct played *p, const char *id,
			const char *last)
{
	char path[PATH_MAX], *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	assert_int_equal(path_format(path, "%s/console", p->dir), 0);
	assert_true(console_print(path, id, out) > 0);
	fclose(out);
	assert_non_null(strstr(text, "Kernel panic - not syncing: played"));
	if (!strstr(text, last))
		fail_msg("\"%s\" is not in \"%s\"", last, text);
	free(text);
}

static void test_lost_console(void **state)
{
	struct played p;

	(void)state;
	play(&p, "panic,good");
	check_shown(&p, played_ids[1], "BUG: first, something else\n");
	played_done(&p);

	/* The last line is not the mark's. */
	play(&p, "torn,good");
	check_shown(&p, played_ids[1], "CPU: 0\n");
	played_done(&p);

	/* A mark tells where a line belongs, not why a guest was lost. */
	play(&p, "marked,good");
	played_is(&p, 1, V_FAIL, "hang", "silent for 2 s");
	assert_null(strstr(p.guest.cases[1].report.seen.reason, "came during"));
	played_done(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_lost_twice),
		cmocka_unit_test(test_door_given_up),
		cmocka_unit_test(test_suspects_last),
		cmocka_unit_test(test_given_up),
		cmocka_unit_test(test_held_back),
		cmocka_unit_test(test_never_began),
		cmocka_unit_test(test_lost_console),
	};

	return cmocka_run_group_tests(tests, played_setup, scratch_teardown);
}
