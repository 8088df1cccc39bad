/* SPDX-License-Identifier: GPL-2.0 */
/* Why a machine was lost. */
#ifndef PINCER_GUEST_LOSS_H
#define PINCER_GUEST_LOSS_H

#include "guest/guest.h"

/**
 * struct guest_loss - how a machine was lost
 * @observed: what the case that ran observed
 * @verdict: the verdict of that case
 * @reason: why
 */
struct guest_loss {
	enum outcome_kind observed;
	enum verdict verdict;
	char reason[256];
};

/** guest_panicked() - whether the console has a panic of the kernel */
bool guest_panicked(const struct guest *g);

/**
 * guest_find_loss() - why a machine was lost
 * @g: the kernel's state
 * @status: the wait status of the machine
 * @expired: it was killed because it was silent
 * @l: filled in
 */
void guest_find_loss(const struct guest *g, int status, bool expired,
		     struct guest_loss *l);

#endif
