/* SPDX-License-Identifier: GPL-2.0 */
/* What a kernel must do in view of its history: the rows of deviations.h. */
#ifndef PINCER_DEVIATION_H
#define PINCER_DEVIATION_H

#include "model/judge.h"

#define CANDIDATES_MAX 8

/* Values of struct deviation's @when. */
enum { WITHOUT, WITH };

/** struct deviation - a row of deviations.h, which describes its columns */
struct deviation {
	const char *contracts;
	enum commit_id commit;
	bool when;
	const char *instead;
	bool breaks;
};

/** deviation_at() - the rows by number; NULL after the last */
const struct deviation *deviation_at(unsigned int number);

/** deviation_find() - the row that decides a contract, or NULL */
const struct deviation *deviation_find(const char *id, const struct history *h);

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
 * deviation_expect() - work out what is expected of a contract
 * @id: the contract
 * @promise: what a kernel with every fix and no bug does, and today's policies
 * @h: the kernel's history
 * @e: filled in
 */
void deviation_expect(const char *id, const char *promise,
		      const struct history *h, struct expectation *e);

/**
 * deviation_judge() - judge what was observed of a contract
 * @e: what is expected of it
 * @observed: what the kernel did
 * @h: the kernel's history
 * @j: filled in; of several commits that would explain it, the first is named
 */
void deviation_judge(const struct expectation *e, const char *observed,
		     const struct history *h, struct judgement *j);

#endif
