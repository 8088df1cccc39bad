/* SPDX-License-Identifier: GPL-2.0 */
/* One contract: tried in a worker, concluded there or in its parent. */
#ifndef PINCER_CASE_H
#define PINCER_CASE_H

#include "runner/runner.h"

/** case_begin() - reset the runner's message for the next case */
void case_begin(struct runner *r);

/**
 * case_try() - try a contract, in this process
 * @r: the runner; its message receives the observation as it is made
 * @c: the contract
 */
void case_try(struct runner *r, const struct contract *c);

/**
 * case_conclude() - complete the observation of a contract that was tried
 * @r: the runner
 * @c: the contract
 * @end: the signal or time-out that ended its process; NULL if the process
 *	exited, or goes on
 * @gone: its process has ended
 * @seen: filled in
 *
 * Return: whether it was tried, or is a skip, and has no flaw. Otherwise it can
 * be concluded again once its process has ended.
 */
bool case_conclude(struct runner *r, const struct contract *c,
		   const struct outcome *end, bool gone,
		   struct observation *seen);

/** seconds_now() - CLOCK_MONOTONIC */
double seconds_now(void);

#endif
