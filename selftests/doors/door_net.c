// SPDX-License-Identifier: GPL-2.0
/* MSG_ZEROCOPY: sockets that send pages of the process. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>

#include "lib/attempt.h"
#include "lib/tcp_loopback.h"
#include "memory/buffer.h"
#include "doors/doors.h"

/* How long the pages may stay in use after send(), milliseconds. */
#define IN_USE_MS 2000

/* SO_EE_ORIGIN_ZEROCOPY on the error queue: the pages are not used any more. */
static bool was_released(int fd)
{
	struct pollfd p = { .fd = fd };
	char control[128];
	struct msghdr m = {
		.msg_control = control, .msg_controllen = sizeof(control),
	};

	return poll(&p, 1, IN_USE_MS) == 1 &&
	       recvmsg(fd, &m, MSG_ERRQUEUE) >= 0;
}

static long send_zerocopy(struct attempt *a, const struct tcp_loopback *l,
			  char *copy)
{
	const int on = 1;
	long ret;

	if (setsockopt(l->sender, SOL_SOCKET, SO_ZEROCOPY, &on, sizeof(on)))
		return attempt_no_interface(a, "SO_ZEROCOPY");
	ret = or_errno(send(l->sender, a->buf, a->len, MSG_ZEROCOPY));
	/* Pages count against RLIMIT_MEMLOCK. */
	if (ret == -ENOBUFS)
		attempt_skip(a, "RLIMIT_MEMLOCK is too small");
	buffer_check_received(a, l->receiver, copy, ret);
	errno = ETIMEDOUT;
	if (ret > 0 && !was_released(l->sender))
		return attempt_setup_error(a, "waiting for the end of MSG_ZEROCOPY");
	return ret;
}

static long send_by_tcp(struct attempt *a)
{
	char *copy = attempt_memory(a, a->len + 1);
	struct tcp_loopback l;
	long ret;

	if (!copy)
		return -ENOMEM;
	ret = tcp_loopback_open(a, &l);
	if (ret)
		return ret;
	ret = send_zerocopy(a, &l, copy);
	tcp_loopback_close(&l);
	return ret;
}

const struct door doors_net[] = {
	{
		.name = "msg_zerocopy.tcp",
		.title = "MSG_ZEROCOPY over TCP",
		.props = { .partial = PARTIAL_ERRNO, .error = EFAULT },
		.need.config = "INET",
		.brief = true, .run = send_by_tcp,
	}, {}
};
