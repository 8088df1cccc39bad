// SPDX-License-Identifier: GPL-2.0
/* The matrix: against golden files, and at every width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "model/array_size.h"
#include "report/grid.h"
#include "report/matrix.h"
#include "golden.h"

#ifndef TEST_DATA
#define TEST_DATA "harness/tests/data"
#endif

static char *print(struct results *r, const struct matrix_options *o)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	matrix_print(r, out, o);
	fclose(out);
	return text;
}

static void golden(struct results *r, const char *name,
		   const struct matrix_options *o)
{
	char file[64], *text = print(r, o);

	snprintf(file, sizeof(file), "matrix-%s.txt", name);
	golden_check(file, text);
	free(text);
}

static void test_golden(void **state)
{
	static const struct {
		const char *name;
		struct matrix_options o;
	} texts[] = {
		{ "50", { 50, COLOUR_NEVER, false, false } },
		{ "80", { 80, COLOUR_NEVER, false, false } },
		{ "80-all", { 80, COLOUR_NEVER, true, false } },
		{ "80-strict", { 80, COLOUR_NEVER, false, true } },
		{ "80-colour", { 80, COLOUR_ALWAYS, false, false } },
		{ "132", { 132, COLOUR_NEVER, false, false } },
		{ "132-colour", { 132, COLOUR_ALWAYS, false, false } },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(texts); i++)
		golden(*state, texts[i].name, &texts[i].o);
}

/* Each line by itself, without its newline. */
static void each_line(char *text, void (*check)(const char *line, long what),
		      long what)
{
	char *line, *rest = text;

	while ((line = strsep(&rest, "\n")) && rest)
		check(line, what);
}

static void no_wider(const char *line, long width)
{
	const char *word = line + strspn(line, " ");

	/* A word, the totals and a command to paste cannot be broken. */
	if (text_width(line) > width && strpbrk(word, " /") &&
	    !strstr(line, " passed, ") && !strstr(line, " pincer show ") &&
	    !strstr(line, " pincer run "))
		fail_msg("wider than %ld: \"%s\"", width, line);
	if (*line && line[strlen(line) - 1] == ' ')
		fail_msg("blank at the end: \"%s\"", line);
}

static void test_width(void **state)
{
	struct matrix_options o = { .colour = COLOUR_NEVER };
	char *text;

	for (o.width = 1; o.width < 250; o.width++) {
		for (o.all = false;; o.all = true) {
			text = print(*state, &o);
			each_line(text, no_wider, o.width < 30 ? 30 : o.width);
			free(text);
			if (o.all)
				break;
		}
	}
}

static void test_columns(void **state)
{
	struct matrix_options o = { .colour = COLOUR_NEVER, .width = 100 };
	char *text, *asked;

	text = print(*state, &o);
	o.width = 0;
	setenv("COLUMNS", "100", 1);
	asked = print(*state, &o);
	assert_string_equal(text, asked);
	free(text);
	free(asked);

	/* No terminal, and nothing sensible said. */
	setenv("COLUMNS", "wide", 1);
	asked = print(*state, &o);
	unsetenv("COLUMNS");
	o.width = 80;
	text = print(*state, &o);
	assert_string_equal(text, asked);
	free(text);
	free(asked);
}

/* A file is no terminal, whatever the environment says. */
static void test_no_colour(void **state)
{
	struct matrix_options o = { .width = 80 };
	char *text = print(*state, &o);

	assert_null(strchr(text, '\033'));
	free(text);
}

/* What a small matrix looks like on a terminal. */
static void on_terminal(char *text, size_t size)
{
	const struct matrix_options o = { .width = 80 };
	struct results r = { .nr_cells = 0 };
	int terminal = posix_openpt(O_RDWR | O_NOCTTY);
	FILE *out;
	ssize_t n;

	assert_true(terminal >= 0 && !grantpt(terminal) &&
		    !unlockpt(terminal));
	out = fopen(ptsname(terminal), "we");
	assert_non_null(out);
	assert_non_null(results_add_kernel(&r, "kernel"));
	/* In one piece, to be read as one. */
	setvbuf(out, NULL, _IOFBF, size);
	matrix_print(&r, out, &o);
	n = read(terminal, text, size - 1);
	assert_true(n > 0);
	text[n] = '\0';
	results_free(&r);
	fclose(out);
	close(terminal);
}

