/* SPDX-License-Identifier: GPL-2.0 */
/* io_uring by its system calls alone, so that any libc will do. */
#ifndef PINCER_RING_H
#define PINCER_RING_H

#include <sys/uio.h>

#include "uapi.h"

/**
 * ring_setup() - a new ring, closed on exec
 * @entries: of the submission queue
 * @params: in and out
 *
 * Return: its descriptor, or -1 with errno.
 */
int ring_setup(unsigned int entries, struct io_uring_params *params);

/** ring_register_buffers() - 0, or -1 with errno */
int ring_register_buffers(int fd, const struct iovec *iov, unsigned int nr);

/** ring_unregister_buffers() - 0, or -1 with errno */
int ring_unregister_buffers(int fd);

#endif
