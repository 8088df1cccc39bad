/* SPDX-License-Identifier: GPL-2.0 */
/* io_uring by its system calls, without liburing. */
#ifndef PINCER_RING_H
#define PINCER_RING_H

#include <stdbool.h>
#include <sys/uio.h>

#include "lib/uapi.h"

/**
 * struct ring - an io_uring, mapped
 * @fd: its descriptor
 * @params: as io_uring_setup() returned them
 * @rings: both rings, one mapping (IORING_FEAT_SINGLE_MMAP)
 * @rings_size: bytes
 * @sqes: the submission queue's entries
 * @sqes_size: bytes
 * @queued: entries that io_uring_enter() has yet to submit
 */
struct ring {
	int fd;
	struct io_uring_params params;
	char *rings;
	size_t rings_size;
	struct io_uring_sqe *sqes;
	size_t sqes_size;
	unsigned int queued;
};

/**
 * ring_setup() - a new ring, closed on exec
 * @entries: of the submission queue
 * @params: in and out
 *
 * Without CAP_IPC_LOCK a ring counts against RLIMIT_MEMLOCK, and the kernel
 * uncharges closed rings asynchronously: ENOMEM is retried for a second.
 *
 * Return: its descriptor, or -1 with errno.
 */
int ring_setup(unsigned int entries, struct io_uring_params *params);

/** ring_bare() - ring_setup() with one entry, never mapped */
int ring_bare(void);

/** ring_register() - io_uring_register(2): 0 or more, or -1 with errno */
int ring_register(int fd, unsigned int what, const void *arg, unsigned int nr);

/** ring_register_buffers() - 0, or -1 with errno; retried like ring_setup() */
int ring_register_buffers(int fd, const struct iovec *iov, unsigned int nr);

/** ring_unregister_buffers() - 0, or -1 with errno */
int ring_unregister_buffers(int fd);

/** ring_clone_buffers() - from the ring @from: 0, or -1 with errno */
int ring_clone_buffers(int fd, int from);

/** ring_register_empty() - one empty slot: 0, or -1 with errno */
int ring_register_empty(int fd);

/** ring_knows_clone() - whether the kernel has the command; EINVAL if not */
bool ring_knows_clone(int fd);

/**
 * ring_open() - a new ring, mapped
 * @r: filled in
 * @entries: of the submission queue
 *
 * Return: 0, or -errno.
 */
int ring_open(struct ring *r, unsigned int entries);

/**
 * ring_open_wide() - a new ring with entries of double size, mapped
 * @r: filled in
 * @entries: of the submission queue
 *
 * Return: 0, or -errno: -EINVAL without IORING_SETUP_SQE128 or _CQE32.
 */
int ring_open_wide(struct ring *r, unsigned int entries);

/**
 * ring_open_in() - a new ring in memory of the process, IORING_SETUP_NO_MMAP
 * @r: filled in
 * @entries: of the submission queue
 * @rings: pages for both rings
 * @sqes: pages for the submission queue's entries
 *
 * Return: 0, or -errno.
 */
int ring_open_in(struct ring *r, unsigned int entries, void *rings, void *sqes);

/** ring_close() - unmap the rings and close the descriptor */
void ring_close(struct ring *r);

/**
 * ring_queue() - copy a request into the next entry
 * @r: the ring
 * @sqe: the request; two of them in a row are one request of a wide ring
 */
void ring_queue(struct ring *r, const struct io_uring_sqe *sqe);

/**
 * ring_command() - make an entry an IORING_OP_URING_CMD
 * @sqe: the entry; of a wide ring, two of them in a row
 * @fd: the driver's file
 * @command: sqe->cmd_op
 * @arg: sqe->cmd
 * @size: bytes; 16 of them at most, 80 in a wide ring
 */
void ring_command(struct io_uring_sqe *sqe, int fd, unsigned int command,
		  const void *arg, size_t size);

/** ring_next() - consume the oldest completion; false without one */
bool ring_next(struct ring *r, struct io_uring_cqe *cqe);

/**
 * ring_wait() - submit queued entries and wait for a completion
 * @r: the ring
 * @cqe: receives the oldest completion
 *
 * Return: 0, or -errno.
 */
int ring_wait(struct ring *r, struct io_uring_cqe *cqe);

/**
 * ring_do() - submit one request and wait until no completion of it is to come
 * @r: the ring, idle
 * @sqe: the request
 *
 * Return: res of its first completion, or -errno of io_uring_enter().
 */
long ring_do(struct ring *r, const struct io_uring_sqe *sqe);

#endif
