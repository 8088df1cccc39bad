/* SPDX-License-Identifier: GPL-2.0 */
/* The configuration of a kernel that is built: fragments over tinyconfig. */
#ifndef PINCER_BUILD_CONFIG_H
#define PINCER_BUILD_CONFIG_H

#include "build/build_dir.h"
#include "build/fragments.h"

/**
 * build_configure() - have a .config made of fragments
 * @w: the place
 * @f: the fragments
 *
 * One that says the same as before is not touched: make has nothing to do.
 *
 * Return: 0, or a negative errno, reported: -EINVAL when an option is not what a
 * fragment wants, though this kernel has it.
 */
int build_configure(const struct build_dir *w, const struct fragments *f);

#endif
