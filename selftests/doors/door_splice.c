// SPDX-License-Identifier: GPL-2.0
/* Pipes: pages given to one by reference, and moved on from there. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "memory/buffer.h"
#include "memory/pattern.h"
#include "lib/pipe.h"
#include "doors/target.h"
#include "doors/doors.h"

/* What comes out of the pipe must be what the buffer holds. */
static long check_pipe(struct attempt *a, const struct ends *pipe, long len)
{
	char copy[getpagesize()];
	long done, got;

	/* What lies in the pipe of a BAR is the BAR itself. */
	if (has_untouchable(a))
		return len;
	for (done = 0; done < len; done += got) {
		got = read(pipe->out, copy, sizeof(copy));
		if (got <= 0 || !buffer_held(a, copy, done, got)) {
			a->wrong_data = true;
			break;
		}
	}
	return len;
}

static long give(struct attempt *a)
{
	return pipe_through(a, a->contract->door->how, check_pipe);
}

/* Into a second pipe as well; what is in the first stays there. */
static long check_two(struct attempt *a, const struct ends *pipe, long len)
{
	struct ends other;
	long ret = pipe_open(a, &other);

	if (ret)
		return ret;
	ret = or_errno(tee(pipe->out, other.in, len, SPLICE_F_NONBLOCK));
	check_pipe(a, pipe, ret);
	check_pipe(a, &other, ret);
	pipe_close(&other);
	return ret;
}

static long give_and_tee(struct attempt *a)
{
	return pipe_through(a, SPLICE_F_GIFT, check_two);
}

/* The CPU copies, whatever the flags. */
static long pipe_to_user(struct attempt *a)
{
	const struct iovec iov = { .iov_base = a->buf, .iov_len = a->len };
	char *from = attempt_memory(a, a->len);
	struct ends pipe;
	long ret;

	if (!from || pipe_open(a, &pipe))
		return -1;
	pattern_fill(from, a->len, PATTERN_DEVICE, getpagesize());
	if (pipe_give(&pipe, from, a->len, 0) != (long)a->len)
		ret = attempt_setup_error(a, "filling a pipe");
	else
		ret = or_errno(vmsplice(pipe.out, &iov, 1, SPLICE_F_NONBLOCK));
	pipe_close(&pipe);
	return ret;
}

static long to_target(struct attempt *a, const struct ends *pipe, long len)
{
	return pipe_take(pipe, a->fd, len);
}

static long pipe_to_file(struct attempt *a)
{
	return pipe_through(a, 0, to_target);
}

static long file_to_pipe(struct attempt *a)
{
	struct ends pipe;
	long ret;

	if (pipe_open(a, &pipe))
		return -1;
	if (pipe_load(&pipe, a->fd, a->len) != (long)a->len)
		ret = attempt_setup_error(a, "splicing the whole target");
	else
		ret = or_errno(read(pipe.out, a->buf, a->len));
	pipe_close(&pipe);
	return ret;
}

#define GIVEN .partial = PARTIAL_SHORT, .pages_max = PIPE_PAGES
#define COPIED .props.flags = D_WRITE | D_NO_GUP, .role = ROLE_DEST
#define WRITTEN .props.partial = PARTIAL_SHORT, .role = ROLE_SOURCE

const struct door doors_splice[] = {
	{
		.name = "splice.vmsplice",
		.title = "vmsplice into a pipe",
		.props = { GIVEN }, .run = give,
	}, {
		.name = "splice.vmsplice.gift",
		.title = "vmsplice of a gift into a pipe",
		.props = { GIVEN }, .brief = true,
		.how = SPLICE_F_GIFT, .run = give,
	}, {
		.name = "splice.vmsplice.tee",
		.title = "vmsplice of a gift into a pipe, and tee into another",
		.props = { GIVEN }, .brief = true, .run = give_and_tee,
	}, {
		.name = "splice.vmsplice.to_user",
		.title = "vmsplice from a pipe",
		COPIED, .brief = true, .run = pipe_to_user,
	}, {
		.name = "splice.write.odirect",
		.title = "vmsplice into a pipe and splice to an O_DIRECT file",
		WRITTEN, ON_EXT4, .run = pipe_to_file,
	}, {
		.name = "splice.write.nvme",
		.title = "vmsplice into a pipe and splice to an O_DIRECT NVMe",
		WRITTEN, ON_NVME, .brief = true, .run = pipe_to_file,
	}, {
		.name = "splice.write.dax",
		.title = "vmsplice into a pipe and splice to a DAX file",
		WRITTEN, ON_FSDAX, .brief = true, .run = pipe_to_file,
	}, {
		.name = "splice.read.odirect",
		.title = "splice of an O_DIRECT file into a pipe that is read",
		COPIED, ON_EXT4, .run = file_to_pipe,
	}, {
		.name = "splice.read.dax",
		.title = "splice of a DAX file into a pipe that is read",
		COPIED, ON_FSDAX, .brief = true, .run = file_to_pipe,
	}, {}
};
