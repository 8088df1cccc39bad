// SPDX-License-Identifier: GPL-2.0
/* The diagnosis of a kernel that breaks much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/array_size.h"
#include "report/diagnose.h"
#include "report/matrix.h"
#include "golden.h"

static void add(struct results *r, const char *id, const char *observed,
		const char *expected, enum verdict v, const char *reason)
{
	struct cell *c = results_add_cell(r, 0);

	assert_non_null(c);
	snprintf(c->report.id, sizeof(c->report.id), "%s", id);
	snprintf(c->report.seen.reason, sizeof(c->report.seen.reason), "%s",
		 reason);
	c->report.seen.outcome = outcome_read(observed);
	c->report.expected = outcome_read(expected);
	c->report.verdict = v;
}

static const char *const mappings[] = {
	"anon", "anon_ro", "shared_anon", "guard", "memfd", "memfd_ro", "devdax",
	"ring", "vvar", "hugetlb", "thp", "anon+memfd",
};

static const char *const doors[] = {
	"odirect.read.nvme", "odirect.write.nvme", "odirect.read.loop",
	"odirect.write.loop", "io_uring.register", "process_vm.read",
	"splice.vmsplice",
};

/* A good kernel, but for what @spoil makes of a case. */
static void make(struct results *r,
		 bool (*spoil)(struct results *r, const char *id, size_t door,
			       size_t mapping))
{
	char id[CONTRACT_ID_MAX];
	size_t i, k;

	memset(r, 0, sizeof(*r));
	snprintf(results_add_kernel(r, "broken")->version, 16, "7.2.13-1");
	for (i = 0; i < ARRAY_SIZE(doors); i++) {
		for (k = 0; k < ARRAY_SIZE(mappings); k++) {
			snprintf(id, sizeof(id), "%s/%s", doors[i], mappings[k]);
			if (!spoil(r, id, i, k))
				add(r, id, "4096", "4096", V_PASS, "");
		}
	}
}

static bool has_memfd(size_t mapping)
{
	return strstr(mappings[mapping], "memfd");
}

/* One group for each kind of clue. */
static bool spoil_all(struct results *r, const char *id, size_t door,
		      size_t mapping)
{
	static const char held[] =
		"not run, its door hangs (first seen in odirect.read.loop/anon)";
	char reason[128];

	if (strstr(doors[door], ".loop")) {
		if (mapping < 2)
			add(r, id, "timeout!pins", "4096", V_FAIL,
			    "8 pages pinned, 4 released");
		else
			add(r, id, "-", "4096", V_ERROR, held);
	} else if (!strcmp(doors[door], "io_uring.register")) {
		snprintf(reason, sizeof(reason),
			 "WARNING: CPU: 0 PID: %zu at mm/gup.c:71 try_grab_folio",
			 100 + mapping);
		add(r, id, "ok!warning", "ok", V_FAIL, reason);
	} else if (has_memfd(mapping)) {
		add(r, id, "EFAULT", "4096", V_FAIL, "no commit explains this");
	} else if (!strcmp(mappings[mapping], "vvar")) {
		add(r, id, "4096", "EFAULT", V_DRIFT,
		    "as if c27e727c9a60 were there, which explains all 4 drifts");
	} else if (!strcmp(mappings[mapping], "ring") && !door) {
		add(r, id, "EINTR", "4096", V_FAIL, "no commit explains this");
	} else {
		return false;
	}
	return true;
}

