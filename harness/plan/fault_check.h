/* SPDX-License-Identifier: GPL-2.0 */
/* Whether the guests of a plan can do what PINCER_FAULT asks for. */
#ifndef PINCER_FAULT_CHECK_H
#define PINCER_FAULT_CHECK_H

#include "plan/plan.h"

/**
 * fault_check() - whether PINCER_FAULT can be done at all
 * @p: the plan, its kernels obtained
 *
 * It is "panic:N", "hang:N" or "poweroff:N", done by the first guest of each
 * kernel when its Nth contract begins, KUnit suites counted; or
 * "panic:SUITE:N", when that suite has made its Nth claim; or part of the name
 * of a module, which all guests then lack.
 *
 * Return: 0, also when it is not set, or -EINVAL, reported.
 */
int fault_check(const struct plan *p);

#endif
