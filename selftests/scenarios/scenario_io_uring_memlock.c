// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: registered pages count against RLIMIT_MEMLOCK, unless the ring was
 * made with CAP_IPC_LOCK.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "lib/memlock.h"
#include "scenarios/scenario.h"

/* RLIMIT_MEMLOCK, pages. */
#define LIMIT 16

/* ENOMEM is what must come of it, so it is not retried. */
static long try_pages(int fd, void *at, int pages)
{
	const struct iovec iov = { at, pages * (size_t)getpagesize() };

	return or_errno(ring_register(fd, IORING_REGISTER_BUFFERS, &iov, 1));
}

static long register_pages(int fd, void *at, int pages)
{
	const struct iovec iov = { at, pages * (size_t)getpagesize() };

	return or_errno(ring_register_buffers(fd, &iov, 1));
}

/* A page more than RLIMIT_MEMLOCK, each a folio of its own. */
static void *make_pages(struct attempt *a)
{
	const size_t len = (LIMIT + 1) * (size_t)getpagesize();
	void *at = attempt_memory(a, len);

	if (at)
		madvise(at, len, MADV_NOHUGEPAGE);
	if (!memlock_set_limit(LIMIT * (size_t)getpagesize()))
		attempt_setup_error(a, "RLIMIT_MEMLOCK");
	return at;
}

/* Charged pages count up to RLIMIT_MEMLOCK, and no more once unregistered. */
static bool limit_is_kept(struct attempt *a, int fd, void *at, long start)
{
	return scenario_answer(a, "charged", memlock_charge() - start,
			       LIMIT * (long)getpagesize()) &&
	       scenario_answer(a, "unregistration",
			       or_errno(ring_unregister_buffers(fd)), 0) &&
	       scenario_answer(a, "still charged",
			       memlock_charge_at_last(start) - start, 0) &&
	       scenario_answer(a, "a page too many",
			       try_pages(fd, at, LIMIT + 1), -ENOMEM) &&
	       scenario_answer(a, "charged for nothing",
			       memlock_charge() - start, 0) &&
	       scenario_answer(a, "as many as may be",
			       register_pages(fd, at, LIMIT), 0);
}

/*
 * A ring at RLIMIT_MEMLOCK; a skip if others of this user leave less. To a new
 * user, ENOMEM is the kernel's answer.
 */
static int ring_at_limit(struct attempt *a, void *at, bool stranger)
{
	const int fd = ring_bare();
	long ret;

	if (memlock_counts_rings(&a->kernel->history))
		return attempt_skip(a, MEMLOCK_COUNTS_RINGS);
	if (fd < 0)
		return attempt_no_ring(a);
	ret = register_pages(fd, at, LIMIT);
	if (ret == -ENOMEM && !stranger)
		return attempt_no_ring(a);
	return ret ?: fd;
}

static long keep_limit(struct attempt *a)
{
	const long start = memlock_charge();
	void *at = make_pages(a);
	bool stranger;
	int fd;

	stranger = memlock_become_stranger();
	if (!at || !memlock_set_privilege(false))
		return attempt_setup_error(a, "CAP_IPC_LOCK");
	fd = ring_at_limit(a, at, stranger);
	if (fd < 0)
		return fd;
	a->disagrees = !limit_is_kept(a, fd, at, start);
	close(fd);
	if (!a->disagrees)
		a->disagrees = !scenario_answer(a, "with the next ring",
						register_pages(ring_bare(), at,
							       LIMIT), 0);
	return 0;
}

/* io_uring_setup() checks CAP_IPC_LOCK, IORING_REGISTER_BUFFERS does not. */
static long keep_privilege(struct attempt *a)
{
	void *at = make_pages(a);
	int with, without;
	const long ret = attempt_ring_pair(a, &with, &without);

	if (ret || !at)
		return ret ?: -ENOMEM;
	a->disagrees = !(
		scenario_answer(a, "dropped after the ring was made",
				register_pages(with, at, LIMIT + 1), 0) &&
		scenario_answer(a, "taken up again",
				memlock_set_privilege(true) ? 0 : -EPERM, 0) &&
		scenario_answer(a, "taken up after the ring was made",
				try_pages(without, at, LIMIT + 1), -ENOMEM));
	return 0;
}

/* capable() asks for CAP_IPC_LOCK in the initial user namespace. */
static long confine_privilege(struct attempt *a)
{
	void *at = make_pages(a);
	bool stranger;
	int fd;

	if (!at)
		return -ENOMEM;
	stranger = memlock_become_stranger();
	if (unshare(CLONE_NEWUSER)) {
		if (errno == EINVAL)
			return attempt_no_interface(a, "CLONE_NEWUSER");
		return attempt_skip(a, "a user namespace is not allowed");
	}
	if (!memlock_privileged())
		return attempt_setup_error(a, "CAP_IPC_LOCK in a user namespace");
	fd = ring_at_limit(a, at, stranger);
	if (fd < 0)
		return fd;
	a->disagrees = !(
		scenario_answer(a, "unregistration",
				or_errno(ring_unregister_buffers(fd)), 0) &&
		scenario_answer(a, "a page too many",
				try_pages(fd, at, LIMIT + 1), -ENOMEM));
	return 0;
}

#define MEMLOCK(name_, title_, run_)					\
	.name = "io_uring.memlock." name_, .title = title_,		\
	SUCCESS_IS_ZERO,						\
	.expect = scenario_works, .run = run_

const struct scenario scenarios_io_uring_memlock[] = {
	{
		MEMLOCK("limit", "registered buffers count against RLIMIT_MEMLOCK until they are unregistered",
		      keep_limit),
		.need.config = "IO_URING",
	}, {
		MEMLOCK("privilege", "only an io_uring made with CAP_IPC_LOCK is exempt from RLIMIT_MEMLOCK",
		      keep_privilege),
		.need.config = "IO_URING",
	}, {
		MEMLOCK("user_namespace", "CAP_IPC_LOCK in a user namespace does not lift RLIMIT_MEMLOCK",
		      confine_privilege),
		.need.config = "USER_NS",
	}, {}
};
