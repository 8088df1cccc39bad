// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: addresses, lengths, counts, offsets and indices of registered
 * buffers at their edges. The rules are those of io_uring/rsrc.c and
 * io_uring/kbuf.c.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "scenarios/edges.h"

/* IORING_MAX_REG_BUFFERS, and what is less than any ring's 16 bits of tail. */
#define MAX_BUFFERS (1 << 14)
#define MAX_ENTRIES (1 << 15)

#define GIB (1ULL << 30)
#define TIB (1ULL << 40)

/* Buffers in a table to update, and in one to clone. */
#define SLOTS 8
#define SOURCES 4

/* Pages of the buffer. */
#define PAGES 3

/**
 * struct fixture - rings, and memory to register
 * @ring: the ring
 * @source: another, for clones
 * @file: a memfd to write to
 * @at: the memory
 * @len: of it, bytes
 * @page: PAGE_SIZE
 * @flags: of a clone
 */
struct fixture {
	struct ring ring;
	int source, file;
	__u64 at, len, page;
	unsigned int flags;
};

static long open_fixture(struct attempt *a, struct fixture *f, size_t len)
{
	const long ret = edges_memory(a, len);

	if (ret)
		return ret;
	f->page = getpagesize();
	f->len = len;
	f->at = (uintptr_t)a->buf;
	return attempt_ring(a, &f->ring, 1);
}

static bool inside(const struct fixture *f, __u64 at, __u64 len)
{
	return at >= f->at && len <= f->len && at - f->at <= f->len - len;
}

static bool wraps(__u64 at, __u64 len)
{
	return at + len < at;
}

enum { ADDRESS, LENGTH };

static long register_range(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;
	const struct iovec iov = {
		(void *)(uintptr_t)v[ADDRESS], v[LENGTH],
	};
	const long ret = or_errno(ring_register(f->ring.fd,
						IORING_REGISTER_BUFFERS, &iov, 1));

	return ret ? ret : or_errno(ring_unregister_buffers(f->ring.fd));
}

EDGE_RULE(length_without_address, struct fixture, !v[ADDRESS] && v[LENGTH])
EDGE_RULE(address_without_length, struct fixture, v[ADDRESS] && !v[LENGTH])
EDGE_RULE(length_is_negative, struct fixture, v[LENGTH] > INT64_MAX)
EDGE_RULE(over_gib, struct fixture, v[LENGTH] > GIB)
EDGE_RULE(over_tib, struct fixture, v[LENGTH] > TIB)
EDGE_RULE(range_wraps, struct fixture,
	  wraps(v[ADDRESS], v[LENGTH]) ||
	  wraps(v[ADDRESS] + v[LENGTH], f->page - 1) ||
	  wraps(v[ADDRESS], (v[LENGTH] + f->page - 1) & -f->page))
EDGE_RULE(range_unmapped, struct fixture,
	  v[LENGTH] && !inside(f, v[ADDRESS], v[LENGTH]))

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
	struct fixture f;
	const long ret = open_fixture(a, &f, PAGES * getpagesize()) ?:
			 attempt_register(a, f.ring.fd) ?:
			 attempt_unregister(a, f.ring.fd);

	if (ret)
		return ret;
	edges_try(a, &(struct edge_call){
		.name = "IORING_REGISTER_BUFFERS",
		.argument = {
			ARGUMENT("addr", 64, f.at, .unit = f.page),
			ARGUMENT("len", 64, f.len, .unit = f.page,
			  .max = GIB, .beyond = TIB),
		},
		.rule = register_rules, .call = register_range,
	}, &f);
	return 0;
}

static const struct iovec nothing[MAX_BUFFERS + 2];

static long register_count(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;
	const long ret = or_errno(ring_register(f->ring.fd,
						IORING_REGISTER_BUFFERS,
						nothing, v[0]));

	return ret ? ret : or_errno(ring_unregister_buffers(f->ring.fd));
}

