/* SPDX-License-Identifier: GPL-2.0 */
/* Pipes, for what goes through them. */
#ifndef PINCER_PIPE_H
#define PINCER_PIPE_H

#include "lib/attempt.h"

/* As many as a pipe holds that nobody has asked for a larger one. */
#define PIPE_PAGES 16

/** struct ends - of a pipe that never makes anybody wait */
struct ends {
	int out, in;
};

/** pipe_open() - 0, or -errno after attempt_setup_error() */
int pipe_open(struct attempt *a, struct ends *pipe);

/** pipe_close() - the reverse of pipe_open() */
void pipe_close(const struct ends *pipe);

/** pipe_give() - vmsplice() memory into a pipe: bytes or -errno */
long pipe_give(const struct ends *pipe, const void *from, size_t len,
	       unsigned int flags);

/** pipe_take() - splice() from a pipe into a file at TARGET_OFFSET: likewise */
long pipe_take(const struct ends *pipe, int fd, size_t len);

/**
 * pipe_through() - vmsplice() the buffer into a pipe, and on from there
 * @a: the attempt
 * @flags: of vmsplice()
 * @take: is given what came into the pipe, if anything did
 *
 * Return: what @take does, or bytes or -errno of vmsplice().
 */
long pipe_through(struct attempt *a, unsigned int flags,
		  long (*take)(struct attempt *a, const struct ends *pipe,
			       long len));

/** pipe_load() - splice() from a file at TARGET_OFFSET into a pipe: likewise */
long pipe_load(const struct ends *pipe, int fd, size_t len);

#endif
