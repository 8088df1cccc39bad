// SPDX-License-Identifier: GPL-2.0
/* What the subcommands print and write, each against a golden file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"
#include "cmd/bench_table.h"
#include "cmd/cmd.h"
#include "report/contracts_page.h"
#include "results/results.h"
#include "golden.h"
#include "scratch.h"

#define RESULTS TEST_DATA "/golden-results.json"
#define ARGV(...) ((char *[]){ __VA_ARGS__, NULL })

static int setup(void **state)
{
	/* The matrix of pincer judge must not depend on the terminal. */
	unsetenv("COLUMNS");
	return scratch_setup(state);
}

static void test_results(void **state)
{
	struct results r;
	char *text;

	(void)state;
	assert_int_equal(results_load(&r, RESULTS), 0);
	assert_int_equal(results_save(&r, scratch_path("r.json")), 0);
	assert_int_equal(file_read(scratch_path("r.json"), &text, NULL), 0);
	golden_check("results-saved.json", text);
	free(text);
	results_free(&r);
}

static void test_show(void **state)
{
	(void)state;
	golden_command("show-contract.txt", STATUS_GOOD, cmd_show,
		       ARGV("show", "bookworm", "io_uring.register/ext4_shared",
			    "--json", RESULTS));
	golden_command("show-claim.txt", STATUS_GOOD, cmd_show,
		       ARGV("show", "sid", "iov_iter.copy.kvec",
			    "--json", RESULTS));
	golden_command("show-upstream.txt", STATUS_GOOD, cmd_show,
		       ARGV("show", "sid", "upstream/mm:cow",
			    "--json", RESULTS));
}

static void test_contracts(void **state)
{
	(void)state;
	golden_command("contracts.txt", STATUS_GOOD, cmd_contracts,
		       ARGV("contracts", "io_uring.register/*_shared"));
	golden_command("contracts-suite.txt", STATUS_GOOD, cmd_contracts,
		       ARGV("contracts", "kunit.shape"));
}

/* Of the commits, which grow with the history, only the heading. */
static void test_contracts_page(void **state)
{
	struct results r;
	char *text = NULL, *commits;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	assert_non_null(out);
	assert_int_equal(results_load(&r, RESULTS), 0);
	assert_int_equal(contracts_page_write(out, &r), 0);
	assert_int_equal(fclose(out), 0);
	commits = strstr(text, "\n## Commits\n\n- ");
	assert_non_null(commits);
	strcpy(commits, "\n## Commits\n");
	golden_check("contracts-page.md", text);
	results_free(&r);
	free(text);
}

static void test_list(void **state)
{
	char dir[PATH_MAX];

	(void)state;
	scratch_text("kernels/one.ini",
		     "origin = debian-image\nsuite = trixie\norder = 1\n");
	scratch_text("kernels/vendor.ini", "origin = image\npath = /dev/null\n"
		     "version = 6.1.99\norder = 2\n");
	assert_int_equal(path_format(dir, "%s", scratch_path("kernels")), 0);
	setenv("PINCER_KERNELS", dir, 1);
	golden_command("list.txt", STATUS_GOOD, cmd_list, ARGV("list"));
	unsetenv("PINCER_KERNELS");
}

static void test_judge(void **state)
{
	(void)state;
	golden_command("judge.txt", STATUS_BAD, cmd_judge,
		       ARGV("judge", RESULTS));
	golden_command("judge-with.txt", STATUS_BAD, cmd_judge,
		       ARGV("judge", RESULTS, "--kernel", "bookworm", "--with",
			    "8ac268436e6d", "--all"));
}

static void test_bench(void **state)
{
	static const struct bench_row rows[] = {
		{ "bookworm", 2.5, 10.25 }, { "trixie", 0, 12.75 },
		{ "all at once", 3, 21.5 },
	};
	FILE *out = golden_open();

	(void)state;
	bench_table_print(out, rows, 2, 2);
	golden_close(out, "bench.txt");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_results),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_contracts),
		cmocka_unit_test(test_contracts_page),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_judge),
		cmocka_unit_test(test_bench),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
