// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: a buffer that the kernel registers for ublk goes in its request's
 * direction only. User memory goes in both: see door_io_uring.c.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "scenarios/ublk_buffer.h"
#include "lib/pin_counters.h"
#include "scenarios/scenario.h"

/**
 * struct use - how the server uses the buffer
 * @is_one_way: whether the other direction is refused
 * @is_used: whether all of it moves in its direction
 */
struct use {
	bool (*is_one_way)(struct attempt *a, struct ublk_buffer *l);
	bool (*is_used)(struct attempt *a, struct ublk_buffer *l);
};

static const struct use at_once = {
	ublk_buffer_is_one_way, ublk_buffer_is_used,
};
static const struct use in_segments = {
	ublk_segments_are_one_way, ublk_segments_are_used,
};

/* The client's O_DIRECT has pinned the pages; the server pins none again. */
static bool is_used_rightly(struct attempt *a, struct ublk_buffer *l,
			    const struct use *use)
{
	const long before = pins_acquired();
	const bool is = use->is_one_way(a, l) && use->is_used(a, l);

	if (before < 0)
		attempt_setup_error(a, "/proc/vmstat");
	return is && scenario_answer(a, "pages pinned",
				     pins_acquired() - before, 0);
}

/* Bits of .how: the request's direction, and segments of the buffer. */
enum { OF_READ = 0, OF_WRITE = 1 << 0, IN_SEGMENTS = 1 << 1 };

static enum ublk_order order_of(const struct attempt *a)
{
	return a->contract->scenario->how & OF_WRITE ? UBLK_WRITE : UBLK_READ;
}

static long by_command(struct attempt *a)
{
	const struct use *use = a->contract->scenario->how & IN_SEGMENTS ?
				&in_segments : &at_once;
	struct ublk_buffer l;
	const long ret = ublk_buffer_open(a, &l, order_of(a), UBLK_BY_COMMAND);

	if (ret)
		return ret;
	a->disagrees =
		!(ublk_buffer_register(a, &l) && is_used_rightly(a, &l, use) &&
		  ublk_buffer_unregister(a, &l));
	if (!a->disagrees) {
		ublk_commit(&l.disk, l.len);
		a->disagrees = !ublk_buffer_is_done(a, &l);
	}
	return ublk_buffer_close(a, &l);
}

/* UBLK_F_AUTO_BUF_REG: the kernel registers the buffer for each request. */
static long by_auto_reg(struct attempt *a)
{
	struct ublk_buffer l;
	const long ret = ublk_buffer_open(a, &l, order_of(a), UBLK_BY_ITSELF);

	if (ret)
		return ret;
	a->disagrees = !is_used_rightly(a, &l, &at_once);
	if (!a->disagrees) {
		ublk_commit(&l.disk, l.len);
		a->disagrees = !(ublk_buffer_is_done(a, &l) &&
				 ublk_buffer_is_no_more(a, &l, "after the request"));
	}
	return ublk_buffer_close(a, &l);
}

#define FROM_UBLK(feature_) SUCCESS_IS_ZERO, .expect = scenario_works,	\
	.need = { .config = "BLK_DEV_UBLK", .feature = feature_,	\
		  .guest_only = true }

const struct scenario scenarios_ublk[] = {
	{
		.name = "io_uring.kernel_buffer.read",
		.title = "a ublk server can only write to the buffer of a read",
		FROM_UBLK(C_UBLK_BUFFERS), .how = OF_READ, .run = by_command,
	}, {
		.name = "io_uring.kernel_buffer.write",
		.title = "a ublk server can only read from the buffer of a write",
		FROM_UBLK(C_UBLK_BUFFERS), .how = OF_WRITE, .run = by_command,
	}, {
		.name = "io_uring.kernel_buffer.pieces.read",
		.title = "a ublk server can only write to segments of the buffer of a read",
		FROM_UBLK(C_UBLK_BUFFERS), .how = OF_READ | IN_SEGMENTS,
		.run = by_command,
	}, {
		.name = "io_uring.kernel_buffer.pieces.write",
		.title = "a ublk server can only read from segments of the buffer of a write",
		FROM_UBLK(C_UBLK_BUFFERS), .how = OF_WRITE | IN_SEGMENTS,
		.run = by_command,
	}, {
		.name = "io_uring.kernel_buffer.auto.read",
		.title = "a ublk server can only write to the buffer of a read that UBLK_F_AUTO_BUF_REG registers",
		FROM_UBLK(C_UBLK_AUTO_BUFFERS), .how = OF_READ,
		.run = by_auto_reg,
	}, {
		.name = "io_uring.kernel_buffer.auto.write",
		.title = "a ublk server can only read from the buffer of a write that UBLK_F_AUTO_BUF_REG registers",
		FROM_UBLK(C_UBLK_AUTO_BUFFERS), .how = OF_WRITE,
		.run = by_auto_reg,
	}, {}
};
