/* SPDX-License-Identifier: GPL-2.0 */
/* Asks apt about a suite whose index was fetched. */
#ifndef PINCER_APT_QUERY_H
#define PINCER_APT_QUERY_H

#include "fetch/apt_set.h"
#include "fetch/apt_state.h"

/**
 * apt_query() - the packages of a suite's newest kernel or source
 * @s: the suite's apt
 * @kind: what is wanted
 * @set: filled in
 *
 * Return: 0, or a negative errno, reported.
 */
int apt_query(const struct apt_state *s, enum apt_kind kind,
	      struct apt_set *set);

#endif
