/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A KUnit suite that runs: which lines of the kernel's log are claims, and whether
 * all of them came.
 *
 * Claims have their verdicts. The verdict of the suite is found here: a claim must
 * explain each failure of KUnit, and the number of claims must be the one that
 * the kernel states at the end.
 */
#ifndef PINCER_SUITE_RESULT_H
#define PINCER_SUITE_RESULT_H

#include "model/report.h"
#include "parse/ktap.h"
#include "results/suites.h"

/**
 * struct suite_run - a suite that runs
 * @suite: which; NULL when none does
 * @ktap: the results that KUnit planned and printed
 * @trouble: whether a claim explains a failure at that depth
 * @warns: a test has announced an expected warning, and claimed nothing since
 * @over: KUnit has printed the result of the suite
 * @stated: claims that the kernel says it made, -1 before it has
 * @claims: claims that came
 * @observed: what the kernel did if the suite itself failed; NULL if that shows
 *	nothing of the kernel
 * @wrong: why the suite failed, "" if it did not
 * @last: the last claim that came, or else the last test
 */
struct suite_run {
	const struct suite *suite;
	struct ktap ktap;
	bool trouble[KTAP_DEPTH_MAX];
	bool warns;
	bool over;
	long stated;
	long claims;
	const char *observed;
	char wrong[256];
	char last[CONTRACT_ID_MAX];
};

/** suite_run_begin() - a suite has begun */
void suite_run_begin(struct suite_run *r, const struct suite *s);

/** suite_run_line() - a line of the log while the suite runs */
void suite_run_line(struct suite_run *r, const struct ktap_line *l);

/** suite_run_claim() - such a line was a claim */
void suite_run_claim(struct suite_run *r, const struct report *claim);

/**
 * suite_run_repeat() - a claim of SUITE_MODULE, which repeats those of a suite
 * @r: SUITE_MODULE
 * @first: that claim, or NULL
 * @claim: this one
 */
void suite_run_repeat(struct suite_run *r, const struct report *first,
		      const struct report *claim);

/**
 * suite_run_end() - a suite has ended
 * @r: the suite; none runs afterwards
 * @end: init's line of it, "error=0 lost=0 seconds=1.250", and behind that
 *	"uncounted" when the kernel does not state how many claims it made;
 *	NULL without such a line
 * @report: receives the result of the suite
 */
void suite_run_end(struct suite_run *r, const char *end,
		   struct report *report);

/** suite_run_place() - how far it came: "after its claim 3, X" */
void suite_run_place(const struct suite_run *r, char *buf, size_t size);

#endif
