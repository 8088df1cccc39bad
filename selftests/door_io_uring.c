// SPDX-License-Identifier: GPL-2.0
/* io_uring: buffers that are registered are pinned for long. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "door.h"
#include "ring.h"

/*
 * Without CAP_IPC_LOCK rings and what they pin count against RLIMIT_MEMLOCK,
 * and what this user's other rings had is given back some time after they are
 * gone: so a second of patience.
 */
#define PATIENCE 100
#define PATIENCE_US 10000

static int open_ring(void)
{
	int ring, i;

	for (i = 0; i < PATIENCE; i++) {
		ring = ring_setup(1, &(struct io_uring_params){ 0 });
		if (ring >= 0 || errno != ENOMEM)
			break;
		usleep(PATIENCE_US);
	}
	return ring;
}

/* A buffer that is a ring's own memory is registered with that ring. */
static int ring_of_buffer(const struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (a->part[i].kind->traits & T_RING)
			return dup(a->part[i].fd);
	return open_ring();
}

static int register_patiently(int ring, const struct iovec *iov)
{
	int ret, i;

	for (i = 0; i < PATIENCE; i++) {
		ret = ring_register_buffers(ring, iov, 1);
		if (!ret || errno != ENOMEM)
			break;
		usleep(PATIENCE_US);
	}
	return ret ? -errno : 0;
}

static long lacks_memlock(struct attempt *a)
{
	snprintf(a->lacks, sizeof(a->lacks), "RLIMIT_MEMLOCK is too small");
	return -ENOMEM;
}

static long register_buffer(struct attempt *a)
{
	const struct iovec iov = { .iov_base = a->buf, .iov_len = a->len };
	const int ring = ring_of_buffer(a);
	long ret;

	if (ring < 0)
		return errno == ENOMEM ? lacks_memlock(a) :
					 attempt_broken(a, "io_uring_setup");
	ret = register_patiently(ring, &iov);
	if (ret == -ENOMEM)
		lacks_memlock(a);
	else if (!ret && ring_unregister_buffers(ring))
		ret = attempt_broken(a, "IORING_UNREGISTER_BUFFERS");
	close(ring);
	return ret;
}

const struct door doors_io_uring[] = {
	{
		.name = "io_uring.register",
		.title = "registration as an io_uring buffer",
		.props = {
			.flags = D_WRITE | D_LONGTERM | D_FILE_POLICY,
			.partial = PARTIAL_REFUSED, .partial_error = EFAULT,
			.success_is_zero = true,
			.fast_since = C_IO_URING_GUP_FAST,
		},
		.need.config = "IO_URING",
		.run = register_buffer,
	}, {}
};
