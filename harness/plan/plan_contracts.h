/* SPDX-License-Identifier: GPL-2.0 */
/* Which contracts, KUnit suites and tests of a bundle are tried. */
#ifndef PINCER_PLAN_CONTRACTS_H
#define PINCER_PLAN_CONTRACTS_H

#include "plan/plan.h"

/** plan_kunit_module() - run the suites of a module; 0 or -errno, reported */
int plan_kunit_module(struct plan *p, const char *file);

/**
 * plan_contracts() - choose contracts, KUnit suites and tests of the bundle
 * @p: the plan, with the bundle if there is to be one
 * @globs: shell patterns for ids, which must outlive it; none means all
 * @nr: how many patterns
 *
 * Claims are known only after the run: a suite is chosen if a claim of it could
 * fit.
 *
 * Return: 0, or STATUS_USAGE, reported, when a pattern fits nothing.
 */
int plan_contracts(struct plan *p, const char *const *globs, size_t nr);

#endif
