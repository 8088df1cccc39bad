// SPDX-License-Identifier: GPL-2.0
/* vmsplice() into a pipe, by reference, and splice() from it. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "memory/buffer.h"
#include "memory/pattern.h"
#include "lib/pipe.h"
#include "doors/target.h"
#include "doors/doors.h"

/* read() of the pipe has to return the buffer's content. */
static long check_pipe(struct attempt *a, const struct pipe_ends *pipe, long len)
{
	char copy[getpagesize()];
	long done, got;

	/* The pipe refers to the BAR itself, which the CPU must not read. */
	if (has_untouchable(a))
		return len;
	for (done = 0; done < len; done += got) {
		got = read(pipe->read_end, copy, sizeof(copy));
		if (got <= 0 || !buffer_held(a, copy, done, got)) {
			a->wrong_data = true;
			break;
		}
	}
	return len;
}

static long open_pipe(struct attempt *a, void *session)
{
	return pipe_open(a, session);
}

static void close_pipe(struct attempt *a, void *session)
{
	(void)a;
	pipe_close(session);
}

static long vmsplice_to_pipe(struct attempt *a, void *session)
{
	const long ret = pipe_vmsplice(session, a->buf, a->len,
				       a->contract->door->how);

	return ret > 0 ? check_pipe(a, session, ret) : ret;
}

static const struct session vmsplice_session = {
	.size = sizeof(struct pipe_ends),
	.open = open_pipe, .use = vmsplice_to_pipe, .close = close_pipe,
};

/* tee() into a second pipe leaves the first one full. */
static long check_two(struct attempt *a, const struct pipe_ends *pipe, long len)
{
	struct pipe_ends other;
	long ret = pipe_open(a, &other);

	if (ret)
		return ret;
	ret = or_errno(tee(pipe->read_end, other.write_end, len, SPLICE_F_NONBLOCK));
	check_pipe(a, pipe, ret);
	check_pipe(a, &other, ret);
	pipe_close(&other);
	return ret;
}

static long vmsplice_and_tee(struct attempt *a, void *session)
{
	const long ret = pipe_vmsplice(session, a->buf, a->len, SPLICE_F_GIFT);

	return ret > 0 ? check_two(a, session, ret) : ret;
}

static const struct session tee_session = {
	.size = sizeof(struct pipe_ends),
	.open = open_pipe, .use = vmsplice_and_tee, .close = close_pipe,
};

/* vmsplice() from a pipe copies by the CPU, whatever the flags. */
static long pipe_to_user(struct attempt *a)
{
	const struct iovec iov = { .iov_base = a->buf, .iov_len = a->len };
	char *from = attempt_memory(a, a->len);
	struct pipe_ends pipe;
	long ret;

	if (!from || pipe_open(a, &pipe))
		return -1;
	pattern_fill(from, a->len, PATTERN_DEVICE, getpagesize());
	if (pipe_vmsplice(&pipe, from, a->len, 0) != (long)a->len)
		ret = attempt_setup_error(a, "filling a pipe");
	else
		ret = or_errno(vmsplice(pipe.read_end, &iov, 1, SPLICE_F_NONBLOCK));
	pipe_close(&pipe);
	return ret;
}

static long pipe_to_file(struct attempt *a, void *session)
{
	const long ret = pipe_vmsplice(session, a->buf, a->len, 0);

	return ret > 0 ? pipe_splice_to(session, a->fd, ret) : ret;
}

static const struct session write_session = {
	.size = sizeof(struct pipe_ends),
	.open = open_pipe, .use = pipe_to_file, .close = close_pipe,
};

static long file_to_pipe(struct attempt *a)
{
	struct pipe_ends pipe;
	long ret;

	if (pipe_open(a, &pipe))
		return -1;
	if (pipe_splice_from(&pipe, a->fd, a->len) != (long)a->len)
		ret = attempt_setup_error(a, "splicing the whole target");
	else
		ret = or_errno(read(pipe.read_end, a->buf, a->len));
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
		.props = { GIVEN }, IN_SESSION(vmsplice_session),
	}, {
		.name = "splice.vmsplice.gift",
		.title = "vmsplice of a gift into a pipe",
		.props = { GIVEN }, .brief = true,
		.how = SPLICE_F_GIFT, IN_SESSION(vmsplice_session),
	}, {
		.name = "splice.vmsplice.tee",
		.title = "vmsplice of a gift into a pipe, and tee into another",
		.props = { GIVEN }, .brief = true, IN_SESSION(tee_session),
	}, {
		.name = "splice.vmsplice.to_user",
		.title = "vmsplice from a pipe",
		COPIED, .brief = true, .run = pipe_to_user,
	}, {
		.name = "splice.write.odirect",
		.title = "vmsplice into a pipe and splice to an O_DIRECT file",
		WRITTEN, ON_EXT4, IN_SESSION(write_session),
	}, {
		.name = "splice.write.nvme",
		.title = "vmsplice into a pipe and splice to an O_DIRECT NVMe",
		WRITTEN, ON_NVME, .brief = true, IN_SESSION(write_session),
	}, {
		.name = "splice.write.dax",
		.title = "vmsplice into a pipe and splice to a DAX file",
		WRITTEN, ON_FSDAX, .brief = true, IN_SESSION(write_session),
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
