// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: rings are charged to nobody, neither those that io_uring_setup()
 * and IORING_REGISTER_PBUF_RING allocate nor those in memory of the process.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "lib/memlock.h"
#include "scenarios/scenario.h"

/* Several pages of entries, wherever a page has less than 64K. */
#define ENTRIES 1024

/* IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN, enum members since. */
#define RING_DEFERRED (1U << 12 | 1U << 13)
#define RING_RESIZE 33
#define RING_BUFFERS_MMAP 1

/** struct own - a ring to be, and pages for it */
struct own {
	struct attempt *a;
	char *at;
	size_t half;
};

static long set_up(unsigned int entries, struct io_uring_params *params)
{
	return or_errno(syscall(SYS_io_uring_setup, entries, params));
}

static long make_ring(struct own *o)
{
	(void)o;
	return set_up(ENTRIES, &(struct io_uring_params){ 0 });
}

static long make_ring_in_memory(struct own *o)
{
	struct io_uring_params params = { .flags = IORING_SETUP_NO_MMAP };

	params.cq_off.RING_USER_ADDR = (uintptr_t)o->at;
	params.sq_off.RING_USER_ADDR = (uintptr_t)(o->at + o->half);
	return set_up(1, &params);
}

/* Returns what the second call returned, or the ring's descriptor. */
static long ring_and(unsigned int flags, unsigned int what, const void *arg)
{
	const long fd = set_up(1, &(struct io_uring_params){ .flags = flags });
	long ret;

	if (fd < 0)
		return fd;
	ret = or_errno(ring_register(fd, what, arg, 1));
	if (ret < 0)
		close(fd);
	return ret < 0 ? ret : fd;
}

static long resize_rings(struct own *o)
{
	const struct io_uring_params larger = {
		.sq_entries = ENTRIES, .cq_entries = 2 * ENTRIES,
	};

	(void)o;
	return ring_and(RING_DEFERRED, RING_RESIZE, &larger);
}

static long make_buffer_ring(struct own *o)
{
	const struct io_uring_buf_reg arg = {
		.ring_entries = ENTRIES, .pad = RING_BUFFERS_MMAP,
	};

	(void)o;
	return ring_and(0, IORING_REGISTER_PBUF_RING, &arg);
}

static long make_buffer_ring_in_memory(struct own *o)
{
	const struct io_uring_buf_reg arg = {
		.ring_addr = (uintptr_t)o->at, .ring_entries = ENTRIES,
	};

	return ring_and(0, IORING_REGISTER_PBUF_RING, &arg);
}

enum { RING, RING_IN_MEMORY, RESIZED, BUFFER_RING, BUFFER_RING_IN_MEMORY };

static long (*const ways[])(struct own *o) = {
	[RING] = make_ring,
	[RING_IN_MEMORY] = make_ring_in_memory,
	[RESIZED] = resize_rings,
	[BUFFER_RING] = make_buffer_ring,
	[BUFFER_RING_IN_MEMORY] = make_buffer_ring_in_memory,
};

/* A user who may not keep one page. */
static long become_poor(struct attempt *a)
{
	if (!memlock_become_stranger() && a->kernel->guest)
		return attempt_setup_error(a, "another user");
	if (!memlock_set_privilege(false))
		return attempt_setup_error(a, "CAP_IPC_LOCK");
	return memlock_set_limit(0) ? 0 : attempt_setup_error(a, "RLIMIT_MEMLOCK");
}

/* io_sqe_buffers_register() refuses a page, where io_uring_setup() does not. */
static long prove_limit(struct own *o)
{
	const struct iovec iov = { o->at, getpagesize() };
	const long ret = ring_and(0, IORING_REGISTER_BUFFERS, &iov);

	if (ret >= 0)
		close(ret);
	return ret == -ENOMEM ? 0 :
				attempt_setup_error(o->a, "a limit of no page");
}

static long make_for_nothing(struct attempt *a)
{
	struct own o = { .a = a, .half = ENTRIES * sizeof(struct io_uring_sqe) };
	long ret;

	o.at = attempt_memory(a, 2 * o.half);
	ret = o.at ? become_poor(a) ?: prove_limit(&o) : -ENOMEM;
	if (ret)
		return ret;
	ret = ways[a->contract->scenario->how](&o);
	errno = -ret;
	if (ret == -EINVAL || ret == -ENOSYS)
		return attempt_no_interface(a, "this ring of io_uring");
	if (ret == -EPERM)
		return attempt_no_ring(a);
	a->disagrees = !scenario_answer(a, "at RLIMIT_MEMLOCK 0",
					ret < 0 ? ret : 0, 0);
	if (ret >= 0)
		close(ret);
	return 0;
}

static bool charges_buffers(const struct history *h)
{
	return h->has[C_IO_URING_PBUF_REGIONS] &&
	       !h->has[C_IO_URING_PBUF_UNCHARGED];
}

DEFINE_EXPECT(rings_free, .flaws = memlock_counts_rings(h) ? FLAW(MODEL) : 0);
DEFINE_EXPECT(buffers_free,
	      .flaws = memlock_counts_rings(h) || charges_buffers(h) ? FLAW(MODEL) : 0);

#define OWN(name_, title_, how_, expect_, ...)				\
	{								\
		.name = "io_uring.charge." name_,			\
		.title = title_ " is charged to nobody",		\
		SUCCESS_IS_ZERO,					\
		.need = { .config = "IO_URING", __VA_ARGS__ },		\
		.expect = expect_, .how = how_, .run = make_for_nothing, \
	}

const struct scenario scenarios_io_uring_own[] = {
	OWN("ring", "an io_uring", RING, rings_free, .guest_only = false),
	OWN("ring_in_memory", "an io_uring in memory of the process",
	    RING_IN_MEMORY, rings_free, .feature = C_IO_URING_NO_MMAP),
	OWN("resized_ring", "an io_uring that is resized", RESIZED, rings_free,
	    .feature = C_IO_URING_RESIZE),
	OWN("buffer_ring", "a ring of provided buffers that the kernel allocates",
	    BUFFER_RING, buffers_free, .feature = C_IO_URING_PBUF_MMAP),
	OWN("buffer_ring_in_memory", "a ring of provided buffers in memory of the process",
	    BUFFER_RING_IN_MEMORY, buffers_free,
	    .feature = C_IO_URING_PBUF_RING),
	{}
};
