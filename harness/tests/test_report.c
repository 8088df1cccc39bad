// SPDX-License-Identifier: GPL-2.0
/* The line format: what is written is read, and nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "model/array_size.h"
#include "model/report.h"

static const struct report sample = {
	.id = "splice.vmsplice/anon+memfd:read",
	.seen = {
		.outcome.ret = 4096,
		.pins_acquired = 12,
		.pins_released = 11,
		.seconds = 0.125,
		.reason = "behaves as if it lacked \"mm/gup: x=y\" 100%s",
	},
	.expected.ret = -EFAULT,
	.verdict = V_DRIFT,
	.commit = "8ac268436e6d",
};

static void assert_same(const struct report *a, const struct report *b)
{
	assert_string_equal(a->id, b->id);
	assert_true(outcome_equal(&a->seen.outcome, &b->seen.outcome));
	assert_true(outcome_equal(&a->expected, &b->expected));
	assert_int_equal(a->verdict, b->verdict);
	assert_string_equal(a->commit, b->commit);
	assert_int_equal(a->seen.pins_acquired, b->seen.pins_acquired);
	assert_int_equal(a->seen.pins_released, b->seen.pins_released);
	assert_true(a->seen.seconds == b->seen.seconds);
	assert_string_equal(a->seen.reason, b->seen.reason);
}

static void test_line(void **state)
{
	char line[1024];

	(void)state;
	assert_int_equal(report_write(&sample, line, sizeof(line)), 0);
	assert_string_equal(line,
			    "# pincer: id=splice.vmsplice/anon+memfd:read observed=4096 expected=EFAULT verdict=drift commit=8ac268436e6d pins=12/11 seconds=0.125 length=43 reason=behaves as if it lacked \"mm/gup: x=y\" 100%s");
}

static void test_round_trip(void **state)
{
	struct report r = sample, back;
	char line[1024];
	int v;

	(void)state;
	for (v = 0; v < V_COUNT; v++) {
		r.verdict = v;
		assert_int_equal(report_write(&r, line, sizeof(line)), 0);
		assert_int_equal(report_read(&back, line), 0);
		assert_same(&r, &back);
	}
	r.seen.pins_acquired = -1;
	r.seen.pins_released = -1;
	r.seen.outcome = (struct outcome){ .kind = OUTCOME_NONE };
	strcpy(r.commit, "-");
	strcpy(r.seen.reason, "");
	assert_int_equal(report_write(&r, line, sizeof(line)), 0);
	strcat(line, "\r\n");
	assert_int_equal(report_read(&back, line), 0);
	assert_same(&r, &back);
}

static void fill_word(struct outcome *o, char c)
{
	*o = (struct outcome){ .kind = OUTCOME_WORD };
	memset(o->word, c, sizeof(o->word) - 1);
}

static void test_full_fields(void **state)
{
	struct report r = sample, back;
	char line[1024];

	(void)state;
	memset(r.id, 'i', sizeof(r.id) - 1);
	fill_word(&r.seen.outcome, 'o');
	fill_word(&r.expected, 'e');
	memset(r.commit, 'c', sizeof(r.commit) - 1);
	memset(r.seen.reason, 'r', sizeof(r.seen.reason) - 1);
	assert_int_equal(report_write(&r, line, sizeof(line)), 0);
	assert_int_equal(report_read(&back, line), 0);
	assert_same(&r, &back);
}

static void test_truncated(void **state)
{
	struct report back;
	char line[1024], part[1024];
	size_t i;

	(void)state;
	report_write(&sample, line, sizeof(line));
	for (i = 0; i < strlen(line); i++) {
		snprintf(part, sizeof(part), "%.*s", (int)i, line);
		assert_int_equal(report_read(&back, part), -EINVAL);
		strcat(part, "\n");
		assert_int_equal(report_read(&back, part), -EINVAL);
	}
}

/* What broke off is lost; what is glued to it is a result of its own. */
static void test_glued(void **state)
{
	struct report other = sample, back;
	char line[1024], next[1024], both[2048];
	size_t i;

	(void)state;
	strcpy(other.id, "splice.vmsplice/vvar");
	report_write(&sample, line, sizeof(line));
	report_write(&other, next, sizeof(next));
	for (i = 0; i < strlen(line); i++) {
		snprintf(both, sizeof(both), "%.*s%s", (int)i, line, next);
		assert_int_equal(report_read(&back, both), 0);
		assert_same(&other, &back);
	}
}

