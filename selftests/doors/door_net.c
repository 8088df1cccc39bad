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

static long connect_zerocopy(struct attempt *a, void *session)
{
	struct tcp_loopback *l = session;
	const int on = 1;
	const long ret = tcp_loopback_open(a, l);

	if (ret ||
	    !setsockopt(l->sender, SOL_SOCKET, SO_ZEROCOPY, &on, sizeof(on)))
		return ret;
	attempt_no_interface(a, "SO_ZEROCOPY");
	tcp_loopback_close(l);
	return -ENOPROTOOPT;
}

static long send_zerocopy(struct attempt *a, void *session)
{
	const struct tcp_loopback *l = session;
	char *copy = attempt_memory(a, a->len + 1);
	long ret;

	if (!copy)
		return -ENOMEM;
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

static void disconnect(struct attempt *a, void *session)
{
	(void)a;
	tcp_loopback_close(session);
}

static const struct session tcp_session = {
	.size = sizeof(struct tcp_loopback),
	.open = connect_zerocopy, .use = send_zerocopy, .close = disconnect,
};

const struct door doors_net[] = {
	{
		.name = "msg_zerocopy.tcp",
		.title = "MSG_ZEROCOPY over TCP",
		.props = { .partial = PARTIAL_ERRNO, .error = EFAULT },
		.need.config = "INET",
		.brief = true, IN_SESSION(tcp_session),
	}, {}
};
