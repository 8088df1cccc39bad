/* SPDX-License-Identifier: GPL-2.0 */
/* Which commits of the history a kernel has, and the source of that. */
#ifndef PINCER_PLAN_HISTORY_H
#define PINCER_PLAN_HISTORY_H

#include "plan/plan.h"

/**
 * plan_history() - find a kernel's history
 * @k: a kernel that was obtained; history and history_from are filled in
 *
 * The version determines it, with= and without= of kernels/ correct it. If the
 * version is unknown, the guest goes by its uname -v.
 *
 * Return: 0, or -EINVAL, reported.
 */
int plan_history(struct plan_kernel *k);

#endif
