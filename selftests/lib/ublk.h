/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A ublk disk that this process serves. Requests come through an io_uring, in
 * whose buffer table the kernel puts the request's pages. A child process is
 * the client: it adds the disk, makes the requests that it is told to make, and
 * deletes the disk when this process is gone, however it ended.
 */
#ifndef PINCER_UBLK_H
#define PINCER_UBLK_H

#include "lib/ublk_control.h"
#include "lib/attempt.h"

/* Where on the disk the client reads and writes, bytes. */
#define UBLK_OFFSET (1 << 20)

/* Orders to the client; UBLK_IO_OP_READ and _WRITE have these numbers. */
enum ublk_order { UBLK_READ, UBLK_WRITE, UBLK_START };

/* Completions that a server waits for; user_data holds which. */
enum ublk_event {
	UBLK_REQUEST, UBLK_ANSWER, UBLK_DONE, UBLK_BEGUN, UBLK_EVENTS
};

/**
 * struct ublk - a disk, as its server has it
 * @features: UBLK_BY_COMMAND or UBLK_BY_ITSELF
 * @ring: requests come through it; its buffer table has one slot
 * @number: the disk's, or -errno
 * @device: /dev/ublkcN, or -1
 * @request: the descriptor of the only request, mapped
 * @store: the disk's content: a memfd
 * @memory: shared memory, the buffer of the client's requests
 * @client: the socket for orders and answers
 * @pid: the client
 * @came: by enum ublk_event, whether it has come and is not yet waited for
 * @result: res of its completion
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
 * ublk_open() - add a disk and start to serve it
 * @a: the attempt
 * @u: filled in
 * @features: UBLK_BY_COMMAND or UBLK_BY_ITSELF
 * @memory: shared memory for the client
 *
 * Return: 0, or -errno after which nothing is left of the disk.
 */
long ublk_open(struct attempt *a, struct ublk *u, __u64 features,
	       const struct iovec *memory);

/** ublk_leave() - close the ring and /dev/ublkcN; the client stays */
void ublk_leave(struct ublk *u);

/**
 * ublk_close() - ublk_leave(), and wait until the client has deleted the disk
 *
 * Return: 0, or -errno as ublk_ended().
 */
long ublk_close(struct ublk *u);

/**
 * ublk_ended() - whether the client that has exited deleted the disk
 * @u: the disk
 * @status: as waitpid() has it
 *
 * Return: 0, -errno of DEL_DEV, -EINTR when a signal killed the client, or
 * -EEXIST when the device node is still there.
 */
long ublk_ended(const struct ublk *u, int status);

/** ublk_fetch() - queue FETCH_REQ, as ublk_open() does */
void ublk_fetch(struct ublk *u);

/** ublk_ask() - send the client an order; ublk_answer() waits for its answer */
void ublk_ask(struct ublk *u, enum ublk_order what);

/**
 * ublk_next() - wait for the client's request, unserved; serve those of others
 * @u: the disk
 * @what: what the client was told to do
 *
 * Return: 0, -ECANCELED when the client answers before, or -errno.
 */
long ublk_next(struct ublk *u, enum ublk_order what);

/**
 * ublk_do() - submit an entry to the server's ring and wait for it
 * @u: the disk
 * @sqe: the entry; user_data is overwritten
 *
 * Return: res of its completion, or -errno.
 */
long ublk_do(struct ublk *u, const struct io_uring_sqe *sqe);

/** ublk_begin() - queue an entry without waiting; one at a time */
void ublk_begin(struct ublk *u, const struct io_uring_sqe *sqe);

/** ublk_end() - wait for ublk_begin()'s entry: its res, or -errno */
long ublk_end(struct ublk *u);

/** ublk_register() - REGISTER_IO_BUF into slot 0: 0 or -errno */
long ublk_register(struct ublk *u);

/** ublk_unregister() - UNREGISTER_IO_BUF: 0 or -errno */
long ublk_unregister(struct ublk *u);

/**
 * ublk_commit() - queue COMMIT_AND_FETCH_REQ
 * @u: the disk
 * @result: bytes or -errno
 *
 * Like ublk_begin()'s entry it is submitted by the next call that waits.
 */
void ublk_commit(struct ublk *u, int result);

/**
 * ublk_answer() - wait for the client's answer, and serve requests meanwhile,
 *	unless ublk_leave() was called
 *
 * Return: bytes or -errno of the client's call, or -errno.
 */
long ublk_answer(struct ublk *u);

/** ublk_answers_soon() - whether the answer comes within 50 ms */
bool ublk_answers_soon(struct ublk *u);

/**
 * ublk_be_client() - add a disk, obey orders until they end, delete the disk
 * @server: the socket for orders and answers
 * @features: of the disk
 * @memory: the buffer of its reads and writes
 *
 * Sends the disk's number or -errno first.
 *
 * Return: 0, or the errno of DEL_DEV.
 */
int ublk_be_client(int server, __u64 features, const struct iovec *memory);

#endif
