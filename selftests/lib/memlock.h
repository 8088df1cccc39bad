/* SPDX-License-Identifier: GPL-2.0 */
/* RLIMIT_MEMLOCK, CAP_IPC_LOCK, and the pages that are charged. */
#ifndef PINCER_MEMLOCK_H
#define PINCER_MEMLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/attempt.h"
#include "model/history.h"

/** memlock_privileged() - whether CAP_IPC_LOCK is effective */
bool memlock_privileged(void);

/** memlock_unlimited() - whether no page is refused for RLIMIT_MEMLOCK */
bool memlock_unlimited(void);

/** memlock_set_privilege() - make CAP_IPC_LOCK effective or not; true if done */
bool memlock_set_privilege(bool on);

/** memlock_set_limit() - set the soft RLIMIT_MEMLOCK, bytes; true on success */
bool memlock_set_limit(size_t bytes);

/**
 * memlock_become_stranger() - become a user without CAP_IPC_LOCK, to whom no
 *	page is charged: the user_struct is new. All other capabilities stay
 *
 * Return: true when done; false, as for a process that may not change its user.
 */
bool memlock_become_stranger(void);

/**
 * memlock_counts_rings() - whether an io_uring is charged for its own rings, so
 *	that less is left for what it registers
 */
bool memlock_counts_rings(const struct history *h);

/* Why such a kernel is not asked for the exact limit. */
#define MEMLOCK_COUNTS_RINGS "this kernel charges an io_uring's own rings, too"

/** memlock_locked() - VmLck of this process, bytes; -1 when it cannot be read */
long memlock_locked(void);

/** memlock_charge() - VmPin of this process, bytes; -1 when it cannot be read */
long memlock_charge(void);

/** memlock_charge_at_last() - memlock_charge(), once it is @want or after 1 s */
long memlock_charge_at_last(long want);

#endif
