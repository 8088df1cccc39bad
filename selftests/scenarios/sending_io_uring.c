// SPDX-License-Identifier: GPL-2.0
/*
 * Pieces by io_uring: each request completes twice, the second time when its
 * memory is free.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/socket.h>

#include "scenarios/sending.h"

/* A registered buffer: all of the source. */
static long register_source(struct attempt *a, struct sending *s)
{
	const struct iovec iov = {
		.iov_base = s->field->source, .iov_len = field_length(),
	};

	if (!ring_register_buffers(s->ring.fd, &iov, 1))
		return 0;
	return errno == ENOMEM ? attempt_no_ring(a) :
		attempt_setup_error(a, "registering a buffer");
}

static long open_ring(struct attempt *a, struct sending *s)
{
	return attempt_ring(a, &s->ring, PIECES_MAX);
}

/* Probe with fd -1: EBADF if the kernel has the request, EINVAL if not. */
static long open_for(struct attempt *a, struct sending *s, int opcode)
{
	static struct msghdr empty;
	const struct io_uring_sqe probe = {
		.opcode = opcode, .fd = -1, .addr = (uintptr_t)&empty,
	};
	const long ret = open_ring(a, s);

	if (ret)
		return ret;
	errno = EINVAL;
	return ring_do(&s->ring, &probe) == -EINVAL ?
		attempt_no_interface(a, "a send without a copy") : 0;
}

static long open_send(struct attempt *a, struct sending *s)
{
	return open_for(a, s, IORING_OP_SEND_ZC);
}

static long open_sendmsg(struct attempt *a, struct sending *s)
{
	return open_for(a, s, IORING_OP_SENDMSG_ZC);
}

static long open_fixed(struct attempt *a, struct sending *s)
{
	const long ret = open_send(a, s);

	return ret ? ret : register_source(a, s);
}

static void close_ring(struct sending *s)
{
	ring_unregister_buffers(s->ring.fd);
	ring_close(&s->ring);
}

/* The first completions of @nr requests; the others are left to finish(). */
static long bytes_sent(struct sending *s, int nr)
{
	struct io_uring_cqe cqe;
	long all = 0;
	int ret;

	while (nr) {
		ret = ring_wait(&s->ring, &cqe);
		if (ret)
			return ret;
		if (cqe.flags & IORING_CQE_F_NOTIF) {
			s->sent--;
			continue;
		}
		nr--;
		if (cqe.flags & IORING_CQE_F_MORE)
			s->sent++;
		if (cqe.res < 0)
			return cqe.res;
		all += cqe.res;
	}
	return all;
}

/* Linked, since requests that have to wait may be overtaken. */
static long put_each(struct sending *s, const struct iovec *iov, int nr,
		     bool more, unsigned int flags)
{
	int i;

	for (i = 0; i < nr; i++) {
		const bool last = i == nr - 1;
		const struct io_uring_sqe sqe = {
			.opcode = IORING_OP_SEND_ZC, .fd = s->fd,
			.addr = (uintptr_t)iov[i].iov_base,
			.len = iov[i].iov_len, .ioprio = flags,
			.flags = last ? 0 : IOSQE_IO_LINK,
			.msg_flags = MSG_WAITALL |
				     (last && !more ? 0 : MSG_MORE),
		};

		ring_queue(&s->ring, &sqe);
	}
	return bytes_sent(s, nr);
}

static long put_sends(struct sending *s, const struct iovec *iov, int nr,
		      bool more)
{
	return put_each(s, iov, nr, more, 0);
}

static long put_fixed(struct sending *s, const struct iovec *iov, int nr,
		      bool more)
{
	return put_each(s, iov, nr, more, IORING_RECVSEND_FIXED_BUF);
}

static long put_message(struct sending *s, const struct iovec *iov, int nr,
			bool more)
{
	const struct msghdr m = {
		.msg_iov = (struct iovec *)iov, .msg_iovlen = nr,
	};
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_SENDMSG_ZC, .fd = s->fd,
		.addr = (uintptr_t)&m, .len = 1,
		.msg_flags = MSG_WAITALL | (more ? MSG_MORE : 0),
	};

	ring_queue(&s->ring, &sqe);
	return bytes_sent(s, 1);
}

static long finish(struct sending *s)
{
	struct io_uring_cqe cqe;
	int ret;

	for (; s->sent > 0; s->sent--) {
		ret = ring_wait(&s->ring, &cqe);
		if (ret)
			return ret;
		if (!(cqe.flags & IORING_CQE_F_NOTIF))
			return -EBADMSG;
	}
	return 0;
}

const struct way way_send_zc = {
	.open = open_send, .put = put_sends, .finish = finish,
	.close = close_ring,
};
const struct way way_send_zc_fixed = {
	.open = open_fixed, .put = put_fixed, .finish = finish,
	.close = close_ring,
};
const struct way way_sendmsg_zc = {
	.open = open_sendmsg, .put = put_message, .finish = finish,
	.close = close_ring,
};
