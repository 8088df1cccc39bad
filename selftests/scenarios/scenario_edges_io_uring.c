// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: addresses and lengths of a registered buffer, and of what is written
 * from it, at their edges. The rules are those of io_uring/rsrc.c.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>

#include "doors/door_io_uring.h"
#include "scenarios/edges.h"

#define GIB (1ULL << 30)
#define TIB (1ULL << 40)

/* Pages of the buffer. */
#define PAGES 3

/* How far a buffer's ends are from those of pages, bytes. */
#define INDENT 100

enum { ADDRESS = EDGE_ADDRESS, LENGTH = EDGE_LENGTH, INDEX };

/**
 * struct ring_buffer - a buffer, and a ring to register it with
 * @a: the attempt, with the buffer
 * @ring: the ring
 * @file: a memfd to write to
 */
struct ring_buffer {
	struct attempt *a;
	struct ring ring;
	int file;
};

static long open_ring(struct attempt *a, struct ring_buffer *f)
{
	f->a = a;
	return edges_memory(a, PAGES * edges_page()) ?:
	       attempt_ring(a, &f->ring, 1);
}

static long register_range(void *ctx, const __u64 *v)
{
	struct ring_buffer *f = ctx;
	const struct iovec iov = {
		(void *)(uintptr_t)v[ADDRESS], v[LENGTH],
	};
	const long ret = or_errno(ring_register(f->ring.fd,
						IORING_REGISTER_BUFFERS, &iov, 1));

	return ret ? ret : or_errno(ring_unregister_buffers(f->ring.fd));
}

EDGE_RULE(length_without_address, struct ring_buffer, !v[ADDRESS] && v[LENGTH])
EDGE_RULE(address_without_length, struct ring_buffer, v[ADDRESS] && !v[LENGTH])
EDGE_RULE(length_is_negative, struct ring_buffer, v[LENGTH] > INT64_MAX)
EDGE_RULE(over_gib, struct ring_buffer, v[LENGTH] > GIB)
EDGE_RULE(over_tib, struct ring_buffer, v[LENGTH] > TIB)
EDGE_RULE(range_wraps, struct ring_buffer,
	  edges_wrap(v[ADDRESS], v[LENGTH]) ||
	  edges_wrap(v[ADDRESS] + v[LENGTH], edges_page() - 1) ||
	  edges_wrap(v[ADDRESS], edges_whole_pages(v[LENGTH])))
EDGE_RULE(range_unmapped, struct ring_buffer,
	  v[LENGTH] && !edges_inside(f->a, v[ADDRESS], v[LENGTH]))

static const struct edge_rule register_rules[] = {
	REFUSES(length_without_address, EFAULT),
	REFUSES(length_is_negative, EINVAL),
	REFUSES(address_without_length, EFAULT),
	REFUSES(over_gib, EFAULT, .until = C_IO_URING_TIB),
	REFUSES(over_tib, EINVAL, .since = C_IO_URING_TIB),
	REFUSES(range_wraps, EOVERFLOW),
	REFUSES(range_unmapped, EFAULT, .late = true),
	{}
};

static long try_register(struct attempt *a)
{
	struct ring_buffer f;

	return open_ring(a, &f) ?: attempt_register(a, f.ring.fd) ?:
	       attempt_unregister(a, f.ring.fd) ?:
	       edges_try(a, &(struct edge_call){
		.name = "IORING_REGISTER_BUFFERS",
		.argument = {
			ARGUMENT("addr", 64, (uintptr_t)a->buf,
				 .unit = edges_page()),
			ARGUMENT("len", 64, a->len, .unit = edges_page(),
				 .max = GIB, .beyond = TIB),
		},
		.rule = register_rules, .call = register_range,
	}, &f);
}

static long write_fixed(void *ctx, const __u64 *v)
{
	struct ring_buffer *f = ctx;
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_WRITE_FIXED, .fd = f->file, .addr = v[ADDRESS],
		.len = v[LENGTH], .buf_index = v[INDEX],
	};

	return ring_do(&f->ring, &sqe);
}

EDGE_RULE(no_such_buffer, struct ring_buffer, v[INDEX])
EDGE_RULE(outside_buffer, struct ring_buffer, !edges_inside(f->a, v[ADDRESS], v[LENGTH]))

static const struct edge_rule fixed_rules[] = {
	REFUSES(no_such_buffer, EFAULT),
	REFUSES(outside_buffer, EFAULT),
	{}
};

static long fixed_bytes(const void *ctx, const __u64 *v)
{
	(void)ctx;
	return v[LENGTH];
}

/* A buffer that neither begins nor ends with a page. */
static long register_indented(struct ring_buffer *f)
{
	f->a->buf += INDENT;
	f->a->len -= 2 * INDENT;
	f->file = memfd_create("pincer", MFD_CLOEXEC);
	return f->file < 0 ? attempt_setup_error(f->a, "memfd") :
			     attempt_register(f->a, f->ring.fd);
}

static long try_fixed(struct attempt *a)
{
	struct ring_buffer f;

	return open_ring(a, &f) ?: register_indented(&f) ?:
	       edges_try(a, &(struct edge_call){
		.name = "IORING_OP_WRITE_FIXED",
		.argument = {
			ARGUMENT("addr", 64, (uintptr_t)a->buf,
				 .limit = (uintptr_t)a->buf + a->len,
				 .unit = edges_page()),
			ARGUMENT("len", 32, edges_page(), .limit = a->len),
			ARGUMENT("buf_index", 16, 0, .limit = 1),
		},
		.rule = fixed_rules, .call = write_fixed,
		.success = fixed_bytes,
	}, &f);
}

const struct scenario scenarios_edges_io_uring[] = {
	{
		.name = "io_uring.edges.register",
		.title = "io_uring refuses buffers whose address and length wrap, exceed the limit or are not mapped",
		SUCCESS_IS_ZERO, .need.config = "IO_URING",
		.expect = scenario_works, .run = try_register,
	}, {
		.name = "io_uring.edges.fixed",
		.title = "WRITE_FIXED works within a registered buffer, from its first byte to none at its end",
		SUCCESS_IS_ZERO, .need.config = "IO_URING",
		.expect = scenario_works, .run = try_fixed,
	}, {}
};
