/* SPDX-License-Identifier: GPL-2.0 */
/* Whether a .config has the values that its fragments want. */
#ifndef PINCER_BUILD_CHECK_H
#define PINCER_BUILD_CHECK_H

#include "build/fragments.h"

/**
 * build_check() - whether each option has the value that a fragment gives it
 * @name: the kernel's name
 * @src: its source
 * @config: its .config
 * @f: the fragments; the last that names an option counts
 *
 * An option that no Kconfig file of this kernel mentions does not exist there
 * yet, or any more, and passes. Each wrong option is reported on its own
 * line, with the options that it depends on and that are not set.
 *
 * Return: 0, or a negative errno, reported.
 */
int build_check(const char *name, const char *src, const char *config,
		const struct fragments *f);

#endif