EDGE_RULE(no_or_many_buffers, struct fixture, !v[0] || v[0] > MAX_BUFFERS)

static const struct edge_rule count_rules[] = {
	REFUSES(no_or_many_buffers, EINVAL),
	{}
};

static long try_count(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f, getpagesize());

	if (ret)
		return ret;
	edges_try(a, &(struct edge_call){
		.name = "IORING_REGISTER_BUFFERS",
		.argument = { ARGUMENT("nr", 32, 1, .limit = MAX_BUFFERS) },
		.rule = count_rules, .call = register_count,
	}, &f);
	return 0;
}

enum { OFFSET, COUNT };

static long update_slots(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;
	const struct io_uring_rsrc_update2 arg = {
		.offset = v[OFFSET], .nr = v[COUNT], .data = (uintptr_t)nothing,
	};

	return or_errno(ring_register(f->ring.fd, IORING_REGISTER_BUFFERS_UPDATE,
				      &arg, sizeof(arg)));
}

EDGE_RULE(no_update, struct fixture, !v[COUNT])
EDGE_RULE(update_wraps, struct fixture, v[OFFSET] + v[COUNT] > UINT32_MAX)
EDGE_RULE(update_beyond, struct fixture, v[OFFSET] + v[COUNT] > SLOTS)

static const struct edge_rule update_rules[] = {
	REFUSES(no_update, EINVAL),
	REFUSES(update_wraps, EOVERFLOW),
	REFUSES(update_beyond, EINVAL),
	{}
};

static long slots_updated(const void *ctx, const __u64 *v)
{
	(void)ctx;
	return v[COUNT];
}

static long register_slots(struct attempt *a, int fd, unsigned int nr)
{
	const struct io_uring_rsrc_register arg = {
		.nr = nr, .data = (uintptr_t)nothing,
	};

	return ring_register(fd, IORING_REGISTER_BUFFERS2, &arg, sizeof(arg)) ?
		attempt_no_interface(a, "IORING_REGISTER_BUFFERS2") : 0;
}

static long try_update(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f, getpagesize()) ?:
			 register_slots(a, f.ring.fd, SLOTS);

	if (ret)
		return ret;
	edges_try(a, &(struct edge_call){
		.name = "IORING_REGISTER_BUFFERS_UPDATE",
		.argument = {
			ARGUMENT("offset", 32, 1, .limit = SLOTS),
			ARGUMENT("nr", 32, 1, .limit = SLOTS),
		},
		.rule = update_rules, .call = update_slots,
		.success = slots_updated,
	}, &f);
	return 0;
}

enum { SRC_OFF, DST_OFF, NR };

static long clone_range(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;
	const struct ring_clone_buffers arg = {
		.src_fd = f->source, .flags = f->flags, .src_off = v[SRC_OFF],
		.dst_off = v[DST_OFF], .nr = v[NR],
	};
	const long ret = or_errno(ring_register(f->ring.fd, RING_CLONE_BUFFERS,
						&arg, 1));

	return ret ? ret : or_errno(ring_unregister_buffers(f->ring.fd));
}

EDGE_RULE(offset_without_count, struct fixture,
	  !v[NR] && (v[SRC_OFF] || v[DST_OFF]))
EDGE_RULE(more_than_there_are, struct fixture, v[NR] > SOURCES)
EDGE_RULE(beyond_source, struct fixture, v[SRC_OFF] + v[NR] > SOURCES)
EDGE_RULE(target_wraps, struct fixture, v[DST_OFF] + v[NR] > UINT32_MAX)
EDGE_RULE(target_too_long, struct fixture, v[DST_OFF] + v[NR] > MAX_BUFFERS)

static const struct edge_rule clone_rules[] = {
	REFUSES(offset_without_count, EINVAL),
	REFUSES(more_than_there_are, EINVAL),
	REFUSES(beyond_source, EOVERFLOW),
	REFUSES(target_wraps, EOVERFLOW),
	REFUSES(target_too_long, EINVAL),
	{}
};

