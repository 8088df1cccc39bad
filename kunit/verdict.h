/* SPDX-License-Identifier: GPL-2.0 */
/* The judge, by the rules of selftests/model/judge.h. */
#ifndef PINCER_VERDICT_H
#define PINCER_VERDICT_H

#include "model/history.h"

#define CANDIDATES_MAX 8

/**
 * struct expectation - what a kernel must do, and might do instead
 * @expected: what this kernel's history demands
 * @commit: the commit that decides it, C_NONE for none
 * @perfect: what it would demand with every fix and no bug
 * @candidate: commits that could explain another observation: what would be
 *	expected of this kernel if it had, or lacked, that one
 * @nr_candidates: how many; those beyond CANDIDATES_MAX are missing
 */
struct expectation {
	const char *expected;
	enum commit_id commit;
	const char *perfect;
	struct {
		enum commit_id commit;
		const char *expected;
	} candidate[CANDIDATES_MAX];
	unsigned int nr_candidates;
};

/**
 * struct verdict - what is printed of an observation
 * @name: as verdict_name() of selftests/model/judge.h has it
 * @expected: what this kernel's history demands
 * @commit: the id of the commit that decides, "-" for none
 * @reason: one sentence, "" for a plain pass
 */
struct verdict {
	const char *name;
	const char *expected;
	const char *commit;
	char reason[200];
};

/** verdict_judge() - judge an observation; depends on its arguments only */
void verdict_judge(struct verdict *v, const char *observed,
		   const struct expectation *e, const struct history *h);

#endif
