// SPDX-License-Identifier: GPL-2.0
/*
 * Zero-copy sends charge the pages of the message, and two more, until the
 * message is sent. Here it never is: the receiver's window is full.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/socket.h>

#include "lib/attempt_ring.h"
#include "scenarios/payer.h"

/* mm_account_pinned_pages(), io_notif_account_mem(): "worst case". */
#define WORST_CASE 2

static long open_stalled(struct payment *p)
{
	const long ret = tcp_loopback_open(p->a, &p->net);

	return ret ? ret : tcp_loopback_stall(p->a, &p->net);
}

static long end_send(struct payment *p, long ret)
{
	if (ret < 0)
		tcp_loopback_close(&p->net);
	return ret < 0 ? ret : 0;
}

static long send_socket(struct payment *p)
{
	const int on = 1;

	if (setsockopt(p->net.sender, SOL_SOCKET, SO_ZEROCOPY, &on, sizeof(on)))
		return attempt_no_interface(p->a, "SO_ZEROCOPY");
	return or_errno(send(p->net.sender, p->at, p->len,
			     MSG_ZEROCOPY | MSG_DONTWAIT));
}

static long msg_zerocopy(struct payment *p)
{
	return open_stalled(p) ?: end_send(p, send_socket(p));
}

static void close_sockets(struct payment *p)
{
	tcp_loopback_close(&p->net);
}

/* Probe with fd -1: EBADF if the opcode exists, EINVAL if not. */
static bool knows(struct ring *r, int opcode)
{
	return ring_do(r, &(struct io_uring_sqe){ .opcode = opcode,
						  .fd = -1 }) != -EINVAL;
}

/* The notification comes when the sockets are closed, or with the failure. */
static long send_ring(struct payment *p, const struct io_uring_sqe *sqe)
{
	struct io_uring_cqe cqe, notice;
	long ret;

	errno = EINVAL;
	if (!knows(&p->ring, sqe->opcode))
		return attempt_no_interface(p->a, "IORING_OP_SENDMSG_ZC");
	ring_queue(&p->ring, sqe);
	ret = ring_wait(&p->ring, &cqe);
	if (ret)
		return ret;
	if (cqe.res < 0 && cqe.flags & IORING_CQE_F_MORE)
		ring_wait(&p->ring, &notice);
	return cqe.res;
}

static long open_ring(struct payment *p)
{
	return attempt_ring(p->a, &p->ring, 1) ?: open_stalled(p);
}

static long end_ring(struct payment *p, long ret)
{
	ret = end_send(p, ret);
	if (ret)
		ring_close(&p->ring);
	return ret;
}

static long send_zc(struct payment *p)
{
	const long ret = open_ring(p);

	return ret ? ret : end_ring(p, send_ring(p, &(struct io_uring_sqe){
		.opcode = IORING_OP_SEND_ZC, .fd = p->net.sender,
		.addr = (uintptr_t)p->at, .len = p->len,
	}));
}

static long sendmsg_zc(struct payment *p)
{
	struct iovec iov = { p->at, p->len };
	const struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };
	const long ret = open_ring(p);

	return ret ? ret : end_ring(p, send_ring(p, &(struct io_uring_sqe){
		.opcode = IORING_OP_SENDMSG_ZC, .fd = p->net.sender,
		.addr = (uintptr_t)&m, .len = 1,
	}));
}

static void close_all(struct payment *p)
{
	struct io_uring_cqe notice;

	tcp_loopback_close(&p->net);
	ring_wait(&p->ring, &notice);
	ring_close(&p->ring);
}

const struct payer payers_net[] = {
	{
		.name = "msg_zerocopy.tcp", .refusal = ENOBUFS, .bad = PAYER_PAGES,
		.extra = WORST_CASE, .pin = msg_zerocopy,
		.give_back = close_sockets,
	}, {
		.name = "io_uring.send_zc", .refusal = ENOMEM, .bad = PAYER_PAGES,
		.extra = WORST_CASE, .pin = send_zc, .give_back = close_all,
	}, {
		.name = "io_uring.sendmsg_zc", .refusal = ENOMEM, .bad = PAYER_PAGES,
		.extra = WORST_CASE, .pin = sendmsg_zc, .give_back = close_all,
	}, {}
};
