// SPDX-License-Identifier: GPL-2.0
/* The page of all contracts: every one is in it, in tables that are whole. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "report/contracts_page.h"
#include "report/grid.h"

static struct results results;
static char *page;

static int setup(void **state)
{
	size_t size;
	FILE *out = open_memstream(&page, &size);
	int ret;

	(void)state;
	if (!out || results_load(&results, TEST_DATA "/results.json"))
		return -1;
	ret = contracts_page_write(out, &results);
	return fclose(out) ? -1 : ret;
}

static int teardown(void **state)
{
	(void)state;
	results_free(&results);
	free(page);
	return 0;
}

static int bars(const char *line)
{
	int nr = 0;

	for (; *line && *line != '\n'; line++) {
		if (*line == '\\')
			line++;
		else
			nr += *line == '|';
	}
	return nr;
}

static void tables_are_whole(void **state)
{
	const char *line, *above = NULL;
	int tables = 0;

	(void)state;
	for (line = page; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (*line != '|') {
			above = NULL;
			continue;
		}
		if (above && bars(line) != bars(above))
			fail_msg("%.*s", (int)strcspn(line, "\n"), line);
		tables += !above;
		above = line;
	}
	assert_true(tables > 2);
}

/* "io_uring.register/anon" is "anon" below "## io_uring.register". */
static void every_contract_is_named(void **state)
{
	char label[CONTRACT_ID_MAX * 2] = "", heading[CONTRACT_ID_MAX + 8];
	const char *section, *from;
	struct grid g;
	size_t i;
	char *to;

	(void)state;
	assert_int_equal(grid_make(&g, &results, false), 0);
	for (i = 0; i < g.nr_rows; i++) {
		snprintf(heading, sizeof(heading), "\n## %.*s\n",
			 (int)g.rows[i].group, g.rows[i].id);
		for (from = grid_row_label(&g.rows[i]), to = label; *from;
		     *to++ = *from++)
			if (*from == '_')
				*to++ = '\\';
		*to = '\0';
		section = strstr(page, heading);
		if (!section || !strstr(section, label))
			fail_msg("%s", g.rows[i].id);
	}
	grid_free(&g);
}

static void what_is_no_pass_says_so(void **state)
{
	size_t i, nr = 0;
	const char *at = page;

	(void)state;
	for (i = 0; i < results.nr_cells; i++)
		nr += results.cells[i].report.verdict == V_DEFECT;
	if (nr)
		assert_non_null(strstr(at, " *defect*"));
	assert_null(strstr(at, " *pass*"));
	assert_null(strstr(at, " *skip*"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_are_whole),
		cmocka_unit_test(every_contract_is_named),
		cmocka_unit_test(what_is_no_pass_says_so),
	};

	return cmocka_run_group_tests_name("page", tests, setup, teardown);
}
