/* SPDX-License-Identifier: GPL-2.0 */
/* What the doors of io_uring share. */
#ifndef PINCER_DOOR_IO_URING_H
#define PINCER_DOOR_IO_URING_H

#include <errno.h>

#include "lib/attempt_ring.h"

/* FOLL_LONGTERM | FOLL_WRITE, whichever way the buffer is used later. */
#define REGISTRATION							\
	.flags = D_WRITE | D_LONGTERM | D_FILE_POLICY,			\
	.partial = PARTIAL_REFUSED, .partial_error = EFAULT,		\
	.fast_since = C_IO_URING_GUP_FAST

/**
 * attempt_check_fixed() - write the registered buffer to a memfd and read other
 *	data back into it
 * @a: the attempt; wrong_data is set when the process sees other data
 * @r: the ring, where the buffer has index 0
 *
 * Return: 0 or -errno.
 */
long attempt_check_fixed(struct attempt *a, struct ring *r);

#endif
