/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Claims: one line in the log for each contract, with what was promised, what
 * was observed, and the verdict on it.
 */
#ifndef PINCER_CLAIM_H
#define PINCER_CLAIM_H

#include <kunit/test.h>

#define CLAIM_TEXT 48
#define CLAIM_ID 120

/**
 * claim() - judge one observation, and print it
 * @test: fails unless the verdict is pass or defect
 * @id: the contract, "iov_iter.<api>.<flavour>.<what>[:<direction>]"
 * @observed: what the kernel did, without blanks
 * @promise: what a kernel with every fix and no bug does
 *
 * deviations.h says what kernels do instead that have or lack some commit.
 */
void claim(struct kunit *test, const char *id, const char *observed,
	   const char *promise);

/** claim_skip() - print a contract that cannot exist here, and the reason */
void claim_skip(struct kunit *test, const char *id, const char *reason);

/** claim_error() - print a contract whose preconditions failed; fails @test */
void claim_error(struct kunit *test, const char *id, const char *what,
		 int error);

/** claim_count() - how many claims were printed since boot */
unsigned int claim_count(void);

struct history;

/**
 * claim_history() - this kernel's history
 *
 * Return: NULL, or the text of pincer.history= that names no commit.
 */
const char *claim_history(struct history *h);

/**
 * claim_amount() - print a return value: in pages where it is a multiple of a
 * quarter of one ("2.5p"), or an errno by name
 */
void claim_amount(char *buf, size_t size, ssize_t amount);

#endif
