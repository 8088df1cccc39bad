// SPDX-License-Identifier: GPL-2.0
/*
 * FOLL_LONGTERM fails with ENOMEM where a page of ZONE_MOVABLE has another
 * reference, which keeps it from being migrated.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/io_uring.h>
#include <sys/mman.h>
#include <sys/uio.h>

#include "doors/door_io_uring.h"
#include "memory/movable.h"
#include "lib/pipe.h"
#include "scenarios/scenario.h"

/** struct fixture - a memory block, a ring, and a pipe that holds the buffer */
struct fixture {
	struct movable block;
	struct ring ring;
	struct pipe_ends pipe;
};

static long open_fixture(struct attempt *a, struct fixture *f)
{
	const long ret = movable_buffer(a, &f->block, -1) ?:
			 attempt_ring(a, &f->ring, 1) ?:
			 pipe_open(a, &f->pipe);

	if (ret)
		return ret;
	if (pipe_vmsplice(&f->pipe, a->buf, a->len, 0) != (long)a->len)
		return attempt_setup_error(a, "vmsplice");
	return 0;
}

/* Returns pages that are pinned within the block, or -errno. */
static long try_pin(struct attempt *a, const struct fixture *f)
{
	const struct iovec iov = { .iov_base = a->buf, .iov_len = a->len };

	if (ring_register(f->ring.fd, IORING_REGISTER_BUFFERS, &iov, 1))
		return -errno;
	return movable_count_pages(a, &f->block);
}

/* Once the pipe is closed, the pages can be migrated and pinned. */
static long close_fixture(struct attempt *a, struct fixture *f, long ret)
{
	pipe_close(&f->pipe);
	if (ret < 0 && !a->setup_error[0])
		a->disagrees = !scenario_answer(a, "once the pipe is closed",
						try_pin(a, f), 0);
	ring_close(&f->ring);
	return ret;
}

static long pin_held(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f);

	return ret ? ret : close_fixture(a, &f, try_pin(a, &f));
}

/* Enough that the pages are isolated from the LRU during some of them. */
#define ROUNDS 128

static long pin_repeatedly(struct attempt *a, const struct fixture *f)
{
	long ret = 0;
	int i;

	for (i = 0; i < ROUNDS && ret <= 0; i++)
		ret = try_pin(a, f);
	return ret;
}

/*
 * Pins while the block goes offline. MADV_DONTFORK, as the child that writes to
 * sysfs would share the pages, and the process write to copies.
 */
static long pin_moving(struct attempt *a)
{
	struct fixture f;
	pid_t mover;
	long ret = open_fixture(a, &f);

	if (ret)
		return ret;
	if (madvise(a->buf, a->len, MADV_DONTFORK))
		return attempt_setup_error(a, "MADV_DONTFORK");
	mover = movable_begin_offline(a);
	if (mover < 0)
		return mover;
	ret = pin_repeatedly(a, &f);
	movable_stop_offline(mover);
	return close_fixture(a, &f, ret);
}

static struct outcome is_refused(const struct history *h,
				 const struct machine *m)
{
	(void)m;
	return (struct outcome){
		.ret = h->has[C_GUP_MOVES_MOVABLE] ? -ENOMEM : MOVABLE_PAGES,
	};
}

/* 1aaf8c122918 skipped pages that offlining had isolated: they were pinned. */
static struct outcome is_refused_isolated(const struct history *h,
					  const struct machine *m)
{
	if (h->has[C_GUP_PINS_ISOLATED] &&
	    !h->has[C_GUP_PINS_ISOLATED_REVERT])
		return (struct outcome){ .ret = MOVABLE_PAGES };
	return is_refused(h, m);
}

const struct scenario scenarios_movable_held[] = {
	MOVABLE("held", "IO_URING",
		"FOLL_LONGTERM fails with ENOMEM on pages of ZONE_MOVABLE that a pipe holds",
		is_refused, pin_held),
	MOVABLE("moving", "IO_URING",
		"FOLL_LONGTERM fails with ENOMEM on pages of ZONE_MOVABLE whose block goes offline",
		is_refused_isolated, pin_moving),
	{}
};
