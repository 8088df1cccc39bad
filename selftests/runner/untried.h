/* SPDX-License-Identifier: GPL-2.0 */
/* Contracts that are not tried, as what was tried before says enough. */
#ifndef PINCER_UNTRIED_H
#define PINCER_UNTRIED_H

#include "runner/runner.h"

/**
 * untried() - whether a contract is not tried
 * @r: the runner
 * @c: the contract
 * @seen: receives its observation, or NULL
 *
 * A door that hung is held back. A door or a mapping that was not there in an
 * earlier case, where the kernel lacks its commit or option, is not there.
 *
 * Return: true where it is an error or a skip without being tried.
 */
bool untried(const struct runner *r, const struct contract *c,
	     struct observation *seen);

/**
 * untried_add_missing() - note that a door or a mapping was not there
 * @r: the runner
 * @need: that door's or mapping's, which the kernel cannot meet
 */
void untried_add_missing(struct runner *r, const struct need *need);

#endif
