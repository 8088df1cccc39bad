/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The judge: a pure function of what a kernel's history demands, of what the
 * promise is, of what was observed, and of the history. Selftests, harness and
 * KUnit share it; who calls it compares.
 */
#ifndef PINCER_JUDGE_H
#define PINCER_JUDGE_H

#include "model/history.h"

/**
 * enum verdict - what an observation means
 * @V_PASS: as promised
 * @V_DEFECT: as this kernel's history has it, which breaks the promise
 * @V_DRIFT: as if the history differed in one commit
 * @V_FAIL: nothing explains it
 * @V_SKIP: it cannot exist here, and config or devices say so
 * @V_ERROR: a precondition was promised and is not there or not proved
 */
enum verdict { V_PASS, V_DEFECT, V_DRIFT, V_FAIL, V_SKIP, V_ERROR, V_COUNT };

/** verdict_name() - "pass", "defect", ... */
const char *verdict_name(enum verdict v);

/** verdict_parse() - the reverse; -EINVAL when there is no such verdict */
int verdict_parse(const char *name);

/** verdict_bad() - whether it makes the exit status 1 */
bool verdict_bad(enum verdict v, bool strict);

/** struct commits - some commits of the history */
struct commits {
	const enum commit_id *id;
	int nr;
};

/**
 * struct evidence - an observation beside what histories demand
 * @as_expected: it is what a kernel with exactly this history shows
 * @as_promised: it is what that kernel with every fix and no bug shows
 * @breaks_promise: what this history demands is not what is promised
 * @cites: commits whose toggling changes what this history demands
 * @shortfall: with @breaks_promise, the missing fixes and the bugs behind it
 * @needs_all: no single one of @shortfall explains it, all of them do
 * @explains: when not @as_expected, commits each of whose toggling alone gives
 *	the observation
 */
struct evidence {
	bool as_expected;
	bool as_promised;
	bool breaks_promise;
	struct commits cites;
	struct commits shortfall;
	bool needs_all;
	struct commits explains;
};

/**
 * struct judgement - a verdict and its grounds
 * @verdict: the verdict
 * @commit: the commit that decides: whose absence or presence made this
 *	outcome; C_NONE when the outcome has always been so
 * @reason: one sentence, "" for a plain pass
 */
struct judgement {
	enum verdict verdict;
	enum commit_id commit;
	char reason[256];
};

/**
 * judge() - judge one observation
 * @e: the evidence
 * @h: the kernel's history
 * @j: filled in
 */
void judge(const struct evidence *e, const struct history *h,
	   struct judgement *j);

#endif