static void test_noise(void **state)
{
	static const char *const noise[] = {
		"\033c\033[?7l\033[2J", "[    1.5] nvme0: ", "# pincer",
		"# pincer: # pincer: ", "\xff\xfe", "ok 3 ",
	};
	struct report back;
	char line[1024], noisy[2048];
	size_t i;

	(void)state;
	report_write(&sample, line, sizeof(line));
	for (i = 0; i < ARRAY_SIZE(noise); i++) {
		snprintf(noisy, sizeof(noisy), "%s%s", noise[i], line);
		assert_int_equal(report_read(&back, noisy), 0);
		assert_same(&sample, &back);
	}
}

#define HEAD "# pincer: id=a/b observed=ok expected=ok "
static const char *const hostile[] = {
	"", "\n", "ok 1 a/b", "# pincer: ", "# pincer: end",
	"# pincer: start id=a/b", "# pincer: proof id=a/b text=x",
	"id=a/b observed=ok expected=ok verdict=pass commit=- pins=0/0 seconds=0 length=0 reason=",
	"# pincer: id= observed=ok expected=ok verdict=pass commit=- pins=0/0 seconds=0 length=0 reason=",
	HEAD "verdict=PASS commit=- pins=0/0 seconds=0 length=0 reason=",
	HEAD "verdict=passed commit=- pins=0/0 seconds=0 length=0 reason=",
	HEAD "verdict=pass pins=0/0 seconds=0 length=0 reason=",
	HEAD "verdict=pass commit=0123456789abcdef pins=0/0 seconds=0 length=0 reason=",
	HEAD "verdict=pass commit=- pins=0 seconds=0 length=0 reason=",
	HEAD "verdict=pass commit=- pins=0/ seconds=0 length=0 reason=",
	HEAD "verdict=pass commit=- pins=x/0 seconds=0 length=0 reason=",
	HEAD "verdict=pass commit=- pins=0/0x seconds=0 length=0 reason=",
	HEAD "verdict=pass commit=- pins=99999999999999999999/0 seconds=0 length=0 reason=",
	HEAD "verdict=pass commit=- pins=0/0 seconds=nan length=0 reason=",
	HEAD "verdict=pass commit=- pins=0/0 seconds=-1 length=0 reason=",
	HEAD "verdict=pass commit=- pins=0/0 seconds=0 length=-1 reason=",
	HEAD "verdict=pass commit=- pins=0/0 seconds=0 length= reason=",
	HEAD "verdict=pass commit=- pins=0/0 seconds=0 length=1 reason=",
	HEAD "verdict=pass commit=- pins=0/0 seconds=0 length=0 reason=x",
	HEAD "verdict=pass commit=- pins=0/0 seconds=0 length=99999999999999999999 reason=",
	HEAD "verdict=pass  commit=- pins=0/0 seconds=0 length=0 reason=",
	HEAD "verdict=pass commit=- pins=0/0 seconds=0 reason=",
	HEAD "verdict=pass commit=\033[31m pins=0/0 seconds=0 length=0 reason=",
};

static void test_hostile(void **state)
{
	struct report back, before;
	size_t i;

	(void)state;
	memset(&back, 0x5a, sizeof(back));
	before = back;
	for (i = 0; i < ARRAY_SIZE(hostile); i++) {
		if (report_read(&back, hostile[i]) != -EINVAL)
			fail_msg("was read: %s", hostile[i]);
		assert_memory_equal(&back, &before, sizeof(back));
	}
	assert_int_equal(report_read(&back, HEAD
				     "verdict=pass commit=- pins=0/0 seconds=0 length=0 reason="),
			 0);
}