static void test_terminal(void **state)
{
	char text[4096];

	(void)state;
	unsetenv("NO_COLOR");
	setenv("TERM", "xterm", 1);
	on_terminal(text, sizeof(text));
	assert_non_null(strchr(text, '\033'));
	setenv("TERM", "dumb", 1);
	on_terminal(text, sizeof(text));
	assert_null(strchr(text, '\033'));
	setenv("TERM", "xterm", 1);
	setenv("NO_COLOR", "1", 1);
	on_terminal(text, sizeof(text));
	assert_null(strchr(text, '\033'));
	unsetenv("NO_COLOR");
}

static const char *last_line(char *text)
{
	char *end = text + strlen(text) - 1;

	assert_int_equal(*end, '\n');
	*end = '\0';
	return strrchr(text, '\n') ? strrchr(text, '\n') + 1 : text;
}

/* The totals are those of the cells, counted here once more. */
static void test_totals(void **state)
{
	struct matrix_options o = { .colour = COLOUR_NEVER, .width = 80 };
	const struct results *r = *state;
	size_t n[V_COUNT] = { 0 }, i;
	char want[100], *text;

	for (i = 0; i < r->nr_cells; i++)
		n[r->cells[i].report.verdict]++;
	assert_true(n[V_DEFECT] && n[V_DRIFT] && n[V_FAIL] && n[V_ERROR]);
	for (i = 0; i < 2; i++) {
		o.strict = i;
		text = print(*state, &o);
		snprintf(want, sizeof(want),
			 "%zu passed, %zu failed, %zu skipped",
			 n[V_PASS] + (i ? 0 : n[V_DEFECT]),
			 n[V_DRIFT] + n[V_FAIL] + n[V_ERROR] +
			 (i ? n[V_DEFECT] : 0), n[V_SKIP]);
		assert_string_equal(last_line(text), want);
		free(text);
	}
}

static void test_empty(void **state)
{
	struct matrix_options o = { .colour = COLOUR_NEVER, .width = 80 };
	struct results r = { .nr_cells = 0 };
	char *text = print(&r, &o);

	(void)state;
	assert_string_equal(last_line(text), "0 passed, 0 failed, 0 skipped");
	free(text);
}

/* The catalogue's order, whatever order they ran in; the unknown come last. */
static void test_order(void **state)
{
	struct results r = { .nr_cells = 0 };
	const struct contract *all;
	const char *ids[4], *want[4];
	struct grid g;
	size_t nr, i;

	(void)state;
	all = contracts(&nr);
	assert_true(nr > 3);
	want[0] = all[0].id;
	want[1] = all[1].id;
	want[2] = all[nr - 1].id;
	want[3] = "a.unknown/one";
	ids[0] = want[3];
	ids[1] = want[2];
	ids[2] = want[0];
	ids[3] = want[1];
	assert_non_null(results_add_kernel(&r, "k"));
	for (i = 0; i < 4; i++)
		strcpy(results_add_cell(&r, 0)->report.id, ids[i]);
	assert_int_equal(grid_make(&g, &r, false), 0);
	assert_int_equal(g.nr_rows, 4);
	for (i = 0; i < 4; i++)
		assert_string_equal(g.rows[i].id, want[i]);
	grid_free(&g);
	results_free(&r);
}

/* A scenario stands below the door that it is about, not in a second place. */
static void test_groups(void **state)
{
	static const char *const ids[] = {
		"splice.vmsplice.gift/anon_ro", "splice.vmsplice.never_pins",
		"splice.vmsplice/anon",
	};
	struct results r = { .nr_cells = 0 };
	struct grid g;
	size_t i;

	(void)state;
	assert_non_null(results_add_kernel(&r, "k"));
	for (i = 0; i < 3; i++)
		strcpy(results_add_cell(&r, 0)->report.id, ids[i]);
	assert_int_equal(grid_make(&g, &r, false), 0);
	assert_string_equal(g.rows[0].id, ids[2]);
	assert_string_equal(g.rows[1].id, ids[1]);
	assert_int_equal(grid_group_end(&g, 0), 2);
	grid_free(&g);
	results_free(&r);
}

