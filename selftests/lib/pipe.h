/* SPDX-License-Identifier: GPL-2.0 */
/* Pipes, for what goes through them. */
#ifndef PINCER_PIPE_H
#define PINCER_PIPE_H

#include "lib/attempt.h"

/* As many as a pipe holds that nobody has asked for a larger one. */
#define PIPE_PAGES 16

/** struct pipe_ends - of a pipe that never makes anybody wait */
struct pipe_ends {
	int read_end, write_end;
};

/** pipe_open() - 0, or -errno after attempt_setup_error() */
int pipe_open(struct attempt *a, struct pipe_ends *pipe);

/** pipe_close() - the reverse of pipe_open() */
void pipe_close(const struct pipe_ends *pipe);

/** pipe_vmsplice() - vmsplice() memory into a pipe: bytes or -errno */
long pipe_vmsplice(const struct pipe_ends *pipe, const void *from, size_t len,
	       unsigned int flags);

/** pipe_splice_to() - splice() from a pipe into a file at TARGET_OFFSET: likewise */
long pipe_splice_to(const struct pipe_ends *pipe, int fd, size_t len);

/**
 * pipe_vmsplice_buffer() - vmsplice() the buffer into a pipe, and on from there
 * @a: the attempt
 * @flags: of vmsplice()
 * @take: is given what came into the pipe, if anything did
 *
 * Return: what @take does, or bytes or -errno of vmsplice().
 */
long pipe_vmsplice_buffer(struct attempt *a, unsigned int flags,
		  long (*take)(struct attempt *a, const struct pipe_ends *pipe,
			       long len));

/** pipe_splice_from() - splice() from a file at TARGET_OFFSET into a pipe: likewise */
long pipe_splice_from(const struct pipe_ends *pipe, int fd, size_t len);

#endif
