// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: address and number of entries of a ring of provided buffers at their
 * edges. The rules are those of io_uring/kbuf.c.
 */
#define _GNU_SOURCE
#include <errno.h>

#include "doors/door_io_uring.h"
#include "scenarios/edges.h"

/* Less than any ring's 16 bits of tail. */
#define MAX_ENTRIES (1 << 15)

/**
 * struct provider - memory for provided buffers, and a ring to register it with
 * @a: the attempt, with the memory
 * @ring: the ring
 */
struct provider {
	struct attempt *a;
	struct ring ring;
};

enum { RING_ADDR, ENTRIES, GROUP };

static long register_bufs(void *ctx, const __u64 *v)
{
	struct provider *f = ctx;
	struct io_uring_buf_reg arg = {
		.ring_addr = v[RING_ADDR], .ring_entries = v[ENTRIES],
		.bgid = v[GROUP],
	};
	const long ret = or_errno(ring_register(f->ring.fd,
						IORING_REGISTER_PBUF_RING, &arg, 1));

	arg = (struct io_uring_buf_reg){ .bgid = v[GROUP] };
	return ret ? ret : or_errno(ring_register(f->ring.fd,
						  IORING_UNREGISTER_PBUF_RING,
						  &arg, 1));
}

static __u64 entries_size(const __u64 *v)
{
	return v[ENTRIES] * sizeof(struct io_uring_buf);
}

EDGE_RULE(no_address, struct provider, !v[RING_ADDR])
EDGE_RULE(amid_a_page, struct provider, v[RING_ADDR] % edges_page())
EDGE_RULE(no_power_of_two, struct provider,
	  !v[ENTRIES] || v[ENTRIES] & (v[ENTRIES] - 1))
EDGE_RULE(too_many_entries, struct provider, v[ENTRIES] > MAX_ENTRIES)
EDGE_RULE(entries_wrap, struct provider,
	  edges_wrap(v[RING_ADDR], entries_size(v)) ||
	  edges_wrap(v[RING_ADDR] + entries_size(v), edges_page() - 1))
EDGE_RULE(entries_unmapped, struct provider,
	  !edges_inside(f->a, v[RING_ADDR], entries_size(v)))

static const struct edge_rule bufs_rules[] = {
	REFUSES(no_address, EFAULT),
	REFUSES(amid_a_page, EINVAL),
	REFUSES(no_power_of_two, EINVAL),
	REFUSES(too_many_entries, EINVAL),
	REFUSES(entries_wrap, EOVERFLOW),
	REFUSES(entries_unmapped, EFAULT, .late = true),
	{}
};

static long open_provider(struct attempt *a, struct provider *f)
{
	f->a = a;
	return edges_memory(a, MAX_ENTRIES * sizeof(struct io_uring_buf)) ?:
	       attempt_ring(a, &f->ring, 1);
}

static long knows_bufs(struct provider *f)
{
	const __u64 v[] = {
		[RING_ADDR] = (uintptr_t)f->a->buf, [ENTRIES] = 1, [GROUP] = 0,
	};
	const long ret = register_bufs(f, v);

	errno = -ret;
	return ret ? attempt_no_interface(f->a, "IORING_REGISTER_PBUF_RING") : 0;
}

static long try_bufs(struct attempt *a)
{
	struct provider f;

	return open_provider(a, &f) ?: knows_bufs(&f) ?:
	       edges_try(a, &(struct edge_call){
		.name = "IORING_REGISTER_PBUF_RING",
		.argument = {
			ARGUMENT("ring_addr", 64, (uintptr_t)a->buf,
				 .unit = edges_page()),
			ARGUMENT("ring_entries", 32, 8, .limit = MAX_ENTRIES,
				 .unit = MAX_ENTRIES),
			ARGUMENT("bgid", 16, 1),
		},
		.rule = bufs_rules, .call = register_bufs,
	}, &f);
}

const struct scenario scenarios_edges_io_uring_pbuf[] = {
	{
		.name = "io_uring.edges.pbuf_ring",
		.title = "a ring of provided buffers begins at a page, is mapped, and has a power of two of entries below 65536",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_PBUF_RING },
		.expect = scenario_works, .run = try_bufs,
	}, {}
};
