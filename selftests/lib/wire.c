// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/tcp_loopback.h"
#include "lib/wire.h"

#define PATIENCE_S 1
#define SMALL_MTU 1500

static void swap_ends(struct wire *w)
{
	const int from = w->from;

	w->from = w->to;
	w->to = from;
}

static long open_tcp(struct attempt *a, struct wire *w)
{
	struct tcp_loopback l;
	const long ret = tcp_loopback_open(a, &l);

	w->from = l.sender;
	w->to = l.receiver;
	return ret;
}

/* The kernel picks an abstract name for a bind() without one. */
static int connect_unix(int listener, struct wire *w)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	socklen_t size = offsetof(struct sockaddr_un, sun_path);

	if (bind(listener, (struct sockaddr *)&addr, size) ||
	    listen(listener, 1))
		return -1;
	size = sizeof(addr);
	w->from = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (getsockname(listener, (struct sockaddr *)&addr, &size) ||
	    connect(w->from, (struct sockaddr *)&addr, size))
		return -1;
	w->to = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	return w->to;
}

static long open_unix(struct attempt *a, struct wire *w)
{
	const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int ret;

	if (listener < 0)
		return attempt_no_interface(a, "socket(AF_UNIX)");
	ret = connect_unix(listener, w);
	close(listener);
	return ret < 0 ? attempt_setup_error(a, "an AF_UNIX connection") : 0;
}

/* A socket of the loopback address, at any port. */
static int open_udp_end(struct sockaddr_in *addr)
{
	const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	socklen_t size = sizeof(*addr);

	*addr = (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	if (fd < 0 || bind(fd, (struct sockaddr *)addr, size) ||
	    getsockname(fd, (struct sockaddr *)addr, &size))
		return -1;
	return fd;
}

static long open_udp(struct attempt *a, struct wire *w)
{
	struct sockaddr_in from, to;

	w->from = open_udp_end(&from);
	w->to = open_udp_end(&to);
	w->datagrams = true;
	if (w->from >= 0 && w->to >= 0 &&
	    !connect(w->from, (struct sockaddr *)&to, sizeof(to)))
		return 0;
	if (errno == EAFNOSUPPORT)
		return attempt_no_interface(a, "socket(AF_INET)");
	if (errno != ENETUNREACH && errno != EADDRNOTAVAIL)
		return attempt_setup_error(a, "a pair of UDP sockets");
	return attempt_skip(a, "the loopback interface is down");
}

/* A datagram that is longer than the MTU gets its checksum from the CPU. */
static long open_udp_fragments(struct attempt *a, struct wire *w)
{
	struct ifreq lo = { .ifr_name = "lo", .ifr_mtu = SMALL_MTU };
	const int any = unshare(CLONE_NEWNET) ? -1 :
		socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (any < 0 && errno == EPERM)
		return attempt_skip(a, "network namespaces are not allowed");
	if (any < 0)
		return attempt_no_interface(a, "a network namespace");
	if (ioctl(any, SIOCSIFMTU, &lo))
		return attempt_setup_error(a, "SIOCSIFMTU");
	lo.ifr_flags = IFF_UP;
	if (ioctl(any, SIOCSIFFLAGS, &lo))
		return attempt_setup_error(a, "SIOCSIFFLAGS");
	close(any);
	return open_udp(a, w);
}

static const struct {
	long (*open)(struct attempt *a, struct wire *w);
	bool accepted;
} kinds[] = {
	[WIRE_TCP] = { open_tcp, false },
	[WIRE_TCP_ACCEPTED] = { open_tcp, true },
	[WIRE_UDP] = { open_udp, false },
	[WIRE_UDP_FRAGMENTS] = { open_udp_fragments, false },
	[WIRE_UNIX] = { open_unix, false },
	[WIRE_UNIX_ACCEPTED] = { open_unix, true },
};

long wire_open(struct attempt *a, enum wire_kind kind, struct wire *w)
{
	const struct timeval patience = { .tv_sec = PATIENCE_S };
	long ret;

	*w = (struct wire){ .from = -1, .to = -1 };
	ret = kinds[kind].open(a, w);
	if (ret)
		return ret;
	if (kinds[kind].accepted)
		swap_ends(w);
	if (setsockopt(w->to, SOL_SOCKET, SO_RCVTIMEO, &patience,
		       sizeof(patience)))
		return attempt_setup_error(a, "SO_RCVTIMEO");
	return 0;
}

void wire_close(const struct wire *w)
{
	close(w->to);
	close(w->from);
}
