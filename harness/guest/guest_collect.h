/* SPDX-License-Identifier: GPL-2.0 */
/* The results of all guests of one kernel. */
#ifndef PINCER_GUEST_COLLECT_H
#define PINCER_GUEST_COLLECT_H

#include "guest/guest.h"

/**
 * guest_collect() - add a kernel's facts and cells to the results
 * @guests: which its cases were dealt to in turn
 * @nr: how many
 * @r: the results
 * @kernel: the kernel's place there
 *
 * Cells come in the order that the cases had before they were dealt.
 *
 * Return: 0 or -ENOMEM.
 */
int guest_collect(const struct guest *guests, size_t nr, struct results *r,
		  size_t kernel);

#endif
