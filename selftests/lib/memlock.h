/* SPDX-License-Identifier: GPL-2.0 */
/* RLIMIT_MEMLOCK, the privilege to lock more, and what is charged. */
#ifndef PINCER_MEMLOCK_H
#define PINCER_MEMLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/attempt.h"

/** memlock_privileged() - whether CAP_IPC_LOCK is effective */
bool memlock_privileged(void);

/** memlock_set_privilege() - lay CAP_IPC_LOCK down, or take it up again */
bool memlock_set_privilege(bool on);

/** memlock_lacks_privilege() - note that CAP_IPC_LOCK is needed; -EPERM */
long memlock_lacks_privilege(struct attempt *a);

/** memlock_set_limit() - RLIMIT_MEMLOCK in bytes; whether that went */
bool memlock_set_limit(size_t bytes);

/** memlock_charge() - what this process has pinned, bytes; -1 if unknown */
long memlock_charge(void);

/**
 * memlock_charge_at_last() - the same, once it has come to what it shall be or
 *	has had a second for it
 */
long memlock_charge_at_last(long want);

/**
 * attempt_ring_pair() - one ring with CAP_IPC_LOCK, and one without
 * @a: the attempt; in the end without CAP_IPC_LOCK
 * @with: receives the first
 * @without: receives the second
 *
 * Return: 0, or -errno; why is in @a.
 */
long attempt_ring_pair(struct attempt *a, int *with, int *without);

#endif
