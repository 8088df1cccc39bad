// SPDX-License-Identifier: GPL-2.0
/*
 * RDMA memory regions: with write access pinned by FOLL_WRITE; until
 * b40656aa7d55 without it too, with FOLL_FORCE.
 */
#define _GNU_SOURCE
#include <errno.h>

#include "lib/rdma.h"
#include "doors/doors.h"

static long open_device(struct attempt *a, void *session)
{
	return rdma_open(a, session);
}

static long register_region(struct attempt *a, void *session)
{
	struct rdma_region r;
	const long ret = rdma_register_beside(a, &r, session, a->buf, a->len,
					      a->contract->door->how);

	errno = EBUSY;
	return !ret && rdma_deregister(&r) ?
		attempt_setup_error(a, "the end of a region") : ret;
}

static void close_device(struct attempt *a, void *session)
{
	(void)a;
	rdma_close(session);
}

static const struct session device_session = {
	.size = sizeof(struct rdma_region),
	.open = open_device, .use = register_region, .close = close_device,
};

const struct door doors_rdma[] = {
	{
		.name = "rdma.mr.read",
		.title = "registration as an RDMA region that is only read",
		.props = {
			.flags = D_LONGTERM | D_RETRIES_REST,
			.partial = PARTIAL_ERRNO,
			.forced_until = C_RDMA_NO_FORCE,
			.success_is_zero = true,
		},
		.need = { .config = "RDMA_RXE", .env = "PINCER_RDMA" },
		.brief = true, IN_SESSION(device_session),
	}, {
		.name = "rdma.mr.write",
		.title = "registration as an RDMA region that is written to",
		.props = {
			.flags = D_LONGTERM | D_WRITE | D_RETRIES_REST,
			.partial = PARTIAL_ERRNO, .success_is_zero = true,
		},
		.need = { .config = "RDMA_RXE", .env = "PINCER_RDMA" },
		.brief = true, .how = IB_UVERBS_ACCESS_LOCAL_WRITE,
		IN_SESSION(device_session),
	}, {}
};
