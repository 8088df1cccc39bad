// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lib/pipe.h"

int pipe_open(struct attempt *a, struct pipe_ends *pipe)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK))
		return attempt_setup_error(a, "pipe");
	pipe->read_end = fds[0];
	pipe->write_end = fds[1];
	return 0;
}

void pipe_close(const struct pipe_ends *pipe)
{
	close(pipe->read_end);
	close(pipe->write_end);
}

long pipe_vmsplice(const struct pipe_ends *pipe, const void *from, size_t len,
		   unsigned int flags)
{
	const struct iovec iov = { .iov_base = (void *)from, .iov_len = len };

	return or_errno(vmsplice(pipe->write_end, &iov, 1, flags | SPLICE_F_NONBLOCK));
}

long pipe_splice_to(const struct pipe_ends *pipe, int fd, size_t len)
{
	loff_t at = TARGET_OFFSET;

	return or_errno(splice(pipe->read_end, NULL, fd, &at, len, 0));
}

long pipe_splice_from(const struct pipe_ends *pipe, int fd, size_t len)
{
	loff_t at = TARGET_OFFSET;

	return or_errno(splice(fd, &at, pipe->write_end, NULL, len, 0));
}

long pipe_vmsplice_buffer(struct attempt *a, unsigned int flags,
			  long (*drain)(struct attempt *a,
					const struct pipe_ends *pipe,
					long len))
{
	struct pipe_ends pipe;
	long ret = pipe_open(a, &pipe);

	if (ret)
		return ret;
	ret = pipe_vmsplice(&pipe, a->buf, a->len, flags);
	if (ret > 0)
		ret = drain(a, &pipe, ret);
	pipe_close(&pipe);
	return ret;
}