static void test_groups(void **state)
{
	static const struct {
		enum clue clue;
		const char *text;
		size_t bad, tried;
		const char *first;
	} want[] = {
		{ CLUE_PART, "loop", 24, 24, "odirect.read.loop/anon" },
		{ CLUE_PREFIX, "io_uring.register", 12, 12,
		  "io_uring.register/anon" },
		{ CLUE_PART, "memfd", 8, 14, "odirect.read.nvme/memfd" },
		{ CLUE_COMMIT, "as if c27e727c9a60 were there, which explains all 4 drifts",
		  4, 4, "odirect.read.nvme/vvar" },
		{ CLUE_PART, "memfd_ro", 4, 7, "odirect.read.nvme/memfd_ro" },
	};
	struct diagnosis d;
	struct results r;
	size_t i;

	(void)state;
	make(&r, spoil_all);
	assert_int_equal(diagnose(&d, &r, 0), 0);
	assert_int_equal(d.bad, 24 + 12 + 12 + 4 + 1);
	assert_int_equal(d.tried, ARRAY_SIZE(doors) * ARRAY_SIZE(mappings));
	assert_int_equal(d.nr, ARRAY_SIZE(want));
	for (i = 0; i < ARRAY_SIZE(want); i++) {
		assert_string_equal(d.of[i].text, want[i].text);
		assert_int_equal(d.of[i].clue, want[i].clue);
		assert_int_equal(d.of[i].bad, want[i].bad);
		assert_int_equal(d.of[i].tried, want[i].tried);
		assert_string_equal(r.cells[d.of[i].first].report.id,
				    want[i].first);
	}
	diagnosis_free(&d);
	results_free(&r);
}

/* A warning says more than the doors that caused it. */
static bool spoil_warning(struct results *r, const char *id, size_t door,
			  size_t mapping)
{
	char reason[128];

	if (mapping % 3 || door < 2)
		return false;
	snprintf(reason, sizeof(reason),
		 "WARNING: CPU: %zu PID: %zu at mm/gup.c:71 try_grab_folio",
		 mapping % 2, 100 + mapping);
	add(r, id, "ok!warning", "ok", V_FAIL, reason);
	return true;
}

static void test_warning(void **state)
{
	struct diagnosis d;
	struct results r;

	(void)state;
	make(&r, spoil_warning);
	assert_int_equal(diagnose(&d, &r, 0), 0);
	assert_int_equal(d.nr, 1);
	assert_int_equal(d.of[0].clue, CLUE_REASON);
	assert_int_equal(d.of[0].bad, 20);
	assert_string_equal(d.of[0].text,
			    "WARNING: CPU: N PID: N at mm/gup.c:N try_grab_folio");
	diagnosis_free(&d);
	results_free(&r);
}

/* Defects are known, and a few failures need no diagnosis. */
static bool spoil_little(struct results *r, const char *id, size_t door,
			 size_t mapping)
{
	if (door == 1 && mapping < DIAGNOSE_LEAST - 1)
		add(r, id, "EFAULT", "4096", V_FAIL, "no commit explains this");
	else if (door == 2)
		add(r, id, "EFAULT", "EFAULT", V_DEFECT, "lacks the fix");
	else
		return false;
	return true;
}

static char *print(struct results *r, bool all)
{
	const struct matrix_options o = {
		.width = 80, .colour = COLOUR_NEVER, .all = all,
	};
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	matrix_print(r, out, &o);
	fclose(out);
	return text;
}

static void test_little(void **state)
{
	struct diagnosis d;
	struct results r;
	char *text;

	(void)state;
	make(&r, spoil_little);
	assert_int_equal(diagnose(&d, &r, 0), 0);
	assert_int_equal(d.nr, 0);
	diagnosis_free(&d);
	text = print(&r, false);
	assert_null(strstr(text, "are not as"));
	assert_non_null(strstr(text, "fail    no commit explains this"));
	free(text);
	results_free(&r);
}

/* What it stands for is not repeated below, unless all is asked for. */
static void test_printed(void **state)
{
	struct results r;
	char *text;

	(void)state;
	make(&r, spoil_all);
	text = print(&r, false);
	golden_check("diagnosis.txt", text);
	free(text);
	text = print(&r, true);
	assert_non_null(strstr(text, "  memfd_ro "));
	free(text);
	results_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_warning),
		cmocka_unit_test(test_little),
		cmocka_unit_test(test_printed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
