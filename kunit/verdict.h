/* SPDX-License-Identifier: GPL-2.0 */
/* Judging by the rows of exceptions.h, by the rules of selftests/model/judge.h. */
#ifndef PINCER_VERDICT_H
#define PINCER_VERDICT_H

#include "model/history.h"

enum { WITHOUT, WITH };

/** struct exception - one row of exceptions.h */
struct exception {
	const char *contracts;
	enum commit_id commit;
	bool when;
	const char *instead;
	bool breaks;
};

/** verdict_exception() - the rows by number; NULL after the last */
const struct exception *verdict_exception(unsigned int number);

/** verdict_find() - the row that decides; @forgive: without broken promises */
const struct exception *verdict_find(const char *id, const struct history *h,
				     bool forgive);

/**
 * struct verdict - what came of a claim, as the line for machines has it
 * @name: as verdict_name() has it
 * @observed: filled in by the caller, as all names that do not change
 * @expected: what this kernel's history demands
 * @commit: the commit that decides, "-" for none
 * @reason: one sentence, "" for a plain pass
 */
struct verdict {
	const char *name;
	const char *observed;
	const char *expected;
	const char *commit;
	char reason[200];
};

/** verdict_judge() - judge v->observed, and fill in the rest */
void verdict_judge(struct verdict *v, const char *id, const char *promise,
		   const struct history *h);

#endif
