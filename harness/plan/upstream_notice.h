/* SPDX-License-Identifier: GPL-2.0 */
/* Whether the kernel's own tests notice a mutant. */
#ifndef PINCER_UPSTREAM_NOTICE_H
#define PINCER_UPSTREAM_NOTICE_H

#include "plan/mutant_console.h"
#include "results/results.h"

/**
 * upstream_stable() - keep what is the same in two runs without a mutant
 * @first: the results of one run; receives what they have in common
 * @again: those of the other
 *
 * What differs is reported.
 */
void upstream_stable(struct results *first, const struct results *again);

/**
 * upstream_compare() - what the kernel's own tests showed of a mutant
 * @m: the mutant; @m->upstream becomes MUTANT_NOTICED, MUTANT_FALSE_ALARM or
 *	MUTANT_SURVIVED, and says in @m->upstream_by which test noticed it
 * @r: the results of its guests alone
 * @base: what stays the same without it
 * @c: what the console of its guests says
 * @severity: of the gravest error on the console without it
 *
 * A test notices when it comes to another verdict, or when another number of
 * its parts passes; so does the kernel when it warns.
 */
void upstream_compare(struct mutant *m, const struct results *r,
		      const struct results *base,
		      const struct mutant_console *c, int severity);

#endif
