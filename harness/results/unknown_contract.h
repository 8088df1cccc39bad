/* SPDX-License-Identifier: GPL-2.0 */
/* What is reported of an id or pattern that fits no contract. */
#ifndef PINCER_UNKNOWN_CONTRACT_H
#define PINCER_UNKNOWN_CONTRACT_H

/**
 * unknown_contract() - report that no contract or suite fits
 * @name: the id or pattern that fits none; the message names those near it
 *
 * Return: STATUS_USAGE.
 */
int unknown_contract(const char *name);

#endif
