// SPDX-License-Identifier: GPL-2.0
/* Pipes: pages given to one by reference, and moved on from there. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "buffer.h"
#include "target.h"

/* As many as a pipe holds that nobody has asked for a larger one. */
#define PIPE_PAGES 16

struct ends {
	int out, in;
};

static int open_pipe(struct attempt *a, struct ends *pipe)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK))
		return attempt_broken(a, "pipe");
	pipe->out = fds[0];
	pipe->in = fds[1];
	return 0;
}

static void close_pipe(const struct ends *pipe)
{
	close(pipe->out);
	close(pipe->in);
}

static long give(struct attempt *a, const struct ends *pipe)
{
	const struct iovec iov = { .iov_base = a->buf, .iov_len = a->len };
	const long ret = vmsplice(pipe->in, &iov, 1, SPLICE_F_NONBLOCK);

	return ret < 0 ? -errno : ret;
}

/* What comes out of the pipe must be what the buffer holds. */
static void check_pipe(struct attempt *a, const struct ends *pipe, long len)
{
	char copy[getpagesize()];
	long done, got;

	/* What lies in the pipe of a BAR is the BAR itself. */
	if (has_untouchable(a))
		return;
	for (done = 0; done < len; done += got) {
		got = read(pipe->out, copy, sizeof(copy));
		if (got <= 0 || !buffer_held(a, copy, done, got)) {
			a->wrong_data = true;
			return;
		}
	}
}

static long vmsplice_to_pipe(struct attempt *a)
{
	struct ends pipe = { -1, -1 };
	long ret;

	if (open_pipe(a, &pipe))
		return -1;
	ret = give(a, &pipe);
	if (ret > 0)
		check_pipe(a, &pipe, ret);
	close_pipe(&pipe);
	return ret;
}

static long pipe_to_direct_file(struct attempt *a)
{
	loff_t at = TARGET_OFFSET;
	struct ends pipe = { -1, -1 };
	long ret;

	if (open_pipe(a, &pipe))
		return -1;
	ret = give(a, &pipe);
	if (ret > 0) {
		ret = splice(pipe.out, NULL, a->fd, &at, ret, 0);
		if (ret < 0)
			ret = -errno;
	}
	if (target_check_written(a, ret))
		ret = -1;
	close_pipe(&pipe);
	return ret;
}

static long direct_file_to_pipe(struct attempt *a)
{
	loff_t at = TARGET_OFFSET;
	struct ends pipe = { -1, -1 };
	long ret;

	if (open_pipe(a, &pipe))
		return -1;
	if (splice(a->fd, &at, pipe.in, NULL, a->len, 0) != (long)a->len) {
		ret = attempt_broken(a, "splicing the whole target");
	} else {
		ret = read(pipe.out, a->buf, a->len);
		if (ret < 0)
			ret = -errno;
		buffer_check_read(a, ret);
	}
	close_pipe(&pipe);
	return ret;
}

const struct door doors_splice[] = {
	{
		.name = "splice.vmsplice",
		.title = "vmsplice into a pipe",
		.props = { .partial = PARTIAL_SHORT,
			   .pages_max = PIPE_PAGES },
		.run = vmsplice_to_pipe,
	}, {
		.name = "splice.write.odirect",
		.title = "vmsplice into a pipe and splice to an O_DIRECT file",
		.props.partial = PARTIAL_SHORT,
		.need = { .config = "EXT4_FS", .env = "PINCER_EXT4" },
		.target = TARGET_EXT4,
		.run = pipe_to_direct_file,
	}, {
		.name = "splice.read.odirect",
		.title = "splice of an O_DIRECT file into a pipe that is read",
		.props.flags = D_WRITE | D_NO_GUP,
		.need = { .config = "EXT4_FS", .env = "PINCER_EXT4" },
		.target = TARGET_EXT4,
		.run = direct_file_to_pipe,
	}, {}
};
