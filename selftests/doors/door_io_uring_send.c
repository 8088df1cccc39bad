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

/** struct sender - a ring, and a connection to send over */
struct sender {
	struct ring ring;
	struct tcp_loopback tcp;
};

static long open_sender(struct attempt *a, void *session)
{
	struct sender *s = session;
	long ret = attempt_ring(a, &s->ring, 1);

	if (ret)
		return ret;
	errno = EINVAL;
	if (!knows_send_zc(&s->ring))
		ret = attempt_no_interface(a, "IORING_OP_SEND_ZC");
	else
		ret = tcp_loopback_open(a, &s->tcp);
	if (ret)
		ring_close(&s->ring);
	return ret;
}

static long send_zc(struct attempt *a, void *session)
{
	struct sender *s = session;
	char *copy = attempt_memory(a, a->len + 1);

	return copy ? send_and_check(a, &s->ring, &s->tcp, copy) : -ENOMEM;
}

static void close_sender(struct attempt *a, void *session)
{
	struct sender *s = session;

	(void)a;
	tcp_loopback_close(&s->tcp);
	ring_close(&s->ring);
}

static const struct session sender_session = {
	.size = sizeof(struct sender),
	.open = open_sender, .use = send_zc, .close = close_sender,
};

const struct door doors_io_uring_send[] = {
	{
		.name = "io_uring.send_zc",
		.title = "a send without a copy over TCP",
		.props = { .partial = PARTIAL_ERRNO, .error = EFAULT },
		.need = { .config = "INET", .feature = C_IO_URING_SEND_ZC },
		.brief = true, IN_SESSION(sender_session),
	}, {}
};
