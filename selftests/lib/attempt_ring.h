/* SPDX-License-Identifier: GPL-2.0 */
/* An io_uring for an attempt: its memory in no hole of the buffer. */
#ifndef PINCER_ATTEMPT_RING_H
#define PINCER_ATTEMPT_RING_H

#include "lib/attempt.h"
#include "lib/ring.h"

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

/** attempt_unregister() - 0, or -errno after attempt_setup_error() */
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

#endif