/* A reserved field was where the offsets are: EINVAL before b16e920a1909. */
static long try_offset(struct attempt *a, struct fixture *f)
{
	const __u64 some[] = { [SRC_OFF] = 1, [DST_OFF] = 1, [NR] = 1 };

	errno = EINVAL;
	return clone_range(f, some) == -EINVAL ?
		attempt_no_interface(a, "cloning at an offset") : 0;
}

static long open_clone(struct attempt *a, struct fixture *f)
{
	long ret = open_fixture(a, f, SOURCES * getpagesize());

	if (ret)
		return ret;
	f->flags = 0;
	f->source = ring_bare();
	if (f->source < 0)
		return attempt_no_ring(a);
	if (!ring_knows_clone(f->ring.fd))
		return attempt_no_interface(a, "IORING_REGISTER_CLONE_BUFFERS");
	return register_slots(a, f->source, SOURCES) ?: try_offset(a, f);
}

static long try_clone(struct attempt *a)
{
	struct fixture f;
	const long ret = open_clone(a, &f);

	if (ret)
		return ret;
	edges_try(a, &(struct edge_call){
		.name = "IORING_REGISTER_CLONE_BUFFERS",
		.argument = {
			ARGUMENT("src_off", 32, 1, .limit = SOURCES),
			ARGUMENT("dst_off", 32, 1, .limit = MAX_BUFFERS),
			ARGUMENT("nr", 32, 1, .limit = SOURCES),
		},
		.rule = clone_rules, .call = clone_range,
	}, &f);
	return 0;
}

/*
 * Before 1d27f11bf02b a table may be longer than IORING_MAX_REG_BUFFERS, and
 * kvmalloc() warns of such a size.
 */
DEFINE_EXPECT(clone_edges,
	      .flaws = h->has[C_IO_URING_CLONE_RANGE] ? 0 : FLAW(MODEL))

enum { AT, LEN, INDEX };

static long write_fixed(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_WRITE_FIXED, .fd = f->file, .addr = v[AT],
		.len = v[LEN], .buf_index = v[INDEX],
	};

	return ring_do(&f->ring, &sqe);
}

EDGE_RULE(no_such_buffer, struct fixture, v[INDEX])
EDGE_RULE(outside_buffer, struct fixture, !inside(f, v[AT], v[LEN]))

static const struct edge_rule fixed_rules[] = {
	REFUSES(no_such_buffer, EFAULT),
	REFUSES(outside_buffer, EFAULT),
	{}
};

static long fixed_bytes(const void *ctx, const __u64 *v)
{
	(void)ctx;
	return v[LEN];
}

/* A buffer that neither begins nor ends with a page. */
static long try_fixed(struct attempt *a)
{
	struct fixture f;
	long ret = open_fixture(a, &f, PAGES * getpagesize());

	if (ret)
		return ret;
	a->buf += 100;
	a->len = f.len - 200;
	f.at += 100;
	f.len -= 200;
	f.file = memfd_create("pincer", MFD_CLOEXEC);
	if (f.file < 0)
		return attempt_setup_error(a, "memfd");
	ret = attempt_register(a, f.ring.fd);
	if (ret)
		return ret;
	edges_try(a, &(struct edge_call){
		.name = "IORING_OP_WRITE_FIXED",
		.argument = {
			ARGUMENT("addr", 64, f.at, .limit = f.at + f.len, .unit = f.page),
			ARGUMENT("len", 32, f.page, .limit = f.len),
			ARGUMENT("buf_index", 16, 0, .limit = 1),
		},
		.rule = fixed_rules, .call = write_fixed,
		.success = fixed_bytes,
	}, &f);
	return 0;
}

enum { RING_ADDR, ENTRIES, GROUP };

