// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: memory sent over a socket without a copy of it being made. TCP to
 * ourselves: what arrives is compared.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "buffer.h"
#include "door_io_uring.h"

/** struct link - a connection to ourselves */
struct link {
	int from, to;
};

static int connect_to(int listener, struct link *l)
{
	struct sockaddr_in addr = { .sin_family = AF_INET };
	socklen_t size = sizeof(addr);

	addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(listener, (struct sockaddr *)&addr, size) ||
	    listen(listener, 1) ||
	    getsockname(listener, (struct sockaddr *)&addr, &size))
		return -errno;
	l->from = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (l->from < 0)
		return -errno;
	if (!connect(l->from, (struct sockaddr *)&addr, size)) {
		l->to = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
		if (l->to >= 0)
			return 0;
	}
	close(l->from);
	return -errno;
}

static long no_link(struct attempt *a, const char *what)
{
	if (errno == EAFNOSUPPORT)
		return attempt_absent(a, what);
	if (errno != ENETUNREACH && errno != EADDRNOTAVAIL)
		return attempt_broken(a, what);
	snprintf(a->lacks, sizeof(a->lacks), "the loopback interface is down");
	return -errno;
}

static long open_link(struct attempt *a, struct link *l)
{
	const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int ret;

	if (listener < 0)
		return no_link(a, "socket");
	ret = connect_to(listener, l);
	close(listener);
	errno = -ret;
	return ret ? no_link(a, "a connection to ourselves") : 0;
}

/* What was sent, and nothing else, must arrive. */
static void check_arrival(struct attempt *a, int fd, char *copy, long sent)
{
	if (sent < 0)
		sent = 0;
	if ((sent && recv(fd, copy, sent, MSG_WAITALL) != sent) ||
	    recv(fd, copy + sent, 1, MSG_DONTWAIT) >= 0 ||
	    !buffer_held(a, copy, 0, sent))
		a->wrong_data = true;
}

/* A second completion says that the memory is not used any more. */
static long send_and_check(struct attempt *a, struct ring *r,
			   const struct link *l, char *copy)
{
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_SEND_ZC, .fd = l->from,
		.addr = (uintptr_t)a->buf, .len = a->len,
	};
	struct io_uring_cqe sent, done;
	int ret;

	ring_queue(r, &sqe);
	ret = ring_wait(r, &sent);
	if (ret)
		return ret;
	check_arrival(a, l->to, copy, sent.res);
	if (sent.flags & IORING_CQE_F_MORE)
		ret = ring_wait(r, &done);
	return ret ? ret : sent.res;
}

/* Known, it misses the socket. */
static bool knows_send_zc(struct ring *r)
{
	return ring_do(r, &(struct io_uring_sqe){ .opcode = IORING_OP_SEND_ZC,
						  .fd = -1 }) != -EINVAL;
}

static long send_zc(struct attempt *a)
{
	char *copy = attempt_memory(a, a->len + 1);
	struct link l = { -1, -1 };
	struct ring r;
	long ret;

	if (!copy)
		return -ENOMEM;
	ret = attempt_ring(a, &r, 1);
	if (ret)
		return ret;
	errno = EINVAL;
	if (!knows_send_zc(&r))
		ret = attempt_absent(a, "IORING_OP_SEND_ZC");
	else
		ret = open_link(a, &l);
	if (!ret) {
		ret = send_and_check(a, &r, &l, copy);
		close(l.to);
		close(l.from);
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
