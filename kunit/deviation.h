/* SPDX-License-Identifier: GPL-2.0 */
/* What a kernel must do in view of its history: the rows of deviations.h. */
#ifndef PINCER_DEVIATION_H
#define PINCER_DEVIATION_H

#include "verdict.h"

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
 * deviation_expect() - work out what is expected of a contract
 * @id: the contract
 * @promise: what a kernel with every fix and no bug does, and today's policies
 * @h: the kernel's history
 * @e: filled in
 */
void deviation_expect(const char *id, const char *promise,
		      const struct history *h, struct expectation *e);

#endif
