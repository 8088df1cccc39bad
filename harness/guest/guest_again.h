/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is not as promised is tried again in a fresh guest before it is said: one
 * case of each cause, and the others of that cause if it does not come back.
 */
#ifndef PINCER_GUEST_AGAIN_H
#define PINCER_GUEST_AGAIN_H

#include "guest/guest.h"

/**
 * guest_try_again() - choose what a fresh guest has to try again
 * @g: a guest of which every case has its result
 *
 * Return: whether anything was chosen: a tenth of the cases at most, in two
 * rounds.
 */
bool guest_try_again(struct guest *g);

/**
 * guest_settle_again() - what both results of a case come to
 * @g: the guest
 *
 * The first result stays, with how often the case was tried, and how often it
 * was bad. If the host stood still during the first, a good second one is all.
 */
void guest_settle_again(struct guest *g);

/**
 * guest_is_stained() - whether the rest needs a fresh guest after a case
 * @g: the guest
 * @i: the case, which has its result
 *
 * What is bad and stays, leaks pins or huge pages, warns or taints may make others
 * fail. Once a cause the guest is ended; otherwise they name the case.
 */
bool guest_is_stained(struct guest *g, size_t i);

/** guest_count_bad() - how many contracts are not as promised */
size_t guest_count_bad(const struct guest *g);

/** guest_case_is_gone() - whether a bad case was good when tried again */
bool guest_case_is_gone(const struct guest_case *c);

#endif
