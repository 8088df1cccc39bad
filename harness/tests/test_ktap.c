// SPDX-License-Identifier: GPL-2.0
/* KTAP: nested or flat, in pieces, through noise, cut off and hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/array_size.h"
#include "parse/ktap.h"

static void test_result_lines(void **state)
{
	static const struct {
		const char *line;
		bool ok;
		enum ktap_directive directive;
		unsigned long number;
		const char *name;
	} lines[] = {
		{ "ok 1 name", true, KTAP_NONE, 1, "name" },
		{ "ok 1 - name", true, KTAP_NONE, 1, "name" },
		{ "ok", true, KTAP_NONE, 0, "" },
		{ "not ok 12 a/b:c # why", false, KTAP_NONE, 12, "a/b:c" },
		{ "ok 2 n # SKIP no such thing", true, KTAP_SKIP, 2, "n" },
		{ "ok 2 n # XFAIL x", true, KTAP_XFAIL, 2, "n" },
		{ "not ok 3 n # TODO", false, KTAP_TODO, 3, "n" },
		{ "not ok 3 n # error x", false, KTAP_ERROR, 3, "n" },
		{ "not ok 1 selftests: mm: x # TIMEOUT 45 seconds", false,
		  KTAP_ERROR, 1, "selftests: mm: x" },
		{ "    ok 4 case\r", true, KTAP_NONE, 4, "case" },
		{ "[    1.250576] ok 1 name", true, KTAP_NONE, 1, "name" },
		{ "[    1.250576]     ok 1 case", true, KTAP_NONE, 1, "case" },
		{ "\033c\033[?7l\033[2J\033[0mok 1 name", true, KTAP_NONE, 1,
		  "name" },
	};
	struct ktap_line l;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		ktap_line_read(&l, lines[i].line);
		assert_int_equal(l.kind, KTAP_RESULT);
		assert_int_equal(l.ok, lines[i].ok);
		assert_int_equal(l.directive, lines[i].directive);
		assert_int_equal(l.number, lines[i].number);
		assert_string_equal(l.name, lines[i].name);
	}
}

static void test_other_lines(void **state)
{
	static const struct {
		const char *line;
		enum ktap_kind kind;
	} lines[] = {
		{ "TAP version 13", KTAP_VERSION },
		{ "    KTAP version 1", KTAP_VERSION },
		{ "noise \033[2JTAP version 13", KTAP_VERSION },
		{ "1..771", KTAP_PLAN },
		{ "    1..2\r", KTAP_PLAN },
		{ "1..0 # SKIP nothing here", KTAP_PLAN },
		{ "1..99999999999999999999", KTAP_OTHER },
		{ "1..-3", KTAP_OTHER },
		{ "1..3x", KTAP_OTHER },
		{ "# pincer: end", KTAP_DIAGNOSTIC },
		{ "Bail out! no root", KTAP_BAIL },
		{ "okay 1 name", KTAP_OTHER },
		{ "this is ok 1 name", KTAP_OTHER },
		{ "not okay", KTAP_OTHER },
		{ "ok 1name", KTAP_OTHER },
		{ "ok 9999999999999999 name", KTAP_OTHER },
		{ "", KTAP_OTHER },
		{ "\033", KTAP_OTHER },
		{ "\033[", KTAP_OTHER },
		{ "[    1.2", KTAP_OTHER },
	};
	struct ktap_line l;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		ktap_line_read(&l, lines[i].line);
		assert_int_equal(l.kind, lines[i].kind);
	}
}

/* A cut name would be another test's. */
static void test_long_name(void **state)
{
	char line[2 * KTAP_NAME_MAX + 16];
	struct ktap_line l;

	(void)state;
	memset(line, 'x', sizeof(line));
	memcpy(line, "ok 1 ", 5);
	line[sizeof(line) - 1] = '\0';
	ktap_line_read(&l, line);
	assert_int_equal(l.kind, KTAP_OTHER);
	line[5 + KTAP_NAME_MAX - 1] = '\0';
	ktap_line_read(&l, line);
	assert_int_equal(l.kind, KTAP_RESULT);
}

static struct ktap_count count(const char *text, size_t size, size_t piece)
{
	struct ktap k = { .line = NULL };
	size_t at;

	for (at = 0; at < size; at += piece)
		ktap_feed(&k, text + at, size - at < piece ? size - at : piece);
	ktap_end(&k);
	return k.count;
}

