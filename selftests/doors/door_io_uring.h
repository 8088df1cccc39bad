/* SPDX-License-Identifier: GPL-2.0 */
/* What the doors of io_uring have in common. */
#ifndef PINCER_DOOR_IO_URING_H
#define PINCER_DOOR_IO_URING_H

#include <errno.h>

#include "model/door.h"
#include "lib/ring.h"

/*
 * Registered memory stays pinned while the ring lives, and the kernel writes
 * to it whatever it is used for.
 */
#define REGISTRATION							\
	.flags = D_WRITE | D_LONGTERM | D_FILE_POLICY,			\
	.partial = PARTIAL_REFUSED, .partial_error = EFAULT,		\
	.fast_since = C_IO_URING_GUP_FAST

/**
 * attempt_ring() - open a ring whose memory lies in no hole of the buffer
 * @a: the attempt
 * @r: filled in
 * @entries: of the submission queue
 *
 * Return: 0, or -errno; why is in @a.
 */
int attempt_ring(struct attempt *a, struct ring *r, unsigned int entries);

/** attempt_wide_ring() - the same, with one entry of double size */
int attempt_wide_ring(struct attempt *a, struct ring *r);

/** attempt_no_ring() - note why a ring could not be had; returns -errno */
long attempt_no_ring(struct attempt *a);

/**
 * attempt_register() - register the buffer with a ring, as its first and only
 * @a: the attempt; says so when it is RLIMIT_MEMLOCK that refuses
 * @fd: the ring
 *
 * Return: 0 or -errno.
 */
long attempt_register(struct attempt *a, int fd);

/** attempt_unregister() - 0, or -errno after attempt_broken() */
long attempt_unregister(struct attempt *a, int fd);

/**
 * attempt_fixed() - have a file read into the registered buffer, or written
 * @a: the attempt
 * @r: the ring, with the buffer as its first
 * @opcode: IORING_OP_READ_FIXED or IORING_OP_WRITE_FIXED
 * @fd: the file
 * @offset: where in it
 *
 * Return: bytes or -errno.
 */
long attempt_fixed(struct attempt *a, struct ring *r, int opcode, int fd,
		   off_t offset);

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
