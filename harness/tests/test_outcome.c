// SPDX-License-Identifier: GPL-2.0
/* Outcomes as text, and back. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "model/array_size.h"
#include "model/outcome.h"

/* More than any kernel or architecture has. */
#define ERRNO_MAX 4095
#define SIGNAL_MAX 128

#define ALL_FLAWS (FLAW(STAYS) | FLAW(DATA) | FLAW(MODEL) |	\
		   FLAW(SURROUNDINGS) | FLAW(PINS) |		\
		   FLAW(HUGE_PAGES) | FLAW(WARNING) | FLAW(TAINT))

static void comes_back(const struct outcome *o)
{
	char text[OUTCOME_TEXT_MAX];
	struct outcome again;

	outcome_write(o, text);
	again = outcome_read(text);
	if (!outcome_equal(o, &again))
		fail_msg("kind %d, ret %ld, flaws %#x, word \"%s\": read as %d, %ld, %#x, \"%s\" from %s",
			 o->kind, o->ret, o->flaws, o->word, again.kind,
			 again.ret, again.flaws, again.word, text);
}

static void comes_back_with_each_flaw(struct outcome o)
{
	for (o.flaws = 0; o.flaws <= ALL_FLAWS; o.flaws++)
		comes_back(&o);
}

static void outcomes_come_back(void **state)
{
	static const enum outcome_kind plain[] = {
		OUTCOME_OK, OUTCOME_NONE, OUTCOME_TIMEOUT, OUTCOME_PANIC,
		OUTCOME_HANG, OUTCOME_POWEROFF,
	};
	static const long lengths[] = {
		0, 1, 512, 4096, 65536, INT32_MAX, INT64_MAX,
	};
	size_t i;
	long n;

	(void)state;
	assert_int_equal(ALL_FLAWS, (1U << FLAWS) - 1);
	for (i = 0; i < ARRAY_SIZE(plain); i++)
		comes_back_with_each_flaw((struct outcome){ .kind = plain[i] });
	for (i = 0; i < ARRAY_SIZE(lengths); i++)
		comes_back_with_each_flaw(outcome_returned(lengths[i], false));
	for (n = 1; n <= ERRNO_MAX; n++)
		comes_back_with_each_flaw(outcome_returned(-n, n % 2));
	for (n = 1; n <= SIGNAL_MAX; n++)
		comes_back_with_each_flaw((struct outcome){
			.kind = OUTCOME_SIGNAL, .ret = n });
}

static void outcomes_have_one_text(void **state)
{
	static const struct {
		struct outcome outcome;
		const char *text;
	} table[] = {
		{ { .kind = OUTCOME_OK }, "ok" },
		{ { .kind = OUTCOME_NONE }, "-" },
		{ { .kind = OUTCOME_TIMEOUT }, "timeout" },
		{ { .kind = OUTCOME_PANIC }, "panic" },
		{ { .kind = OUTCOME_HANG, .flaws = FLAW(STAYS) }, "hang!stays" },
		{ { .kind = OUTCOME_POWEROFF }, "poweroff" },
		{ { .kind = OUTCOME_SIGNAL, .ret = SIGBUS }, "SIGBUS" },
		{ { .kind = OUTCOME_SIGNAL, .ret = 64 }, "signal=64" },
		{ { .ret = 0 }, "0" },
		{ { .ret = 4096, .flaws = FLAW(DATA) }, "4096!data" },
		{ { .ret = -14, .flaws = FLAW(TAINT) | FLAW(PINS) },
		  "EFAULT!pins!taint" },
		{ { .ret = -4095 }, "errno=4095" },
		{ { .kind = OUTCOME_OK, .flaws = ALL_FLAWS },
		  "ok!stays!data!model!surroundings!pins!hugepages!warning!taint" },
		{ { .kind = OUTCOME_WORD, .word = "2.5p" }, "2.5p" },
	};
	char text[OUTCOME_TEXT_MAX];
	struct outcome o;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		outcome_write(&table[i].outcome, text);
		assert_string_equal(text, table[i].text);
		o = outcome_read(text);
		assert_true(outcome_equal(&o, &table[i].outcome));
	}
	o = outcome_returned(0, true);
	assert_int_equal(o.kind, OUTCOME_OK);
	o = outcome_returned(0, false);
	assert_int_equal(o.kind, OUTCOME_RETURNED);
	o = outcome_returned(4096, true);
	assert_int_equal(o.kind, OUTCOME_RETURNED);
}

