/* SPDX-License-Identifier: GPL-2.0 */
/* Pipes: vmsplice() and splice() into and out of them. */
#ifndef PINCER_PIPE_H
#define PINCER_PIPE_H

#include "lib/attempt.h"

/* PIPE_DEF_BUFFERS: pages that a pipe holds by default. */
#define PIPE_PAGES 16

/** struct pipe_ends - of a pipe with O_NONBLOCK */
struct pipe_ends {
	int read_end, write_end;
};

/** pipe_open() - 0, or -errno after attempt_setup_error() */
int pipe_open(struct attempt *a, struct pipe_ends *pipe);

/** pipe_close() - the reverse of pipe_open() */
void pipe_close(const struct pipe_ends *pipe);

/** pipe_vmsplice() - vmsplice() memory into a pipe; bytes or -errno */
long pipe_vmsplice(const struct pipe_ends *pipe, const void *from, size_t len,
		   unsigned int flags);

/** pipe_splice_to() - splice() a pipe to a file at TARGET_OFFSET; likewise */
long pipe_splice_to(const struct pipe_ends *pipe, int fd, size_t len);

/**
 * pipe_vmsplice_buffer() - vmsplice() the buffer into a new pipe
 * @a: the attempt
 * @flags: of vmsplice()
 * @drain: called with the pipe and the bytes in it, unless there are none
 *
 * Return: the result of @drain, else that of vmsplice(), or -errno after
 * attempt_setup_error().
 */
long pipe_vmsplice_buffer(struct attempt *a, unsigned int flags,
			  long (*drain)(struct attempt *a,
					const struct pipe_ends *pipe,
					long len));

/** pipe_splice_from() - splice() a file at TARGET_OFFSET to a pipe; likewise */
long pipe_splice_from(const struct pipe_ends *pipe, int fd, size_t len);

#endif
