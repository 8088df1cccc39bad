/* SPDX-License-Identifier: GPL-2.0 */
/* An io_uring for an attempt; its rings are mapped outside the buffer's holes. */
#ifndef PINCER_ATTEMPT_RING_H
#define PINCER_ATTEMPT_RING_H

#include "lib/attempt.h"
#include "lib/ring.h"

/**
 * attempt_ring() - open a ring that is mapped outside the buffer's holes
 * @a: the attempt
 * @r: filled in
 * @entries: of the submission queue
 *
 * Return: 0, or -errno after attempt_no_ring().
 */
int attempt_ring(struct attempt *a, struct ring *r, unsigned int entries);

/** attempt_wide_ring() - the same with one entry, SQE128 and CQE32 */
int attempt_wide_ring(struct attempt *a, struct ring *r);

/**
 * attempt_no_ring() - note why io_uring_setup() failed: a skip for ENOMEM and
 *	EPERM, no interface for ENOSYS; returns -errno
 */
long attempt_no_ring(struct attempt *a);

/**
 * attempt_register() - IORING_REGISTER_BUFFERS of the buffer alone
 * @a: the attempt; ENOMEM is noted as RLIMIT_MEMLOCK
 * @fd: the ring
 *
 * Return: 0 or -errno.
 */
long attempt_register(struct attempt *a, int fd);

/** attempt_unregister() - 0, or -errno after attempt_setup_error() */
long attempt_unregister(struct attempt *a, int fd);

/**
 * attempt_fixed() - read from a file into the registered buffer, or write the
 *	buffer to it
 * @a: the attempt
 * @r: the ring, where the buffer has index 0
 * @opcode: IORING_OP_READ_FIXED or IORING_OP_WRITE_FIXED
 * @fd: the file
 * @offset: where in it
 *
 * Return: bytes or -errno.
 */
long attempt_fixed(struct attempt *a, struct ring *r, int opcode, int fd,
		   off_t offset);

/**
 * attempt_ring_pair() - one ring with CAP_IPC_LOCK, and one without
 * @a: the attempt; afterwards the process lacks CAP_IPC_LOCK
 * @with: receives the first
 * @without: receives the second
 *
 * Return: 0, or -errno after attempt_skip() or attempt_setup_error().
 */
long attempt_ring_pair(struct attempt *a, int *with, int *without);

#endif
