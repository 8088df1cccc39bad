/* SPDX-License-Identifier: GPL-2.0 */
/* Pseudo-random numbers that are the same everywhere for the same seed. */
#ifndef PINCER_LCG_H
#define PINCER_LCG_H

#include <stdint.h>

/**
 * lcg_below() - the next number of Knuth's MMIX generator
 * @state: the seed at first; advanced
 * @limit: one more than the largest number wanted, not 0
 *
 * Return: a number from 0 to @limit - 1.
 */
uint64_t lcg_below(uint64_t *state, uint64_t limit);

#endif
