// SPDX-License-Identifier: GPL-2.0
/*
 * AF_XDP: addresses, lengths and chunks of a UMEM at their edges. The rules are
 * those of net/xdp/xdp_umem.c.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/if_xdp.h>
#include <sys/socket.h>

#include "doors/door_xdp.h"
#include "lib/memlock.h"
#include "lib/uapi.h"
#include "scenarios/edges.h"

/* Pages of the buffer. */
#define PAGES 4

/* XDP_UMEM_MIN_CHUNK_SIZE, XDP_PACKET_HEADROOM */
#define CHUNK_MIN 2048
#define PACKET_HEADROOM 256

enum { ADDRESS = EDGE_ADDRESS, LENGTH = EDGE_LENGTH, CHUNK, HEADROOM };

/**
 * struct umem_socket - what a UMEM is registered with
 * @a: the attempt, with the buffer
 * @fd: a socket without a UMEM
 */
struct umem_socket {
	struct attempt *a;
	int fd;
};

static long open_socket(struct umem_socket *f)
{
	f->fd = xdp_socket(f->a);
	return f->fd < 0 ? f->fd : 0;
}

static long register_umem(void *ctx, const __u64 *v)
{
	struct umem_socket *f = ctx;
	const struct xdp_umem_reg umem = {
		.addr = v[ADDRESS], .len = v[LENGTH], .chunk_size = v[CHUNK],
		.headroom = v[HEADROOM],
	};
	const long ret = or_errno(setsockopt(f->fd, SOL_XDP, XDP_UMEM_REG,
					     &umem, sizeof(umem)));

	if (ret)
		return ret;
	close(f->fd);
	return open_socket(f);
}

EDGE_RULE(amid_a_page, struct umem_socket, v[ADDRESS] % edges_page())
EDGE_RULE(chunk_size, struct umem_socket,
	  v[CHUNK] < CHUNK_MIN || v[CHUNK] > edges_page() ||
	  v[CHUNK] & (v[CHUNK] - 1))
EDGE_RULE(chunk_parts, struct umem_socket,
	  !v[CHUNK] || v[LENGTH] < v[CHUNK] || v[LENGTH] % v[CHUNK])
EDGE_RULE(chunk_count, struct umem_socket,
	  v[CHUNK] && v[LENGTH] / v[CHUNK] > UINT32_MAX)
EDGE_RULE(umem_wraps, struct umem_socket, edges_wrap(v[ADDRESS], v[LENGTH]))
EDGE_RULE(headroom, struct umem_socket,
	  v[HEADROOM] + PACKET_HEADROOM > v[CHUNK])
EDGE_RULE(umem_unmapped, struct umem_socket,
	  !edges_inside(f->a, v[ADDRESS], edges_whole_pages(v[LENGTH])))

static const struct edge_rule umem_rules[] = {
	REFUSES(amid_a_page, EINVAL),
	REFUSES(chunk_size, EINVAL),
	REFUSES(chunk_parts, EINVAL),
	REFUSES(chunk_count, EINVAL),
	REFUSES(umem_wraps, EINVAL),
	REFUSES(headroom, EINVAL),
	/* For the first page EFAULT, ENOMEM when some were pinned. */
	REFUSES(umem_unmapped, EFAULT, .late = true),
	REFUSES(umem_unmapped, ENOMEM, .late = true),
	{}
};

static long try_umem(struct attempt *a)
{
	const __u64 page = edges_page();
	struct umem_socket f = { .a = a };
	long ret = edges_memory(a, PAGES * page) ?: open_socket(&f);

	if (ret)
		return ret;
	if (!memlock_privileged())
		return attempt_skip(a, "CAP_IPC_LOCK is missing");
	ret = edges_try(a, &(struct edge_call){
		.name = "XDP_UMEM_REG",
		.argument = {
			ARGUMENT("addr", 64, (uintptr_t)a->buf, .unit = page),
			/* What lies between is valid and an array of pages. */
			ARGUMENT("len", 64, 2 * page, .unit = page,
				 .limit = CHUNK_MIN * (1ULL << 32),
				 .max = 64 << 20,
				 .beyond = CHUNK_MIN * (1ULL << 32) - 1),
			ARGUMENT("chunk_size", 32, CHUNK_MIN, .limit = page),
			ARGUMENT("headroom", 32, 0),
		},
		.rule = umem_rules, .call = register_umem,
	}, &f);
	close(f.fd);
	return ret;
}

const struct scenario scenarios_edges_xdp[] = {
	{
		.name = "afxdp.edges",
		.title = "a UMEM's address and length do not wrap, and it has at most 2^32 - 1 whole chunks of 2048 bytes to a page",
		SUCCESS_IS_ZERO, .need.config = "XDP_SOCKETS",
		.expect = scenario_works, .run = try_umem,
	}, {}
};