/* Each field counts. */
static void outcomes_differ(void **state)
{
	const struct outcome o = { .ret = 1 }, others[] = {
		{ .ret = 2 }, { .ret = 1, .flaws = FLAW(DATA) },
		{ .ret = 1, .kind = OUTCOME_SIGNAL }, { .ret = 1, .word = "x" },
	};
	size_t i;

	(void)state;
	assert_true(outcome_equal(&o, &o));
	for (i = 0; i < ARRAY_SIZE(others); i++)
		assert_false(outcome_equal(&o, &others[i]));
}

static enum outcome_kind text_comes_back(const char *text)
{
	const struct outcome o = outcome_read(text);
	char again[OUTCOME_TEXT_MAX];

	outcome_write(&o, again);
	assert_string_equal(text, again);
	comes_back(&o);
	return o.kind;
}

/* What outcome_write() would write in another way, or not at all. */
static void odd_texts_are_words(void **state)
{
	static const char *const words[] = {
		"", "!", "!!", "!pins", "4p", "2.5p@1p", "+3-3", "4096 ",
		" 4096", "007", "-0", "+1", "0x10", "-4096", "-14", "1e3",
		"99999999999999999999", "nonsense", "OK", "Efault", "EFAULT ",
		"ok!nonsense", "ok!", "ok!pin", "ok!Pins", "ok!pins!",
		"ok!pins!data", "ok!pins!pins", "4p!pins", "errno", "errno=",
		"errno=0", "errno=14", "errno=-14", "errno=007", "errno=40x",
		"signal=7", "signal=0", "SIGBUS!word", "-!-", "--",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (text_comes_back(words[i]) != OUTCOME_WORD)
			fail_msg("\"%s\" is read as no word", words[i]);
	assert_int_equal(text_comes_back("0"), OUTCOME_RETURNED);
	assert_int_equal(text_comes_back("ok!data!pins"), OUTCOME_OK);
}

/* Cut to what fits, and then the same for ever. */
static void long_texts_are_cut(void **state)
{
	char text[2 * OUTCOME_TEXT_MAX], cut[OUTCOME_TEXT_MAX];
	static const char *const ends[] = { "", "!pins", "EFAULT!taint" };
	struct outcome o;
	size_t i, length;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(ends); i++) {
		for (length = 1; length < OUTCOME_TEXT_MAX + 16; length++) {
			snprintf(text, sizeof(text), "%0*d%s", (int)length, 1,
				 ends[i]);
			o = outcome_read(text);
			comes_back(&o);
			outcome_write(&o, cut);
			text[OUTCOME_TEXT_MAX - 1] = '\0';
			assert_string_equal(cut, text);
		}
	}
}

static void observations_come_back(void **state)
{
	FILE *file = fopen(TEST_DATA "/observations.txt", "re");
	char line[1024], *word, *rest;
	size_t nr = 0, words = 0;

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		if (*line == '#')
			continue;
		strtok_r(line, " \n", &rest);
		while ((word = strtok_r(NULL, " \n", &rest))) {
			words += text_comes_back(word) == OUTCOME_WORD;
			nr++;
		}
	}
	fclose(file);
	assert_true(nr > 20000);
	assert_int_equal(words, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(outcomes_come_back),
		cmocka_unit_test(outcomes_have_one_text),
		cmocka_unit_test(outcomes_differ),
		cmocka_unit_test(odd_texts_are_words),
		cmocka_unit_test(long_texts_are_cut),
		cmocka_unit_test(observations_come_back),
	};

	return cmocka_run_group_tests_name("outcome", tests, NULL, NULL);
}
