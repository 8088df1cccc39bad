// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lib/pipe.h"

int pipe_open(struct attempt *a, struct ends *pipe)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK))
		return attempt_setup_error(a, "pipe");
	pipe->out = fds[0];
	pipe->in = fds[1];
	return 0;
}

void pipe_close(const struct ends *pipe)
{
	close(pipe->out);
	close(pipe->in);
}

long pipe_give(const struct ends *pipe, const void *from, size_t len,
	       unsigned int flags)
{
	const struct iovec iov = { .iov_base = (void *)from, .iov_len = len };

	return or_errno(vmsplice(pipe->in, &iov, 1, flags | SPLICE_F_NONBLOCK));
}

long pipe_take(const struct ends *pipe, int fd, size_t len)
{
	loff_t at = TARGET_OFFSET;

	return or_errno(splice(pipe->out, NULL, fd, &at, len, 0));
}

long pipe_load(const struct ends *pipe, int fd, size_t len)
{
	loff_t at = TARGET_OFFSET;

	return or_errno(splice(fd, &at, pipe->in, NULL, len, 0));
}

long pipe_through(struct attempt *a, unsigned int flags,
		  long (*take)(struct attempt *a, const struct ends *pipe,
			       long len))
{
	struct ends pipe;
	long ret = pipe_open(a, &pipe);

	if (ret)
		return ret;
	ret = pipe_give(&pipe, a->buf, a->len, flags);
	if (ret > 0)
		ret = take(a, &pipe, ret);
	pipe_close(&pipe);
	return ret;
}
