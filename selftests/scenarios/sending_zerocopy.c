// SPDX-License-Identifier: GPL-2.0
/* Pieces by MSG_ZEROCOPY; the error queue tells when they are free. */
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>

/* Has a struct timespec, and does not say where from. */
#include <linux/errqueue.h>

#include "scenarios/sending.h"

#define IN_USE_MS 2000

static long allow(struct attempt *a, struct sending *s)
{
	const int on = 1;

	return setsockopt(s->fd, SOL_SOCKET, SO_ZEROCOPY, &on, sizeof(on)) ?
		attempt_no_interface(a, "SO_ZEROCOPY") : 0;
}

static long put(struct sending *s, const struct iovec *iov, int nr, bool more)
{
	const struct msghdr m = {
		.msg_iov = (struct iovec *)iov, .msg_iovlen = nr,
	};

	s->sent++;
	return or_errno(sendmsg(s->fd, &m,
				MSG_ZEROCOPY | (more ? MSG_MORE : 0)));
}

/* A message of the error queue is about a range of sends. */
static int sends_done(struct sending *s)
{
	struct pollfd p = { .fd = s->fd };
	union {
		char space[128];
		struct cmsghdr align;
	} control;
	struct msghdr m = {
		.msg_control = &control, .msg_controllen = sizeof(control),
	};
	const struct sock_extended_err *e;
	const struct cmsghdr *c;

	if (poll(&p, 1, IN_USE_MS) != 1 ||
	    recvmsg(s->fd, &m, MSG_ERRQUEUE) < 0)
		return 0;
	c = CMSG_FIRSTHDR(&m);
	if (!c || c->cmsg_level != SOL_IP || c->cmsg_type != IP_RECVERR)
		return 0;
	e = (const void *)CMSG_DATA(c);
	return e->ee_data - e->ee_info + 1;
}

static long finish(struct sending *s)
{
	int done;

	for (; s->sent > 0; s->sent -= done) {
		done = sends_done(s);
		if (done <= 0)
			return -ETIMEDOUT;
	}
	return s->sent ? -EBADMSG : 0;
}

const struct way way_zerocopy = { .open = allow, .put = put, .finish = finish };
