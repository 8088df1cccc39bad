/* SPDX-License-Identifier: GPL-2.0 */
/* Cases over all combinations of a call, a flavour and a direction. */
#ifndef PINCER_ITER_FIXTURE_H
#define PINCER_ITER_FIXTURE_H

#include "api.h"
#include "claim.h"

/** struct iter_fixture - one combination, and what a case does with it */
struct iter_fixture {
	const struct api *api;
	const struct flavour *flavour;
	unsigned int direction;
	enum pin_mode mode;
	char id[CLAIM_ID];
	struct test_iter ti;
	char observed[CLAIM_TEXT];
	char promise[CLAIM_TEXT];
};

/**
 * enum iter_filter - which combinations a case is for
 * @ITER_ALL: all of them
 * @ITER_SUPPORTED: those that the call supports
 * @ITER_LIMITED: those whose call has a limit on entries
 */
enum iter_filter { ITER_ALL, ITER_SUPPORTED, ITER_LIMITED };

/**
 * iter_param_next() - generate the parameters of a case
 * @prev: the one before, NULL to begin
 * @desc: receives its name
 * @filter: which ones
 *
 * Return: a parameter for iter_fixture_begin(), NULL after the last.
 */
const void *iter_param_next(const void *prev, char *desc,
			    enum iter_filter filter);

/**
 * iter_fixture_begin() - build the iterator of the current parameter
 * @test: the case
 * @what: what the contract is about, the last part of its id
 *
 * Return: NULL when the contract was claimed already, as skipped or in error.
 */
struct iter_fixture *iter_fixture_begin(struct kunit *test, const char *what);

/** iter_fixture_end() - claim what f->observed and f->promise are; release */
void iter_fixture_end(struct kunit *test, struct iter_fixture *f);

/** direction_name() - READ and WRITE as in contract ids: "dest", "source" */
const char *direction_name(unsigned int direction);

#endif
