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

void tcp_loopback_close(const struct tcp_loopback *l)
{
	close(l->receiver);
	close(l->sender);
}
