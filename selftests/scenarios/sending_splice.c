// SPDX-License-Identifier: GPL-2.0
/* Pieces through a pipe to a socket, and sendfile(). */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include "scenarios/sending.h"

/* A piece that crosses a page takes two buffers of the pipe. */
static long open_pipe(struct attempt *a, struct sending *s)
{
	if (pipe_open(a, &s->pipe))
		return -1;
	if (fcntl(s->pipe.write_end, F_SETPIPE_SZ,
		  2 * PIECES_MAX * getpagesize()) < 0)
		return attempt_setup_error(a, "F_SETPIPE_SZ");
	return 0;
}

static void close_pipe(struct sending *s)
{
	pipe_close(&s->pipe);
}

/*
 * All that is in the pipe, by two calls: the first one ends within a buffer.
 * Where a part was sent, the kernel has to go on behind it.
 */
static long pipe_to_socket(struct sending *s, size_t len, bool more)
{
	const size_t first = len / 2 | 1;
	size_t done, part;
	ssize_t n;

	for (done = 0; done < len; done += n) {
		part = done < first ? first - done : len - done;
		n = splice(s->pipe.read_end, NULL, s->fd, NULL, part,
			   more || done + part < len ? SPLICE_F_MORE : 0);
		if (n <= 0)
			return n ? -errno : -EPIPE;
	}
	return done;
}

static long put_memory(struct sending *s, const struct iovec *iov, int nr,
		       bool more)
{
	const ssize_t n = vmsplice(s->pipe.write_end, iov, nr,
				   SPLICE_F_NONBLOCK);

	return n < 0 ? -errno : pipe_to_socket(s, n, more);
}

static off_t place_in_file(const struct sending *s, const struct iovec *v)
{
	return (char *)v->iov_base - s->field->source;
}

static long put_file(struct sending *s, const struct iovec *iov, int nr,
		     bool more)
{
	size_t all = 0, left;
	loff_t at;
	ssize_t n;
	int i;

	for (i = 0; i < nr; i++) {
		at = place_in_file(s, &iov[i]);
		for (left = iov[i].iov_len; left; left -= n) {
			n = splice(s->field->file, &at, s->pipe.write_end, NULL,
				   left, 0);
			if (n <= 0)
				return n ? -errno : -EPIPE;
		}
		all += iov[i].iov_len;
	}
	return pipe_to_socket(s, all, more);
}

static long put_sendfile(struct sending *s, const struct iovec *iov, int nr,
			 bool more)
{
	long all = 0;
	ssize_t n;
	off_t at;
	int i;

	(void)more;
	for (i = 0; i < nr; i++) {
		at = place_in_file(s, &iov[i]);
		n = sendfile(s->fd, s->field->file, &at, iov[i].iov_len);
		if (n != (ssize_t)iov[i].iov_len)
			return n < 0 ? -errno : -EPIPE;
		all += n;
	}
	return all;
}

const struct way way_vmsplice = {
	.open = open_pipe, .put = put_memory, .close = close_pipe,
};
const struct way way_file = {
	.open = open_pipe, .put = put_file, .close = close_pipe,
};
const struct way way_sendfile = { .put = put_sendfile };