static void test_overlong(void **state)
{
	static const struct {
		const char *key;
		int most;
	} fields[] = {
		{ "id", CONTRACT_ID_MAX - 1 }, { "observed", OUTCOME_TEXT_MAX - 1 },
		{ "expected", OUTCOME_TEXT_MAX - 1 }, { "commit", 15 },
	};
	static const char format[] =
		"# pincer: id=%.*s observed=%.*s expected=%.*s verdict=pass commit=%.*s pins=0/0 seconds=0 length=0 reason=";
	char x[200], line[1024];
	struct report back;
	int over, w[4], i, j;

	(void)state;
	memset(x, 'x', sizeof(x));
	for (i = 0; i < 4; i++) {
		for (over = 0; over < 2; over++) {
			for (j = 0; j < 4; j++)
				w[j] = j == i ? fields[i].most + over : 1;
			snprintf(line, sizeof(line), format, w[0], x, w[1], x,
				 w[2], x, w[3], x);
			assert_int_equal(report_read(&back, line),
					 over ? -EINVAL : 0);
		}
	}
	for (over = 0; over < 2; over++) {
		snprintf(line, sizeof(line), HEAD
			 "verdict=pass commit=- pins=0/0 seconds=0 length=%d reason=%0*d",
			 255 + over, 255 + over, 0);
		assert_int_equal(report_read(&back, line), over ? -EINVAL : 0);
	}
}

static void test_write_refuses(void **state)
{
	static const char *const bad[] = { "", "a b", "a\n", "\033[m", "\xff" };
	struct report r = sample;
	char line[1024];
	char *const fields[] = {
		r.id, r.seen.outcome.word, r.expected.word, r.commit,
	};
	size_t i, j;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(fields); i++) {
		for (j = 0; j < ARRAY_SIZE(bad); j++) {
			r = sample;
			r.seen.outcome = r.expected = outcome_word("x");
			strcpy(fields[i], bad[j]);
			assert_int_equal(report_write(&r, line, sizeof(line)),
					 -EINVAL);
		}
	}
	r = sample;
	r.verdict = V_COUNT;
	assert_int_equal(report_write(&r, line, sizeof(line)), -EINVAL);
	assert_int_equal(report_write(&sample, line, 100), -ENOSPC);

	/* A reason may hold anything, but it stays on one line. */
	r = sample;
	strcpy(r.seen.reason, "one\ntwo\r\n# pincer: id=x");
	assert_int_equal(report_write(&r, line, sizeof(line)), 0);
	assert_null(strpbrk(line, "\r\n"));
	assert_int_equal(report_read(&r, line), 0);
	assert_string_equal(r.id, sample.id);
	assert_string_equal(r.seen.reason, "one two  # pincer: id=x");
}

static void test_facts(void **state)
{
	struct machine f = { .page_size = 65536, .gup_fast = true }, back;
	char line[256], part[300];
	size_t i;

	(void)state;
	assert_int_equal(machine_write(&f, line, sizeof(line)), 0);
	assert_string_equal(line,
			    "# pincer: facts page_size=65536 gup_fast=1 mem_force=0 p2p_bridge=0");
	snprintf(part, sizeof(part), "\033[2J%s\r\n", line);
	assert_int_equal(machine_read(&back, part), 0);
	assert_int_equal(back.page_size, 65536);
	assert_true(back.gup_fast);
	assert_false(back.mem_force);
	assert_false(back.p2p_bridge);
	for (i = 0; i < strlen(line); i++) {
		snprintf(part, sizeof(part), "%.*s", (int)i, line);
		assert_int_equal(machine_read(&back, part), -EINVAL);
	}
	assert_int_equal(machine_read(&back,
				      "# pincer: facts page_size=0 gup_fast=1 mem_force=1 p2p_bridge=0"),
			 -EINVAL);
	assert_int_equal(machine_read(&back,
				      "# pincer: facts page_size=100 gup_fast=1 mem_force=1 p2p_bridge=0"),
			 -EINVAL);
	assert_int_equal(machine_read(&back,
				      "# pincer: facts page_size=4096 gup_fast=2 mem_force=1 p2p_bridge=0"),
			 -EINVAL);
	assert_int_equal(machine_read(&back,
				      "# pincer: facts page_size=4096 gup_fast=1 mem_force=1 p2p_bridge=00"),
			 -EINVAL);
	assert_int_equal(machine_read(&back,
				      "# pincer: facts page_size=4096 gup_fast=1 p2p_bridge=0"),
			 -EINVAL);
	assert_int_equal(machine_write(&f, line, 20), -ENOSPC);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_full_fields),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_glued),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_overlong),
		cmocka_unit_test(test_write_refuses),
		cmocka_unit_test(test_facts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
