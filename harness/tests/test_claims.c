// SPDX-License-Identifier: GPL-2.0
/* What a KUnit suite claims, in the matrix and judged once more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/array_size.h"
#include "report/matrix.h"
#include "results/results.h"

static const struct claimed {
	size_t kernel;
	const char *id, *observed;
	enum verdict verdict;
} claimed[] = {
	{ 0, "kunit.shape", "ok", V_PASS },
	{ 0, "iov_iter.take.ubuf.walk:dest", "2p", V_PASS },
	{ 0, "iov_iter.take.ubuf.walk:source", "2p", V_PASS },
	{ 0, "iov_iter.take.ubuf_two.walk:dest", "-", V_SKIP },
	{ 0, "iov_iter.take.xarray.first", "1p", V_PASS },
	{ 0, "iov_iter.take.xarray.walk:dest", "3p", V_DEFECT },
	{ 0, "iov_iter.take.xarray.walk:source", "3p", V_PASS },
	{ 0, "iov_iter.will_pin.kvec", "no", V_PASS },
	{ 0, "gup.call.zero", "zero", V_PASS },
	{ 1, "kunit.shape", "ok", V_PASS },
	{ 1, "iov_iter.take.ubuf.walk:dest", "2p", V_PASS },
	{ 1, "iov_iter.take.ubuf_two.walk:dest", "2p", V_PASS },
	{ 1, "iov_iter.take.xarray.first", "1p", V_PASS },
	{ 1, "gup.call.zero", "own", V_PASS },
};

static int setup(void **state)
{
	struct results *r = calloc(1, sizeof(*r));
	const struct claimed *from = claimed;
	struct cell *c;
	size_t i;

	*state = r;
	for (i = 0; i < 3; i++)
		strcpy(results_add_kernel(r, i ? i > 1 ? "stock" : "new" :
					  "old")->version, "6.12.1");
	for (i = 0; i < ARRAY_SIZE(claimed); i++, from++) {
		c = results_add_cell(r, from->kernel);
		strcpy(c->report.id, from->id);
		c->report.seen.outcome = outcome_read(from->observed);
		c->report.verdict = from->verdict;
	}
	return 0;
}

static int teardown(void **state)
{
	results_free(*state);
	free(*state);
	return 0;
}

static void prints(struct results *r, bool all, const char *const *lines,
		   const char *const *absent)
{
	const struct matrix_options o = {
		.width = 80, .colour = COLOUR_NEVER, .all = all,
	};
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	matrix_print(r, out, &o);
	fclose(out);
	for (; *lines; lines++) {
		if (!strstr(text, *lines))
			fail_msg("no \"%s\" in:\n%s", *lines, text);
	}
	for (; *absent; absent++) {
		if (strstr(text, *absent))
			fail_msg("\"%s\" in:\n%s", *absent, text);
	}
	free(text);
}

/* A row for what was called, one for each family with something to say. */
static void test_families(void **state)
{
	static const char *const lines[] = {
		"\niov_iter.take      4ok 1- 1*  3ok     .\n",
		"\n  xarray           2ok 1*     1ok     .\n",
		"\niov_iter.will_pin  1ok        .       .\n",
		"\n  zero             zero       own     .\n",
		"\nkunit              1ok        1ok     .\n",
		NULL
	}, *const absent[] = { "  ubuf", "  kvec", ".walk:source", NULL };
	static const char *const all[] = {
		"\n  ubuf_two.walk:dest ", "\n  xarray.first ", "\n  kvec ", NULL
	}, *const none[] = { "\n  xarray  ", NULL };

	prints(*state, false, lines, absent);
	prints(*state, true, all, none);
}

/* They were judged where they were made. */
static void test_kept(void **state)
{
	struct results *r = *state;
	size_t i;

	results_judge(r);
	for (i = 0; i < r->nr_cells; i++) {
		assert_int_equal(r->cells[i].report.verdict,
				 claimed[i].verdict);
		assert_int_equal(r->cells[i].report.expected.kind,
				 OUTCOME_NONE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_families),
		cmocka_unit_test(test_kept),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
