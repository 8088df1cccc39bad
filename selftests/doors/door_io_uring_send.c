// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: IORING_OP_SEND_ZC over TCP on the loopback interface; the data that
 * arrives is compared.
 */
#define _GNU_SOURCE
#include <errno.h>

#include "doors/door_io_uring.h"
#include "lib/tcp_loopback.h"
#include "memory/buffer.h"
#include "doors/doors.h"

/* The second completion, IORING_CQE_F_NOTIF, tells that the pages are free. */
static long send_and_check(struct attempt *a, struct ring *r,
			   const struct tcp_loopback *l, char *copy)
{
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_SEND_ZC, .fd = l->sender,
		.addr = (uintptr_t)a->buf, .len = a->len,
	};
	struct io_uring_cqe sent, done;
	int ret;

	ring_queue(r, &sqe);
	ret = ring_wait(r, &sent);
	if (ret)
		return ret;
	buffer_check_received(a, l->receiver, copy, sent.res);
	if (sent.flags & IORING_CQE_F_MORE)
		ret = ring_wait(r, &done);
	return ret ? ret : sent.res;
}

/* Probe with fd -1: EBADF if IORING_OP_SEND_ZC exists, EINVAL if not. */
static bool knows_send_zc(struct ring *r)
{
	return ring_do(r, &(struct io_uring_sqe){ .opcode = IORING_OP_SEND_ZC,
						  .fd = -1 }) != -EINVAL;
}

static long send_zc(struct attempt *a)
{
	char *copy = attempt_memory(a, a->len + 1);
	struct tcp_loopback l = { -1, -1 };
	struct ring r;
	long ret;

	if (!copy)
		return -ENOMEM;
	ret = attempt_ring(a, &r, 1);
	if (ret)
		return ret;
	errno = EINVAL;
	if (!knows_send_zc(&r))
		ret = attempt_no_interface(a, "IORING_OP_SEND_ZC");
	else
		ret = tcp_loopback_open(a, &l);
	if (!ret) {
		ret = send_and_check(a, &r, &l, copy);
		tcp_loopback_close(&l);
	}
	ring_close(&r);
	return ret;
}

const struct door doors_io_uring_send[] = {
	{
		.name = "io_uring.send_zc",
		.title = "a send without a copy over TCP",
		.props = { .partial = PARTIAL_ERRNO, .error = EFAULT },
		.need = { .config = "INET", .feature = C_IO_URING_SEND_ZC },
		.brief = true, .run = send_zc,
	}, {}
};
