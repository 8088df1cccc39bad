/* SPDX-License-Identifier: GPL-2.0 */
/* Which kernels are tested. */
#ifndef PINCER_PLAN_KERNELS_H
#define PINCER_PLAN_KERNELS_H

#include "plan/plan.h"

/**
 * plan_kernels() - choose the kernels
 * @p: the plan, zeroed
 * @names: their names; none means all of kernels/ but those that run only on
 *	request, "all" means those too
 * @nr: how many names
 *
 * Return: 0, or a negative errno, reported.
 */
int plan_kernels(struct plan *p, char *const *names, size_t nr);

#endif
