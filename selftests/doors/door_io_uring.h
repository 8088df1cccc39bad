/* SPDX-License-Identifier: GPL-2.0 */
/* What the doors of io_uring have in common. */
#ifndef PINCER_DOOR_IO_URING_H
#define PINCER_DOOR_IO_URING_H

#include <errno.h>

#include "lib/attempt_ring.h"

/*
 * Registered memory stays pinned while the ring lives, and the kernel writes
 * to it whatever it is used for.
 */
#define REGISTRATION							\
	.flags = D_WRITE | D_LONGTERM | D_FILE_POLICY,			\
	.partial = PARTIAL_REFUSED, .partial_error = EFAULT,		\
	.fast_since = C_IO_URING_GUP_FAST

/**
 * attempt_check_fixed() - whether the registered buffer is the memory that the
 *	process sees: data is moved to a file and back
 * @a: the attempt; wrong_data is set when it is not
 * @r: the ring, with the buffer as its first
 *
 * Return: 0 or -errno.
 */
long attempt_check_fixed(struct attempt *a, struct ring *r);

#endif
