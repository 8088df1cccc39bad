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

/** struct stage - the block, the ring, and the pipe that holds the buffer */
struct stage {
	struct movable block;
	struct ring ring;
	struct pipe_ends pipe;
};

static long open_stage(struct attempt *a, struct stage *s)
{
	const long ret = movable_buffer(a, &s->block, -1) ?:
			 attempt_ring(a, &s->ring, 1) ?:
			 pipe_open(a, &s->pipe);

	if (ret)
		return ret;
	if (pipe_vmsplice(&s->pipe, a->buf, a->len, 0) != (long)a->len)
		return attempt_setup_error(a, "vmsplice");
	return 0;
}

/* How many pages are pinned where they must not be, or the refusal. */
static long pin(struct attempt *a, const struct stage *s)
{
	const struct iovec iov = { .iov_base = a->buf, .iov_len = a->len };

	if (ring_register(s->ring.fd, IORING_REGISTER_BUFFERS, &iov, 1))
		return -errno;
	return movable_count_pages(a, &s->block);
}

/* When nobody holds them any more, they can be moved and pinned. */
static long close_stage(struct attempt *a, struct stage *s, long ret)
{
	pipe_close(&s->pipe);
	if (ret < 0 && !a->setup_error[0])
		a->disagrees = !scenario_answer(a, "when nobody holds it",
						pin(a, s), 0);
	ring_close(&s->ring);
	return ret;
}

static long pin_held(struct attempt *a)
{
	struct stage s;
	const long ret = open_stage(a, &s);

	return ret ? ret : close_stage(a, &s, pin(a, &s));
}

/* Often enough that the kernel has taken the pages off its lists just then. */
#define ROUNDS 128

/* What is refused every time. */
static long pin_again_and_again(struct attempt *a, const struct stage *s)
{
	long ret = 0;
	int i;

	for (i = 0; i < ROUNDS && ret <= 0; i++)
		ret = pin(a, s);
	return ret;
}

/*
 * While the kernel tries to move all out of the block. A child that had the
 * pages too would have the process write to copies.
 */
static long pin_moving(struct attempt *a)
{
	struct stage s;
	pid_t mover;
	long ret = open_stage(a, &s);

	if (ret)
		return ret;
	if (madvise(a->buf, a->len, MADV_DONTFORK))
		return attempt_setup_error(a, "MADV_DONTFORK");
	mover = movable_begin_offline(a);
	if (mover < 0)
		return mover;
	ret = pin_again_and_again(a, &s);
	movable_stop_offline(mover);
	return close_stage(a, &s, ret);
}

static struct outcome is_refused(const struct history *h,
				 const struct machine *m)
{
	(void)m;
	return (struct outcome){
		.ret = h->has[C_GUP_MOVES_MOVABLE] ? -ENOMEM : MOVABLE_PAGES,
	};
}

/* What is isolated was not found, and what is not found was not moved. */
static struct outcome is_refused_isolated(const struct history *h,
					  const struct machine *m)
{
	if (h->has[C_GUP_PINS_ISOLATED] &&
	    !h->has[C_GUP_PINS_ISOLATED_REVERT])
		return (struct outcome){ .ret = MOVABLE_PAGES };
	return is_refused(h, m);
}

const struct scenario scenarios_movable_held[] = {
	{
		MOVABLE("held", "IO_URING", pin_held),
		.title = "FOLL_LONGTERM fails with ENOMEM on pages of ZONE_MOVABLE that a pipe holds",
		.expect = is_refused,
	}, {
		MOVABLE("moving", "IO_URING", pin_moving),
		.title = "FOLL_LONGTERM fails with ENOMEM on pages of ZONE_MOVABLE whose block goes offline",
		.expect = is_refused_isolated,
	}, {}
};
