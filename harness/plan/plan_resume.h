/* SPDX-License-Identifier: GPL-2.0 */
/* Goes on with a run that was interrupted. */
#ifndef PINCER_PLAN_RESUME_H
#define PINCER_PLAN_RESUME_H

#include "plan/plan.h"
#include "results/results.h"

/**
 * plan_resume() - leave out what has a result already
 * @p: the plan, prepared
 * @old: the results of the run before
 * @file: where they are from, for messages
 *
 * Return: 0, or -EINVAL, reported, if they are of another pincer or of another
 * version of a kernel.
 */
int plan_resume(struct plan *p, const struct results *old, const char *file);

/**
 * plan_resume_merge() - add the old results to the new ones
 * @r: the new results; their contracts are not among the old ones
 * @old: the results of the run before
 *
 * Return: 0 or -ENOMEM.
 */
int plan_resume_merge(struct results *r, const struct results *old);

#endif
