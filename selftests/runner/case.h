/* SPDX-License-Identifier: GPL-2.0 */
/* One contract: tried in this process, and looked at from this or another. */
#ifndef PINCER_CASE_H
#define PINCER_CASE_H

#include "runner/runner.h"

/** case_begin() - nothing is known of the next case yet, but when it began */
void case_begin(struct runner *r);

/**
 * case_try() - try a contract, in this process
 * @r: the runner; its message receives what was seen, as it is seen
 * @c: the contract
 */
void case_try(struct runner *r, const struct contract *c);

/**
 * case_conclude() - what came of a contract that was tried
 * @r: the runner
 * @c: the contract
 * @end: the signal or the time-out that ended the process that tried it; NULL
 *	when it ended by itself, or goes on
 * @seen: filled in
 *
 * Return: whether nothing about it is wrong in itself; when something is, it
 * can be concluded again once the process that tried it is gone.
 */
bool case_conclude(struct runner *r, const struct contract *c,
		   const struct outcome *end, struct observation *seen);

/** seconds_now() - by a clock that all processes share */
double seconds_now(void);

#endif
