/* SPDX-License-Identifier: GPL-2.0 */
/* The names of kernels that were given by their paths. */
#ifndef PINCER_PLAN_NAMES_H
#define PINCER_PLAN_NAMES_H

#include "plan/plan.h"

/**
 * plan_names() - give each kernel of a plan a name that no other has
 * @p: its kernels; a kernel of kernels/ keeps its name
 *
 * A kernel given by its path keeps its release, or the last part of its path,
 * where no other kernel has that; else the part of its path by which it
 * differs comes before it: "before/6.9.0+" and "after/6.9.0+".
 */
void plan_names(struct plan *p);

#endif
