// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: counts, offsets and indices of tables of registered buffers at their
 * edges. The rules are those of io_uring/rsrc.c.
 */
#define _GNU_SOURCE
#include <errno.h>

#include "doors/door_io_uring.h"
#include "scenarios/edges.h"

/* IORING_MAX_REG_BUFFERS */
#define MAX_BUFFERS (1 << 14)

/* Buffers in a table to update, and in one to clone. */
#define SLOTS 8
#define SOURCES 4

/* No buffers, more than a table may have. */
static const struct iovec nothing[MAX_BUFFERS + 2];

/**
 * struct tables - rings that have tables
 * @ring: the ring whose table is made or changed
 * @source: another, whose table is cloned
 */
struct tables {
	struct ring ring;
	int source;
};

static long register_count(void *ctx, const __u64 *v)
{
	struct tables *f = ctx;
	const long ret = or_errno(ring_register(f->ring.fd,
						IORING_REGISTER_BUFFERS,
						nothing, v[0]));

	return ret ? ret : or_errno(ring_unregister_buffers(f->ring.fd));
}

EDGE_RULE(no_or_many_buffers, struct tables, !v[0] || v[0] > MAX_BUFFERS)

static const struct edge_rule count_rules[] = {
	REFUSES(no_or_many_buffers, EINVAL),
	{}
};

static const struct edge_call count_call = {
	.name = "IORING_REGISTER_BUFFERS",
	.argument = { ARGUMENT("nr", 32, 1, .limit = MAX_BUFFERS) },
	.rule = count_rules, .call = register_count,
};

static long try_count(struct attempt *a)
{
	struct tables f = { .source = -1 };

	return attempt_ring(a, &f.ring, 1) ?: edges_try(a, &count_call, &f);
}

enum { OFFSET, COUNT };

static long update_slots(void *ctx, const __u64 *v)
{
	struct tables *f = ctx;
	const struct io_uring_rsrc_update2 arg = {
		.offset = v[OFFSET], .nr = v[COUNT], .data = (uintptr_t)nothing,
	};

	return or_errno(ring_register(f->ring.fd, IORING_REGISTER_BUFFERS_UPDATE,
				      &arg, sizeof(arg)));
}

EDGE_RULE(no_update, struct tables, !v[COUNT])
EDGE_RULE(update_wraps, struct tables, v[OFFSET] + v[COUNT] > UINT32_MAX)
EDGE_RULE(update_beyond, struct tables, v[OFFSET] + v[COUNT] > SLOTS)

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

static const struct edge_call update_call = {
	.name = "IORING_REGISTER_BUFFERS_UPDATE",
	.argument = {
		ARGUMENT("offset", 32, 1, .limit = SLOTS),
		ARGUMENT("nr", 32, 1, .limit = SLOTS),
	},
	.rule = update_rules, .call = update_slots, .success = slots_updated,
};

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
	struct tables f = { .source = -1 };

	return attempt_ring(a, &f.ring, 1) ?:
	       register_slots(a, f.ring.fd, SLOTS) ?:
	       edges_try(a, &update_call, &f);
}

enum { SRC_OFF, DST_OFF, NR };

static long clone_range(void *ctx, const __u64 *v)
{
	struct tables *f = ctx;
	const struct ring_clone_buffers arg = {
		.src_fd = f->source, .src_off = v[SRC_OFF],
		.dst_off = v[DST_OFF], .nr = v[NR],
	};
	const long ret = or_errno(ring_register(f->ring.fd, RING_CLONE_BUFFERS,
						&arg, 1));

	return ret ? ret : or_errno(ring_unregister_buffers(f->ring.fd));
}

EDGE_RULE(offset_without_count, struct tables,
	  !v[NR] && (v[SRC_OFF] || v[DST_OFF]))
EDGE_RULE(more_than_there_are, struct tables, v[NR] > SOURCES)
EDGE_RULE(beyond_source, struct tables, v[SRC_OFF] + v[NR] > SOURCES)
EDGE_RULE(target_wraps, struct tables, v[DST_OFF] + v[NR] > UINT32_MAX)
EDGE_RULE(target_too_long, struct tables, v[DST_OFF] + v[NR] > MAX_BUFFERS)

static const struct edge_rule clone_rules[] = {
	REFUSES(offset_without_count, EINVAL),
	REFUSES(more_than_there_are, EINVAL),
	REFUSES(beyond_source, EOVERFLOW),
	REFUSES(target_wraps, EOVERFLOW),
	REFUSES(target_too_long, EINVAL),
	{}
};

static const struct edge_call clone_call = {
	.name = "IORING_REGISTER_CLONE_BUFFERS",
	.argument = {
		ARGUMENT("src_off", 32, 1, .limit = SOURCES),
		ARGUMENT("dst_off", 32, 1, .limit = MAX_BUFFERS),
		ARGUMENT("nr", 32, 1, .limit = SOURCES),
	},
	.rule = clone_rules, .call = clone_range,
};

/* A reserved field was where the offsets are: EINVAL before b16e920a1909. */
static long knows_offsets(struct attempt *a, struct tables *f)
{
	const __u64 some[] = { [SRC_OFF] = 1, [DST_OFF] = 1, [NR] = 1 };

	errno = EINVAL;
	return clone_range(f, some) == -EINVAL ?
		attempt_no_interface(a, "cloning at an offset") : 0;
}

static long open_source(struct attempt *a, struct tables *f)
{
	f->source = ring_bare();
	if (f->source < 0)
		return attempt_no_ring(a);
	if (!ring_knows_clone(f->ring.fd))
		return attempt_no_interface(a, "IORING_REGISTER_CLONE_BUFFERS");
	return register_slots(a, f->source, SOURCES) ?: knows_offsets(a, f);
}

static long try_clone(struct attempt *a)
{
	struct tables f = { .source = -1 };

	return attempt_ring(a, &f.ring, 1) ?: open_source(a, &f) ?:
	       edges_try(a, &clone_call, &f);
}

/*
 * Before 1d27f11bf02b a table may be longer than IORING_MAX_REG_BUFFERS, and
 * kvmalloc() warns of such a size.
 */
DEFINE_EXPECT(clone_edges,
	      .flaws = h->has[C_IO_URING_CLONE_RANGE] ? 0 : FLAW(MODEL))

const struct scenario scenarios_edges_io_uring_table[] = {
	{
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
	}, {}
};
