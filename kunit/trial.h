/* SPDX-License-Identifier: GPL-2.0 */
/* A trial: calls on an iterator over a layout, against the reference model. */
#ifndef PINCER_TRIAL_H
#define PINCER_TRIAL_H

#include "api.h"
#include "layout.h"

/**
 * struct trial - what is tried, and how it went
 * @generator: the flavour
 * @arena: the pages
 * @direction: READ or WRITE
 * @rules: this kernel's
 * @ti: the iterator, after trial_begin()
 * @iter: as the calls so far left it
 * @at: its position
 * @end: where it ends
 * @ex: what the last call extracted
 */
struct trial {
	const struct generator *generator;
	struct arena arena;
	unsigned int direction;
	struct rules rules;
	struct test_iter ti;
	struct iov_iter iter;
	size_t at;
	size_t end;
	struct extraction ex;
};

/**
 * trial_make() - make an arena and all else for one claim
 * @test: the case
 * @id: the claim
 * @generator: the flavour
 * @direction: READ or WRITE
 *
 * Return: NULL when it was claimed already, as skipped or in error.
 */
struct trial *trial_make(struct kunit *test, const char *id,
			 const struct generator *generator,
			 unsigned int direction);

/** trial_free() - release it */
void trial_free(struct trial *t);

/** trial_begin() - build an iterator over a layout; false if it is empty */
bool trial_begin(struct trial *t, const struct layout *l);

/** trial_allows() - whether the kernel's bugs leave a promise about this */
bool trial_allows(const struct trial *t, const struct api *api,
		  const struct layout *l);

/**
 * trial_extract() - one call, checked and released
 *
 * Return: NULL and t->at moved on by t->ex.ret, or what is wrong as a word.
 */
const char *trial_extract(struct trial *t, const struct api *api, size_t size,
			  unsigned int max);

#endif
