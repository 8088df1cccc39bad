/* SPDX-License-Identifier: GPL-2.0 */
/* What apt knows of a suite whose index is at hand. */
#ifndef PINCER_APT_QUERY_H
#define PINCER_APT_QUERY_H

#include "fetch/apt_set.h"
#include "fetch/apt_state.h"

/**
 * apt_query() - which packages something wanted consists of
 * @s: the suite's apt
 * @kind: what is wanted
 * @set: filled in
 *
 * Return: 0, or a negative errno, reported.
 */
int apt_query(const struct apt_state *s, enum apt_kind kind,
	      struct apt_set *set);

#endif
