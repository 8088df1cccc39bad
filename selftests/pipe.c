// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "pipe.h"
#include "target.h"

int pipe_open(struct attempt *a, struct ends *pipe)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK))
		return attempt_broken(a, "pipe");
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
	const long ret = vmsplice(pipe->in, &iov, 1,
				  flags | SPLICE_F_NONBLOCK);

	return ret < 0 ? -errno : ret;
}

long pipe_take(const struct ends *pipe, int fd, size_t len)
{
	loff_t at = TARGET_OFFSET;
	const long ret = splice(pipe->out, NULL, fd, &at, len, 0);

	return ret < 0 ? -errno : ret;
}

long pipe_load(const struct ends *pipe, int fd, size_t len)
{
	loff_t at = TARGET_OFFSET;
	const long ret = splice(fd, &at, pipe->in, NULL, len, 0);

	return ret < 0 ? -errno : ret;
}
