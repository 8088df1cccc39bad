// SPDX-License-Identifier: GPL-2.0
/* Text for terminals, consoles by contract, and rules over versions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "model/array_size.h"
#include "model/judge.h"
#include "model/judge_contract.h"
#include "report/console.h"
#include "report/rule.h"

static void test_width(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("plain"), 5);
	assert_int_equal(text_width("na\xc3\xafve"), 5);
	assert_int_equal(text_width("\xe6\xbc\xa2"), 2);	/* wide */
	assert_int_equal(text_width("e\xcc\x81"), 1);		/* combining */
	assert_int_equal(text_width("\033[1m"), 4);
	assert_int_equal(text_width("\xff\xc3"), 2);
}

static void test_cut(void **state)
{
	static const struct {
		const char *text;
		int width;
		const char *want;
	} cuts[] = {
		{ "abcdefghij", 10, "abcdefghij" },
		{ "abcdefghij", 9, "abc...hij" },
		{ "abcdefghij", 8, "ab...hij" },
		{ "abcdefghij", 4, "...j" },
		{ "abcdefghij", 3, "abc" },
		{ "abcdefghij", 0, "" },
		{ "tab\there\033[2J", 20, "tab?here?[2J" },
		{ "\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2", 7,
		  "\xe6\xbc\xa2...\xe6\xbc\xa2" },
	};
	char buf[64];
	size_t i;
	int used;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cuts); i++) {
		used = text_cut(buf, sizeof(buf), cuts[i].text, cuts[i].width);
		assert_string_equal(buf, cuts[i].want);
		assert_int_equal(used, text_width(buf));
		assert_true(used <= cuts[i].width);
	}
	/* A small buffer never holds half a character. */
	used = text_cut(buf, 3, "a\xe6\xbc\xa2", 10);
	assert_string_equal(buf, "a");
}

static void wraps(const char *text, int width, int column, int indent,
		  const char *want)
{
	char *got = NULL;
	size_t size;
	FILE *out = open_memstream(&got, &size);

	assert_non_null(out);
	text_wrap(out, text, width, column, indent);
	fclose(out);
	assert_string_equal(got, want);
	free(got);
}

static void test_wrap(void **state)
{
	(void)state;
	wraps("", 10, 0, 0, "");
	wraps("one two", 10, 0, 0, "one two");
	wraps("one two three", 10, 0, 2, "one two\n  three");
	wraps("  one   two ", 10, 0, 0, "one two");
	/* Never within a word, but behind a slash of one that is too long. */
	wraps("abcdefghijkl", 5, 0, 1, "abcdefghijkl");
	wraps("aa abcdefghijkl b", 5, 0, 1, "aa\n abcdefghijkl\n b");
	wraps("in abc/def/ghi.", 8, 0, 1, "in\n abc/\n def/\n ghi.");
	wraps("/ab/cd", 6, 0, 0, "/ab/cd");
	wraps("one two", 8, 4, 4, "one\n    two");
	wraps("one", 5, 4, 2, "\n  one");
}

static void test_nearest(void **state)
{
	static const char *const names[] = {
		"bullseye", "bookworm", "trixie", "sid", "experimental",
	};
	char buf[64];

	(void)state;
	assert_int_equal(text_distance("kitten", "sitting"), 3);
	assert_int_equal(text_distance("", "abc"), 3);
	assert_int_equal(text_distance("abc", ""), 3);
	text_nearest("bokworm", names, 5, buf, sizeof(buf));
	assert_string_equal(buf, "bookworm");
	text_nearest("mental", names, 5, buf, sizeof(buf));
	assert_string_equal(buf, "experimental");
	text_nearest("si", names, 5, buf, sizeof(buf));
	assert_string_equal(buf, "sid");
	/* What nobody can have meant is not offered. */
	text_nearest("nonsense", names, 5, buf, sizeof(buf));
	assert_string_equal(buf, "");
	text_nearest("x", names, 0, buf, sizeof(buf));
	assert_string_equal(buf, "");
	text_nearest("bokworm", names, 5, buf, 5);
	assert_string_equal(buf, "book");
}

static void test_console(void **state)
{
	static const char log[] =
		"SeaBIOS\r\n"
		"[    1.0] pincer: the above came during x/y\r\n"
		"[    1.1] WARNING: \033[31mof a/b\r\n"
		"[    1.2] its trace\r\n"
		"[    1.3] pincer: the above came during a/b\r\n"
		"[    1.4] of a/b2\r\n"
		"[    1.5] pincer: the above came during a/b2\r\n"
		"a second time\n"
		"pincer: the above came during a/b\n"
		"the end";
	static const char want[] =
		"  [    1.1] WARNING: ?[31mof a/b\n"
		"  [    1.2] its trace\n"
		"  a second time\n";
	char path[] = "/tmp/pincer-test.XXXXXX", *got = NULL;
	int fd = mkstemp(path);
	size_t size;
	FILE *out;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, log, strlen(log)), strlen(log));
	close(fd);
	out = open_memstream(&got, &size);
	assert_int_equal(console_print(path, "a/b", out), 3);
	assert_int_equal(console_print(path, "a", out), 0);
	fclose(out);
	assert_string_equal(got, want);
	free(got);
	unlink(path);
	assert_int_equal(console_print(path, "a/b", stdout), -ENOENT);
}

/* Versions come in their order: "... from 5.14; ... from 6.3". */
static void assert_ascending(const char *rule)
{
	unsigned int major, minor, before = 0;

	while ((rule = strstr(rule, " from "))) {
		rule += strlen(" from ");
		assert_int_equal(sscanf(rule, "%u.%u", &major, &minor), 2);
		assert_true(major * 1000 + minor >= before);
		before = major * 1000 + minor;
	}
}

/* The rule is the specification's, looked up in the versions it names. */
static void test_rule(void **state)
{
	const struct machine machine = rule_machine();
	const struct contract *all;
	char first[OUTCOME_TEXT_MAX];
	struct contract_judgement cj;
	struct outcome outcome;
	struct history oldest = { 0 };
	struct rule rule;
	int changing = 0;
	size_t nr, i;

	(void)state;
	all = contracts(&nr);
	for (i = 0; i < nr; i++) {
		rule_of(&all[i], &machine, &rule);
		outcome = contract_expect(&all[i], &oldest, &machine);
		outcome_write(&outcome, first);
		assert_memory_equal(rule.text, first, strlen(first));
		judge_contract(&all[i], &outcome, &oldest, &machine, &cj);
		assert_int_equal(!strncmp(rule.text + strlen(first),
					  " (a defect: ", 12),
				 cj.j.verdict == V_DEFECT);
		assert_ascending(rule.text);
		/* What changes with a version cites a commit. */
		if (strstr(rule.text, " from ")) {
			assert_true(rule.nr_cites > 0);
			changing++;
		}
	}
	assert_true(changing > 10);
	rule_of(contract_find("io_uring.register/memfd+memfd2"), &machine, &rule);
	/* A backport must not look like a contradiction. */
	assert_non_null(strstr(rule.text, "; ok from 5.14 (stable: 5.10.162); "
			       "EINVAL from 6.3 (stable: 5.10.173 5.15.99 "
			       "6.1.16); ok from 6.4"));
}

static int set_locale(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_console),
		cmocka_unit_test(test_rule),
	};

	return cmocka_run_group_tests(tests, set_locale, NULL);
}
