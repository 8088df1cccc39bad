/* SPDX-License-Identifier: GPL-2.0 */
/* What is reported of an id or pattern that fits no contract. */
#ifndef PINCER_UNKNOWN_CONTRACT_H
#define PINCER_UNKNOWN_CONTRACT_H

/**
 * pattern_check() - whether a pattern can fit more than itself
 * @glob: as for fnmatch(), which takes "[x" without a complaint
 *
 * Return: 0, or STATUS_USAGE, reported.
 */
int pattern_check(const char *glob);

/**
 * unknown_contract() - report that no contract or suite fits
 * @name: the id or pattern that fits none; the message names those near it
 *
 * Return: STATUS_USAGE.
 */
int unknown_contract(const char *name);

#endif