static void check(const char *text, unsigned long passed, unsigned long failed,
		  unsigned long skipped, unsigned long expected,
		  unsigned long missing)
{
	static const size_t pieces[] = { 1, 7, 1 << 20 };
	struct ktap_count c;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(pieces); i++) {
		c = count(text, strlen(text), pieces[i]);
		assert_int_equal(c.passed, passed);
		assert_int_equal(c.failed, failed);
		assert_int_equal(c.skipped, skipped);
		assert_int_equal(c.expected, expected);
		assert_int_equal(c.missing, missing);
	}
}

static void test_flat(void **state)
{
	(void)state;
	check("TAP version 13\r\n1..4\r\nok 1 a\r\nnot ok 2 b\r\n"
	      "ok 3 c # SKIP d\r\nnot ok 4 e # XFAIL f\r\n", 1, 1, 1, 1, 0);
}

static const char kunit[] =
	"KTAP version 1\n1..2\n"
	"    KTAP version 1\n    # Subtest: first\n    1..2\n"
	"    # noise\n    ok 1 a\n    not ok 2 b\nnot ok 1 first\n"
	"    KTAP version 1\n    # Subtest: second\n    1..1\n"
	"        KTAP version 1\n        # Subtest: deep\n"
	"        ok 1 x=1\n        ok 2 x=2\n        1..2\n"
	"    ok 1 deep\nok 2 second\n";

static void test_nested(void **state)
{
	(void)state;
	check(kunit, 3, 1, 0, 0, 0);
	/* A suite may fail by itself: what its parts do not show counts. */
	check("1..1\n    1..1\n    ok 1 a\nnot ok 1 suite\n", 1, 1, 0, 0, 0);
	/* The same levels, by two columns, as kselftest indents. */
	check("1..1\n  1..2\n  ok 1 a\nok 1 suite\n", 1, 0, 0, 0, 1);
}

static void test_missing(void **state)
{
	(void)state;
	check("1..3\nok 1 a\n", 1, 0, 0, 0, 2);
	check("1..2\nok 1 a\nBail out! b\nok 2 c\n", 2, 0, 0, 0, 1);
	check("ok 1 a\nok 2 b\n", 2, 0, 0, 0, 1);
	check("", 0, 0, 0, 0, 1);
	/* Half a line is no line: the rest may have said SKIP. */
	check("1..2\nok 1 a\nok 2 b", 1, 0, 0, 0, 1);
	/* One program after another. */
	check("1..2\nok 1 a\n1..1\nok 1 b\n", 2, 0, 0, 0, 1);
}

/* Wherever it is cut, what is missing is never made up for. */
static void test_truncated(void **state)
{
	struct ktap_count c;
	size_t size;

	(void)state;
	for (size = 0; size < strlen(kunit); size++) {
		c = count(kunit, size, 5);
		assert_true(c.missing >= 1);
		assert_true(c.passed <= 3);
	}
}

static void test_overlong(void **state)
{
	const size_t size = 3 * KTAP_LINE_MAX;
	char *text = malloc(size);
	struct ktap_count c;

	(void)state;
	memset(text, ' ', size);
	memcpy(text, "1..1\nok 1 a", 11);
	text[size - 1] = '\n';
	c = count(text, size, 1000);
	assert_int_equal(c.passed, 0);
	assert_int_equal(c.missing, 1);
	free(text);
}

/* Every byte there is, in any order. */
static void test_hostile(void **state)
{
	static const char alphabet[] = "ok not#1.. \n\033[\0\xff%s";
	unsigned int seed = 1;
	char text[4096];
	size_t i, round;

	(void)state;
	for (round = 0; round < 200; round++) {
		for (i = 0; i < sizeof(text); i++) {
			seed = seed * 1103515245 + 12345;
			text[i] = alphabet[(seed >> 16) % sizeof(alphabet)];
		}
		count(text, sizeof(text), 97);
	}
	/* A NUL must not hide that this was skipped. */
	memcpy(text, "1..1\nok 1 a\0# SKIP b\n", 21);
	assert_int_equal(count(text, 21, 3).passed, 0);
}

/* Deeper than is followed. */
static void test_deep(void **state)
{
	char text[8192] = "";
	size_t at = 0;
	int i;

	(void)state;
	for (i = 0; i < 40; i++)
		at += snprintf(text + at, sizeof(text) - at, "%*s%s\n", i, "",
			       "ok 1 a");
	assert_true(count(text, at, at).missing >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_result_lines),
		cmocka_unit_test(test_other_lines),
		cmocka_unit_test(test_long_name),
		cmocka_unit_test(test_flat),
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_overlong),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_deep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
