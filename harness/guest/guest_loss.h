/* SPDX-License-Identifier: GPL-2.0 */
/* Why a machine ended too early. */
#ifndef PINCER_GUEST_LOSS_H
#define PINCER_GUEST_LOSS_H

#include "guest/guest.h"

/**
 * struct guest_loss - how a guest was lost
 * @observed: what that is for the case that ran
 * @verdict: the same
 * @reason: in words
 */
struct guest_loss {
	const char *observed;
	enum verdict verdict;
	char reason[256];
};

/** guest_panicked() - whether the console says so */
bool guest_panicked(const struct guest *g);

/** guest_find_loss() - why a machine is gone that should not be */
void guest_find_loss(const struct guest *g, int status, bool expired,
		     struct guest_loss *l);

#endif
