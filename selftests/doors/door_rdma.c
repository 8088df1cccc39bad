// SPDX-License-Identifier: GPL-2.0
/*
 * RDMA memory regions: with write access pinned by FOLL_WRITE; until
 * b40656aa7d55 without it too, with FOLL_FORCE.
 */
#define _GNU_SOURCE
#include "lib/rdma.h"
#include "doors/doors.h"

static long register_region(struct attempt *a)
{
	struct rdma_region r;
	const long ret = rdma_register(a, &r, a->buf, a->len, a->contract->door->how);

	if (!ret)
		rdma_close(&r);
	return ret;
}

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
		.brief = true, .run = register_region,
	}, {
		.name = "rdma.mr.write",
		.title = "registration as an RDMA region that is written to",
		.props = {
			.flags = D_LONGTERM | D_WRITE | D_RETRIES_REST,
			.partial = PARTIAL_ERRNO, .success_is_zero = true,
		},
		.need = { .config = "RDMA_RXE", .env = "PINCER_RDMA" },
		.brief = true, .how = IB_UVERBS_ACCESS_LOCAL_WRITE,
		.run = register_region,
	}, {}
};
