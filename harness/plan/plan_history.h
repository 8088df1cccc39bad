/* SPDX-License-Identifier: GPL-2.0 */
/* Which commits a kernel has, and how that is known. */
#ifndef PINCER_PLAN_HISTORY_H
#define PINCER_PLAN_HISTORY_H

#include "plan/plan.h"

/**
 * plan_history() - find a kernel's history
 * @k: a kernel that was obtained; history and history_from are filled in
 *
 * Its version says it, and its entry in kernels/ corrects that. When nobody
 * knows the version, the guest goes by its own uname -v.
 *
 * Return: 0, or -EINVAL, reported.
 */
int plan_history(struct plan_kernel *k);

/**
 * plan_config() - the options that contracts ask for
 * @config: a kernel's .config; "" when it is not known
 * @buf: receives "CONFIG_PCI_P2PDMA=y ...", or ""
 * @size: bytes in @buf
 */
void plan_config(const char *config, char *buf, size_t size);

#endif
