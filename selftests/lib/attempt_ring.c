// SPDX-License-Identifier: GPL-2.0
#include <errno.h>

#include "lib/attempt_ring.h"
#include "lib/memlock.h"

long attempt_no_ring(struct attempt *a)
{
	if (errno == ENOSYS)
		return attempt_no_interface(a, "io_uring_setup");
	if (errno != ENOMEM && errno != EPERM)
		return attempt_setup_error(a, "io_uring_setup");
	return attempt_skip(a, errno == EPERM ? "io_uring is not allowed" :
						"RLIMIT_MEMLOCK is too small");
}

static int attempt_open(struct attempt *a, struct ring *r,
			unsigned int entries,
			int (*open)(struct ring *r, unsigned int entries))
{
	int ret = attempt_plug_holes(a);

	if (ret)
		return ret;
	ret = open(r, entries);
	attempt_unplug_holes(a);
	errno = -ret;
	return ret ? attempt_no_ring(a) : 0;
}

int attempt_ring(struct attempt *a, struct ring *r, unsigned int entries)
{
	return attempt_open(a, r, entries, ring_open);
}

int attempt_wide_ring(struct attempt *a, struct ring *r)
{
	const int ret = attempt_open(a, r, 1, ring_open_wide);

	a->no_interface = a->no_interface || ret == -EINVAL;
	return ret;
}

long attempt_register(struct attempt *a, int fd)
{
	const struct iovec iov = { .iov_base = a->buf, .iov_len = a->len };

	if (!ring_register_buffers(fd, &iov, 1))
		return 0;
	return errno == ENOMEM && !memlock_unlimited() ? attempt_no_ring(a) :
							 -errno;
}

long attempt_fixed(struct attempt *a, struct ring *r, int opcode, int fd,
		   off_t offset)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = fd, .off = offset,
		.addr = (uintptr_t)a->buf, .len = a->len,
	};

	return ring_do(r, &sqe);
}

long attempt_unregister(struct attempt *a, int fd)
{
	return ring_unregister_buffers(fd) ?
		attempt_setup_error(a, "IORING_UNREGISTER_BUFFERS") : 0;
}

long attempt_ring_pair(struct attempt *a, int *with, int *without)
{
	if (!memlock_privileged())
		return attempt_skip(a, "CAP_IPC_LOCK is missing");
	*with = ring_bare();
	if (*with < 0 || !memlock_set_privilege(false))
		return attempt_setup_error(a, "CAP_IPC_LOCK");
	*without = ring_bare();
	return *without < 0 ? attempt_no_ring(a) : 0;
}