static long register_bufs(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;
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

EDGE_RULE(no_address, struct fixture, !v[RING_ADDR])
EDGE_RULE(amid_a_page, struct fixture, v[RING_ADDR] % f->page)
EDGE_RULE(no_power_of_two, struct fixture,
	  !v[ENTRIES] || v[ENTRIES] & (v[ENTRIES] - 1))
EDGE_RULE(too_many_entries, struct fixture, v[ENTRIES] > MAX_ENTRIES)
EDGE_RULE(entries_wrap, struct fixture,
	  wraps(v[RING_ADDR], entries_size(v)) ||
	  wraps(v[RING_ADDR] + entries_size(v), f->page - 1))
EDGE_RULE(entries_unmapped, struct fixture,
	  !inside(f, v[RING_ADDR], entries_size(v)))

static const struct edge_rule bufs_rules[] = {
	REFUSES(no_address, EFAULT),
	REFUSES(amid_a_page, EINVAL),
	REFUSES(no_power_of_two, EINVAL),
	REFUSES(too_many_entries, EINVAL),
	REFUSES(entries_wrap, EOVERFLOW),
	REFUSES(entries_unmapped, EFAULT, .late = true),
	{}
};

static long knows_bufs(struct attempt *a, struct fixture *f)
{
	const __u64 v[] = { [RING_ADDR] = f->at, [ENTRIES] = 1, [GROUP] = 0 };
	const long ret = register_bufs(f, v);

	errno = -ret;
	return ret ? attempt_no_interface(a, "IORING_REGISTER_PBUF_RING") : 0;
}

static long try_bufs(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f, MAX_ENTRIES *
					     sizeof(struct io_uring_buf)) ?:
			 knows_bufs(a, &f);

	if (ret)
		return ret;
	edges_try(a, &(struct edge_call){
		.name = "IORING_REGISTER_PBUF_RING",
		.argument = {
			ARGUMENT("ring_addr", 64, f.at, .unit = f.page),
			ARGUMENT("ring_entries", 32, 8, .limit = MAX_ENTRIES,
				 .unit = MAX_ENTRIES),
			ARGUMENT("bgid", 16, 1),
		},
		.rule = bufs_rules, .call = register_bufs,
	}, &f);
	return 0;
}

const struct scenario scenarios_edges_io_uring[] = {
	{
		.name = "io_uring.edges.register",
		.title = "io_uring refuses buffers whose address and length wrap, exceed the limit or are not mapped",
		SUCCESS_IS_ZERO, .need.config = "IO_URING",
		.expect = scenario_works, .run = try_register,
	}, {
		.name = "io_uring.edges.count",
		.title = "io_uring registers one to IORING_MAX_REG_BUFFERS buffers",
		SUCCESS_IS_ZERO, .need.config = "IO_URING",
		.expect = scenario_works, .run = try_count,
	}, {
		.name = "io_uring.edges.update",
		.title = "an update of registered buffers beyond their table, or whose offset and count wrap, is refused",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_BUFFERS_UPDATE },
		.expect = scenario_works, .run = try_update,
	}, {
		.name = "io_uring.edges.clone",
		.title = "a clone of registered buffers from beyond its source, or to beyond IORING_MAX_REG_BUFFERS, is refused",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_CLONE_OFFSET },
		.expect = clone_edges, .run = try_clone,
	}, {
		.name = "io_uring.edges.fixed",
		.title = "WRITE_FIXED works within a registered buffer, from its first byte to none at its end",
		SUCCESS_IS_ZERO, .need.config = "IO_URING",
		.expect = scenario_works, .run = try_fixed,
	}, {
		.name = "io_uring.edges.pbuf_ring",
		.title = "a ring of provided buffers begins at a page, is mapped, and has a power of two of entries below 65536",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_PBUF_RING },
		.expect = scenario_works, .run = try_bufs,
	}, {}
};
