/* SPDX-License-Identifier: GPL-2.0 */
/* io_uring by its system calls alone, so that any libc will do. */
#ifndef PINCER_RING_H
#define PINCER_RING_H

#include <stdbool.h>
#include <sys/uio.h>

#include "lib/uapi.h"

/**
 * struct ring - an io_uring, mapped
 * @fd: its descriptor
 * @params: what was asked for, and what became of it
 * @rings: both rings, in one piece
 * @rings_size: bytes
 * @sqes: the submission queue's entries
 * @sqes_size: bytes
 * @queued: entries that the kernel has not been told of yet
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
 * Without CAP_IPC_LOCK rings and what they pin count against RLIMIT_MEMLOCK,
 * and what this user's other rings had is given back some time after they are
 * gone: so ENOMEM is given a second to pass.
 *
 * Return: its descriptor, or -1 with errno.
 */
int ring_setup(unsigned int entries, struct io_uring_params *params);

/** ring_bare() - a small ring that nothing is submitted to; as above */
int ring_bare(void);

/** ring_register() - io_uring_register(2): 0 or more, or -1 with errno */
int ring_register(int fd, unsigned int what, const void *arg, unsigned int nr);

/** ring_register_buffers() - 0, or -1 with errno; patient like ring_setup() */
int ring_register_buffers(int fd, const struct iovec *iov, unsigned int nr);

/** ring_unregister_buffers() - 0, or -1 with errno */
int ring_unregister_buffers(int fd);

/** ring_clone_buffers() - from another ring's: 0, or -1 with errno */
int ring_clone_buffers(int fd, int from);

/** ring_register_empty() - one slot, with no buffer in it */
int ring_register_empty(int fd);

/** ring_knows_clone() - whether the kernel does; errno is EINVAL if not */
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
 * Return: 0, or -errno: -EINVAL where they are all of the same size.
 */
int ring_open_wide(struct ring *r, unsigned int entries);

/**
 * ring_open_in() - a new ring in memory of ours
 * @r: filled in
 * @entries: of the submission queue
 * @rings: where both rings shall be, in enough pages
 * @sqes: where the submission queue's entries shall be
 *
 * Return: 0, or -errno.
 */
int ring_open_in(struct ring *r, unsigned int entries, void *rings, void *sqes);

/** ring_close() - unmap what was mapped, and close it */
void ring_close(struct ring *r);

/**
 * ring_queue() - put a request, copied, into the next entry
 * @r: the ring
 * @sqe: the request; two of them in a row are one request of a wide ring
 */
void ring_queue(struct ring *r, const struct io_uring_sqe *sqe);

/**
 * ring_command() - make an entry a command to a driver
 * @sqe: the entry; of a wide ring, two of them in a row
 * @fd: what the driver is behind
 * @command: its number
 * @arg: what goes with it
 * @size: bytes; 16 of them at most, 80 in a wide ring
 */
void ring_command(struct io_uring_sqe *sqe, int fd, unsigned int command,
		  const void *arg, size_t size);

/** ring_next() - take the oldest completion, if there is one */
bool ring_next(struct ring *r, struct io_uring_cqe *cqe);

/**
 * ring_wait() - submit what is queued and wait for a completion
 * @r: the ring
 * @cqe: receives the oldest completion
 *
 * Return: 0, or -errno.
 */
int ring_wait(struct ring *r, struct io_uring_cqe *cqe);

/**
 * ring_do() - one request from beginning to end, which may be a second
 *	completion
 * @r: the ring, idle
 * @sqe: the request
 *
 * Return: what it returned, or -errno when it could not be submitted.
 */
long ring_do(struct ring *r, const struct io_uring_sqe *sqe);

#endif
