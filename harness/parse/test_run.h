/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One of the kernel's own tests: its output, and its result. A guest's init
 * prints these lines about it:
 *
 *   # pincer: start id=upstream/mm:cow
 *   # pincer: reported ok 1 Basic COW ...	a line of the test's
 *   # pincer: cut ok 2 Bas			what is no whole line
 *   # pincer: exit id=upstream/mm:cow how=exited value=0 ms=1234 whole
 *
 * "how" is also "killed" (value: the signal), "late" (value: the seconds that
 * it had) and "unable" (value: an errno; it could not be started).
 */
#ifndef PINCER_TEST_RESULT_H
#define PINCER_TEST_RESULT_H

#include "model/report.h"
#include "parse/ktap.h"
#include "results/results.h"

/**
 * struct test_run - a test that runs, to be zeroed before use
 * @id: its id
 * @ktap: parses its output
 * @failed: the name of the first part that failed
 * @skipped: why the first part that was skipped was skipped
 * @last: its last line
 */
struct test_run {
	char id[CONTRACT_ID_MAX];
	struct ktap ktap;
	char failed[120];
	char skipped[160];
	char last[160];
};

/** test_run_begin() - a test has begun */
void test_run_begin(struct test_run *t, const char *id);

/**
 * test_run_line() - it has printed a line
 *
 * Nested results are indented, or have "# " before them as kselftest's runner
 * prints them: both are parts.
 */
void test_run_line(struct test_run *t, const char *line);

/**
 * test_run_end() - it has ended
 * @t: the test
 * @how: the rest of init's line: "how=exited value=0 ms=1234 whole"
 * @r: receives the result
 * @parts: receives how many of its parts had which result
 *
 * kselftest's exit statuses are 0 for a pass, 4 for a skip and 2 for an expected
 * failure. A test that exits with 0 and has printed "not ok" has failed.
 *
 * Return: 0, or -EINVAL when the line is not whole.
 */
int test_run_end(struct test_run *t, const char *how, struct report *r,
		 struct subtests *parts);

#endif
