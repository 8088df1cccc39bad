/* SPDX-License-Identifier: GPL-2.0 */
/* The .config of a kernel. */
#ifndef PINCER_PLAN_CONFIG_H
#define PINCER_PLAN_CONFIG_H

#include "plan/plan.h"

/**
 * plan_config_check() - make sure that a kernel's .config is one
 * @k: a kernel that was obtained, with its directory; if its config is
 *	compressed, image.config becomes an unpacked one in that directory
 *
 * Return: 0, or a negative errno, reported.
 */
int plan_config_check(struct plan_kernel *k);

/**
 * plan_config() - the options that contracts ask for
 * @config: a kernel's .config; "" when it is not known
 * @buf: receives "CONFIG_PCI_P2PDMA=y ...", or ""
 * @size: bytes in @buf
 */
void plan_config(const char *config, char *buf, size_t size);

#endif