/* What two kernels showed, and whether that tells */
static const struct {
	enum verdict verdict[2];
	const char *observed[2];
	bool tells;
} pairs[] = {
	{ { V_PASS, V_PASS }, { "ok", "ok" }, false },
	{ { V_PASS, V_PASS }, { "ok", "EFAULT" }, true },
	{ { V_PASS, V_SKIP }, { "ok", "-" }, true },
	{ { V_SKIP, V_SKIP }, { "-", "-" }, false },
	{ { V_PASS, V_DEFECT }, { "ok", "ok" }, true },
	{ { V_DRIFT, V_DRIFT }, { "ok", "ok" }, true },
	{ { V_FAIL, V_FAIL }, { "-", "-" }, true },
	{ { V_ERROR, V_ERROR }, { "-", "-" }, true },
	{ { V_PASS, V_PASS }, { "ok", NULL }, true },
	{ { V_PASS, V_PASS }, { NULL, "ok" }, true },
};

static void test_tells(void **state)
{
	struct matrix_options o = { .colour = COLOUR_NEVER, .width = 80 };
	struct cell *c;
	struct grid g;
	char *text;
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(pairs); i++) {
		struct results r = { .nr_cells = 0 };

		results_add_kernel(&r, "one");
		results_add_kernel(&r, "two");
		for (k = 0; k < 2; k++) {
			if (!pairs[i].observed[k])
				continue;
			c = results_add_cell(&r, k);
			strcpy(c->report.id, "a.door/layout");
			c->report.seen.outcome =
				outcome_read(pairs[i].observed[k]);
			c->report.verdict = pairs[i].verdict[k];
		}
		assert_int_equal(grid_make(&g, &r, false), 0);
		assert_int_equal(grid_row_notable(&g, &g.rows[0]),
				 pairs[i].tells);
		grid_free(&g);
		text = print(&r, &o);
		assert_int_equal(!!strstr(text, "  layout"), pairs[i].tells);
		assert_int_equal(!!strstr(text, ". no result"),
				 r.nr_cells != 2);
		free(text);
		results_free(&r);
	}
}

static int load(void **state)
{
	static struct results r;

	/* Widths of characters other than ASCII depend on it. */
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		return -1;
	unsetenv("COLUMNS");
	*state = &r;
	return results_load(&r, TEST_DATA "/results.json");
}

static int unload(void **state)
{
	results_free(*state);
	return 0;
}

/* What did not come back in a fresh guest is told apart, and fails --strict. */
static void test_gone(void **state)
{
	struct matrix_options o = { .colour = COLOUR_NEVER, .width = 80 };
	struct results gone = { .nr_cells = 0 };
	struct cell *c;
	char *text;

	(void)state;
	assert_non_null(results_add_kernel(&gone, "sid"));
	c = results_add_cell(&gone, 0);
	assert_non_null(c);
	report_init(&c->report, "io_uring.register/anon", V_FAIL);
	c->tries = 2;
	c->bad = 1;
	text = print(&gone, &o);
	assert_non_null(strstr(text, "1 of 2!"));
	assert_non_null(strstr(text, "\n1 did not come back in a fresh guest"));
	assert_non_null(strstr(text, "\n0 passed, 0 failed, 0 skipped\n"));
	free(text);
	o.strict = true;
	text = print(&gone, &o);
	assert_non_null(strstr(text, "\n0 passed, 1 failed, 0 skipped\n"));
	free(text);
	assert_false(cell_bad(c, false));
	assert_true(cell_bad(c, true));
	c->bad = 2;
	assert_true(cell_bad(c, false));
	results_free(&gone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_gone),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_no_colour),
		cmocka_unit_test(test_terminal),
		cmocka_unit_test(test_totals),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_tells),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
