/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A disk that this process serves: ublk. Requests come by an io_uring, in whose
 * table of buffers the kernel puts the memory that a request is about. Another
 * process is the client: it makes the disk, asks what it is told to ask, and
 * takes the disk away when this process is gone, whatever has become of it.
 */
#ifndef PINCER_UBLK_H
#define PINCER_UBLK_H

#include "lib/ublk_control.h"
#include "lib/attempt.h"

/* Where on the disk the client reads and writes, bytes. */
#define UBLK_OFFSET (1 << 20)

/* What the client can be told to do; a request has the same numbers. */
enum ublk_order { UBLK_READ, UBLK_WRITE, UBLK_START };

/* What a server waits for: each comes once, and is kept until it is asked for. */
enum ublk_event {
	UBLK_REQUEST, UBLK_ANSWER, UBLK_DONE, UBLK_BEGUN, UBLK_EVENTS
};

/**
 * struct ublk - a disk, as its server has it
 * @features: UBLK_BY_COMMAND or UBLK_BY_ITSELF
 * @ring: by which requests come; its table has one slot
 * @number: the disk's, or -errno
 * @device: the character device that they come from, or -1
 * @request: the one request that there can be, as the kernel describes it
 * @store: what the disk holds: a memfd
 * @memory: what the client reads to and writes from, which both have
 * @client: orders go there, and answers come from there
 * @pid: the client
 * @came: by enum ublk_event, whether it is there and has not been asked for
 * @result: what it said
 */
struct ublk {
	__u64 features;
	struct ring ring;
	long number;
	int device;
	const struct ublk_request *request;
	int store;
	struct iovec memory;
	int client;
	pid_t pid;
	bool came[UBLK_EVENTS];
	long result[UBLK_EVENTS];
};

/**
 * ublk_open() - make a disk, and begin to serve it
 * @a: the attempt; says why there is none
 * @u: filled in
 * @features: UBLK_BY_COMMAND or UBLK_BY_ITSELF
 * @memory: shared memory for the client
 *
 * Return: 0 or -errno; then nothing is left of it.
 */
long ublk_open(struct attempt *a, struct ublk *u, __u64 features,
	       const struct iovec *memory);

/** ublk_leave() - serve it no longer; the client stays */
void ublk_leave(struct ublk *u);

/**
 * ublk_close() - serve it no longer, and wait until it is gone
 *
 * Return: 0, or -errno of taking it away.
 */
long ublk_close(struct ublk *u);

/**
 * ublk_ended() - what has become of a disk with its client's end
 * @u: the disk
 * @status: as waitpid() has it
 *
 * Return: 0 when it is gone, or -errno.
 */
long ublk_ended(const struct ublk *u, int status);

/** ublk_fetch() - say that a first request may come; ublk_open() has done so */
void ublk_fetch(struct ublk *u);

/** ublk_ask() - have the client do something, which it answers some time */
void ublk_ask(struct ublk *u, enum ublk_order what);

/**
 * ublk_next() - wait for the client's request, and keep it; serve others
 * @u: the disk
 * @what: what the client was told to do
 *
 * Return: 0, or -errno when it does not come as the one request that it is.
 */
long ublk_next(struct ublk *u, enum ublk_order what);

/**
 * ublk_do() - have something done in the server's ring
 * @u: the disk
 * @sqe: what; its user_data is not looked at
 *
 * Return: what it returned, or -errno.
 */
long ublk_do(struct ublk *u, const struct io_uring_sqe *sqe);

/** ublk_begin() - the same, but do not wait; one thing at a time */
void ublk_begin(struct ublk *u, const struct io_uring_sqe *sqe);

/** ublk_end() - wait for what was begun: what it returned, or -errno */
long ublk_end(struct ublk *u);

/** ublk_register() - the request's buffer into the slot: 0 or -errno */
long ublk_register(struct ublk *u);

/** ublk_unregister() - take it away again: 0 or -errno */
long ublk_unregister(struct ublk *u);

/**
 * ublk_commit() - say that the request is done, and that another may come
 * @u: the disk
 * @result: bytes or -errno
 *
 * The kernel hears of it, as of what is begun, when something is done or waited
 * for next.
 */
void ublk_commit(struct ublk *u, int result);

/**
 * ublk_answer() - wait for the client's answer, and serve what it asks for, if
 *	the disk is still served
 */
long ublk_answer(struct ublk *u);

/** ublk_answers_soon() - whether the answer comes within a moment */
bool ublk_answers_soon(struct ublk *u);

/**
 * ublk_be_client() - the client's life
 * @server: orders come from there; it ends when they do
 * @features: of the disk
 * @memory: what it reads to and writes from
 *
 * The first answer, to no order, is the disk's number or -errno.
 *
 * Return: 0, or the errno of taking the disk away.
 */
int ublk_be_client(int server, __u64 features, const struct iovec *memory);

#endif
