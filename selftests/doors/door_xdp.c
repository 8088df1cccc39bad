// SPDX-License-Identifier: GPL-2.0
/*
 * AF_XDP: the UMEM is pinned with FOLL_WRITE | FOLL_LONGTERM, by one call and
 * without a policy of its own.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/if_xdp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "doors/door_xdp.h"
#include "doors/doors.h"

/* XDP_UMEM_MIN_CHUNK_SIZE */
#define CHUNK 2048

int xdp_socket(struct attempt *a)
{
	const int fd = socket(AF_XDP, SOCK_RAW | SOCK_CLOEXEC, 0);

	if (fd >= 0)
		return fd;
	if (errno != EPERM)
		return attempt_no_interface(a, "socket(AF_XDP)");
	return attempt_skip(a, "CAP_NET_RAW is missing");
}

long xdp_umem(int fd, void *at, size_t len)
{
	const struct xdp_umem_reg umem = {
		.addr = (uintptr_t)at, .len = len, .chunk_size = CHUNK,
	};

	return setsockopt(fd, SOL_XDP, XDP_UMEM_REG, &umem, sizeof(umem)) ?
		-errno : 0;
}

static long open_socket(struct attempt *a, void *session)
{
	int *const fd = session;

	*fd = xdp_socket(a);
	return *fd < 0 ? *fd : 0;
}

static long register_umem(struct attempt *a, void *session)
{
	const int *const fd = session;
	const long ret = xdp_umem(*fd, a->buf, a->len);

	/* Pages without CAP_IPC_LOCK count against RLIMIT_MEMLOCK. */
	if (ret == -ENOBUFS)
		attempt_skip(a, "RLIMIT_MEMLOCK is too small");
	return ret;
}

static void close_socket(struct attempt *a, void *session)
{
	const int *const fd = session;

	(void)a;
	close(*fd);
}

static const struct session socket_session = {
	sizeof(int), open_socket, register_umem, close_socket, .keeps = true,
};

const struct door doors_xdp[] = {
	{
		.name = "afxdp.umem",
		.title = "registration as the memory of an AF_XDP socket",
		.props = {
			.flags = D_WRITE | D_LONGTERM | D_SLOW,
			.partial = PARTIAL_REFUSED, .partial_error = ENOMEM,
			.success_is_zero = true,
		},
		.need.config = "XDP_SOCKETS",
		IN_SESSION(socket_session),
	}, {}
};
