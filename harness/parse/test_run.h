/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What one of the kernel's own tests says, and what that comes to. A guest's
 * init says these words of it:
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

#include "parse/ktap.h"
#include "model/report.h"
#include "results/results.h"

/**
 * struct test_run - a test that runs, to be zeroed before use
 * @id: its id
 * @ktap: reads what it says
 * @failed: the name of the first part that failed
 * @skipped: why its first part that was skipped was
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
 * test_run_line() - it said a line
 *
 * Results of results are indented, or, as kselftest's runner has it, have "# "
 * before them: both are parts.
 */
void test_run_line(struct test_run *t, const char *line);

/**
 * test_run_end() - it has ended
 * @t: the test
 * @how: init's words: "how=exited value=0 ms=1234 whole"
 * @r: receives the result
 * @parts: receives what its parts came to
 *
 * kselftest goes by the exit status: 0, 4 for skip, 2 for a failure that was
 * expected. A test that says 0 and whose own lines say otherwise failed.
 *
 * Return: 0, or -EINVAL when these are not all of init's words.
 */
int test_run_end(struct test_run *t, const char *how, struct report *r,
		 struct subtests *parts);

#endif
