/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Claims: what was promised, what was seen, and what the kernel's history says
 * about the difference. The rules are those of selftests/model/judge.h.
 */
#ifndef PINCER_CLAIM_H
#define PINCER_CLAIM_H

#include <kunit/test.h>

#define CLAIM_TEXT 48
#define CLAIM_ID 120

/**
 * claim() - judge one observation and say so, for people and machines
 * @test: fails unless this is a pass or a known defect
 * @id: the contract, "iov_iter.<api>.<flavour>.<what>[:<direction>]"
 * @observed: what was seen; no blanks
 * @promise: what a kernel without defects does, with today's policies
 *
 * exceptions.h says what a kernel with or without some commit does instead.
 */
void claim(struct kunit *test, const char *id, const char *observed,
	   const char *promise);

/** claim_skip() - the contract cannot exist here */
void claim_skip(struct kunit *test, const char *id, const char *why);

/** claim_error() - a precondition could not be met */
void claim_error(struct kunit *test, const char *id, const char *what,
		 int error);

/** claim_count() - how many claims were made since boot, of any verdict */
unsigned int claim_count(void);

struct history;

/** claim_history() - this kernel's; NULL, or what could not be understood */
const char *claim_history(struct history *h);

/** claim_has() - whether this kernel's history has the commit of that id */
bool claim_has(const char *commit);

/** claim_amount() - a length in words that do not depend on the page size */
void claim_amount(char *buf, size_t size, ssize_t amount);

#endif
