// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/tcp_loopback.h"

static int connect_to(int listener, struct tcp_loopback *l)
{
	struct sockaddr_in addr = { .sin_family = AF_INET };
	socklen_t size = sizeof(addr);

	addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(listener, (struct sockaddr *)&addr, size) ||
	    listen(listener, 1) ||
	    getsockname(listener, (struct sockaddr *)&addr, &size))
		return -errno;
	l->sender = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (l->sender < 0)
		return -errno;
	if (!connect(l->sender, (struct sockaddr *)&addr, size)) {
		l->receiver = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
		if (l->receiver >= 0)
			return 0;
	}
	close(l->sender);
	return -errno;
}

static long note_failure(struct attempt *a, const char *what)
{
	if (errno == EAFNOSUPPORT)
		return attempt_no_interface(a, what);
	if (errno != ENETUNREACH && errno != EADDRNOTAVAIL)
		return attempt_setup_error(a, what);
	return attempt_skip(a, "the loopback interface is down");
}

long tcp_loopback_open(struct attempt *a, struct tcp_loopback *l)
{
	const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int ret;

	if (listener < 0)
		return note_failure(a, "socket");
	ret = connect_to(listener, l);
	close(listener);
	errno = -ret;
	return ret ? note_failure(a, "a connection to ourselves") : 0;
}

/* Bytes that a queue may hold: at least, and more than any test sends. */
#define SMALL 4096
#define LARGE (4 << 20)

static int set_size(int fd, int option, int bytes)
{
	return setsockopt(fd, SOL_SOCKET, option, &bytes, sizeof(bytes));
}

long tcp_loopback_stall(struct attempt *a, const struct tcp_loopback *l)
{
	static const char filler[SMALL];

	if (set_size(l->receiver, SO_RCVBUF, SMALL) ||
	    set_size(l->sender, SO_SNDBUF, SMALL))
		return attempt_setup_error(a, "SO_RCVBUF");
	while (send(l->sender, filler, sizeof(filler), MSG_DONTWAIT) > 0)
		;
	if (errno != EAGAIN || set_size(l->sender, SO_SNDBUF, LARGE))
		return attempt_setup_error(a, "filling a connection");
	return 0;
}

void tcp_loopback_close(const struct tcp_loopback *l)
{
	close(l->receiver);
	close(l->sender);
}
