// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "lib/memlock.h"
#include "lib/read_file.h"

/* The kernel uncharges asynchronously: a second in all. */
#define PATIENCE 100
#define PATIENCE_US 10000

bool memlock_privileged(void)
{
	cap_flag_value_t value = CAP_CLEAR;
	cap_t caps = cap_get_proc();

	if (!caps)
		return false;
	cap_get_flag(caps, CAP_IPC_LOCK, CAP_EFFECTIVE, &value);
	cap_free(caps);
	return value == CAP_SET;
}

bool memlock_unlimited(void)
{
	struct rlimit limit;

	return memlock_privileged() ||
	       (!getrlimit(RLIMIT_MEMLOCK, &limit) &&
		limit.rlim_cur == RLIM_INFINITY);
}

bool memlock_set_privilege(bool on)
{
	const cap_value_t lock = CAP_IPC_LOCK;
	cap_t caps = cap_get_proc();
	bool done;

	if (!caps)
		return false;
	done = !cap_set_flag(caps, CAP_EFFECTIVE, 1, &lock,
			     on ? CAP_SET : CAP_CLEAR) &&
	       !cap_set_proc(caps);
	cap_free(caps);
	return done;
}

bool memlock_set_limit(size_t bytes)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_MEMLOCK, &limit))
		return false;
	limit.rlim_cur = bytes;
	return !setrlimit(RLIMIT_MEMLOCK, &limit);
}

/* The first of the users that processes become, each its own. */
#define STRANGERS 100000

/* All that is permitted is effective again, except CAP_IPC_LOCK. */
static bool regain_privileges(void)
{
	const cap_value_t lock = CAP_IPC_LOCK;
	cap_t caps = cap_get_proc();
	cap_flag_value_t value;
	cap_value_t cap;
	bool done = caps;

	for (cap = 0; done && cap <= CAP_LAST_CAP; cap++)
		if (!cap_get_flag(caps, cap, CAP_PERMITTED, &value))
			done = !cap_set_flag(caps, CAP_EFFECTIVE, 1, &cap, value);
	done = done && !cap_set_flag(caps, CAP_EFFECTIVE, 1, &lock, CAP_CLEAR) &&
	       !cap_set_proc(caps);
	cap_free(caps);
	return done;
}

bool memlock_become_stranger(void)
{
	const uid_t uid = STRANGERS + getpid();

	return !prctl(PR_SET_KEEPCAPS, 1) && !setresuid(uid, uid, uid) &&
	       regain_privileges();
}

static long read_bytes(const char *label)
{
	const long kib = read_number_after("/proc/self/status", label);

	return kib < 0 ? -1 : kib * 1024;
}

bool memlock_counts_rings(const struct history *h)
{
	return !h->has[C_IO_URING_RINGS_MEMCG] ||
	       (h->has[C_IO_URING_RING_REGIONS] &&
		!h->has[C_IO_URING_RINGS_UNCHARGED]);
}

long memlock_locked(void)
{
	return read_bytes("VmLck:");
}

long memlock_charge(void)
{
	return read_bytes("VmPin:");
}

long memlock_charge_at_last(long want)
{
	int i;

	for (i = 0; i < PATIENCE && memlock_charge() != want; i++)
		usleep(PATIENCE_US);
	return memlock_charge();
}
