// SPDX-License-Identifier: GPL-2.0
/* io_uring: buffers that are registered are pinned for long. */
#include <errno.h>
#include <unistd.h>

#include "door.h"
#include "ring.h"

/* A buffer that is a ring's own memory is registered with that ring. */
static int ring_of_buffer(const struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (a->part[i].kind->traits & T_RING)
			return dup(a->part[i].fd);
	return ring_setup(1, &(struct io_uring_params){ 0 });
}

static long register_buffer(struct attempt *a)
{
	const struct iovec iov = { .iov_base = a->buf, .iov_len = a->len };
	const int ring = ring_of_buffer(a);
	long ret = 0;

	if (ring < 0)
		return attempt_broken(a, "io_uring_setup");
	if (ring_register_buffers(ring, &iov, 1))
		ret = -errno;
	else if (ring_unregister_buffers(ring))
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
			.partial = PARTIAL_EFAULT, .success_is_zero = true,
			.fast_since = C_IO_URING_GUP_FAST,
		},
		.need.config = "IO_URING",
		.run = register_buffer,
	}, {}
};
