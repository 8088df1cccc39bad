// SPDX-License-Identifier: GPL-2.0
/*
 * ublk: the server of a disk. All its commands and requests share one ring, so
 * that completions come in any order: each is kept until it is waited for.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/ublk.h"

/** struct ublk_request - struct ublksrv_io_desc */
struct ublk_request {
	__u32 what, sectors;	/* what: operation, flags from bit 8 on */
	__u64 start, addr;
};

/** struct command - struct ublksrv_io_cmd */
struct command {
	__u16 queue, request;
	__s32 result;
	__u64 slot;
};

#define FETCH _IOWR('u', 0x20, struct command)
#define COMMIT_AND_FETCH _IOWR('u', 0x21, struct command)
#define REGISTER _IOWR('u', 0x23, struct command)
#define UNREGISTER _IOWR('u', 0x24, struct command)

/* Waits for a completion and keeps it; 0 or -errno. */
static long wait_for_any(struct ublk *u)
{
	struct io_uring_cqe cqe;
	const int ret = ring_wait(&u->ring, &cqe);

	if (ret)
		return ret;
	u->came[cqe.user_data] = true;
	u->result[cqe.user_data] = cqe.res;
	return 0;
}

static void queue(struct ublk *u, const struct io_uring_sqe *sqe,
		  enum ublk_event what)
{
	struct io_uring_sqe copy = *sqe;

	copy.user_data = what;
	ring_queue(&u->ring, &copy);
}

static long wait_for(struct ublk *u, enum ublk_event what)
{
	long ret = 0;

	while (!ret && !u->came[what])
		ret = wait_for_any(u);
	u->came[what] = false;
	return ret ?: u->result[what];
}

long ublk_do(struct ublk *u, const struct io_uring_sqe *sqe)
{
	queue(u, sqe, UBLK_DONE);
	return wait_for(u, UBLK_DONE);
}

void ublk_begin(struct ublk *u, const struct io_uring_sqe *sqe)
{
	queue(u, sqe, UBLK_BEGUN);
}

long ublk_end(struct ublk *u)
{
	return wait_for(u, UBLK_BEGUN);
}

/* Queue, request and slot are 0, also for UBLK_F_AUTO_BUF_REG. */
static struct io_uring_sqe command(const struct ublk *u, unsigned int what,
				   int result)
{
	const struct command arg = { .result = result };
	struct io_uring_sqe sqe = { 0 };

	ring_command(&sqe, u->device, what, &arg, sizeof(arg));
	return sqe;
}

void ublk_fetch(struct ublk *u)
{
	const struct io_uring_sqe sqe = command(u, FETCH, 0);

	queue(u, &sqe, UBLK_REQUEST);
}

void ublk_commit(struct ublk *u, int result)
{
	const struct io_uring_sqe sqe = command(u, COMMIT_AND_FETCH, result);

	queue(u, &sqe, UBLK_REQUEST);
}

long ublk_register(struct ublk *u)
{
	const struct io_uring_sqe sqe = command(u, REGISTER, 0);

	return ublk_do(u, &sqe);
}

long ublk_unregister(struct ublk *u)
{
	const struct io_uring_sqe sqe = command(u, UNREGISTER, 0);

	return ublk_do(u, &sqe);
}

static bool is_order(const struct ublk_request *r, enum ublk_order what)
{
	return (r->what & 0xff) == what;
}

/* Copies between the disk's store and the request's buffer. */
static long transfer(struct ublk *u)
{
	const struct ublk_request *r = u->request;
	const struct io_uring_sqe sqe = {
		.opcode = is_order(r, UBLK_READ) ? IORING_OP_READ_FIXED :
						   IORING_OP_WRITE_FIXED,
		.fd = u->store, .off = r->start * UBLK_SECTOR,
		.len = r->sectors * UBLK_SECTOR,
	};

	return ublk_do(u, &sqe);
}

/* Others read a new disk too, for instance udev. */
static void serve_request(struct ublk *u)
{
	const bool by_command = u->features & UBLK_BY_COMMAND;
	long ret = by_command ? ublk_register(u) : 0;

	if (!ret) {
		ret = transfer(u);
		if (by_command)
			ublk_unregister(u);
	}
	ublk_commit(u, ret);
}

static bool is_clients(const struct ublk *u, enum ublk_order what)
{
	const struct ublk_request *r = u->request;

	return is_order(r, what) && r->start * UBLK_SECTOR == UBLK_OFFSET &&
	       (size_t)r->sectors * UBLK_SECTOR == u->memory.iov_len;
}

/* Waits for a request; -ECANCELED when the client answers before one is there. */
static long next_request(struct ublk *u)
{
	long ret = 0;

	while (!ret && !u->came[UBLK_ANSWER] && !u->came[UBLK_REQUEST])
		ret = wait_for_any(u);
	if (ret)
		return ret;
	if (u->came[UBLK_ANSWER])
		return -ECANCELED;
	u->came[UBLK_REQUEST] = false;
	return u->result[UBLK_REQUEST] ? -EPROTO : 0;
}

long ublk_next(struct ublk *u, enum ublk_order what)
{
	long ret = next_request(u);

	while (!ret && !is_clients(u, what)) {
		serve_request(u);
		ret = next_request(u);
	}
	return ret;
}

/* Polled through the ring; ublk_answer() read()s it, also without a ring. */
void ublk_ask(struct ublk *u, enum ublk_order what)
{
	const char order = what;
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_POLL_ADD, .fd = u->client,
		.poll_events = POLLIN,
	};

	if (write(u->client, &order, 1) == 1)
		queue(u, &sqe, UBLK_ANSWER);
}

long ublk_answer(struct ublk *u)
{
	long answer, ret = 0;

	while (!ret && u->ring.fd >= 0) {
		ret = next_request(u);
		if (!ret)
			serve_request(u);
	}
	if (ret && ret != -ECANCELED)
		return ret;
	u->came[UBLK_ANSWER] = false;
	return read(u->client, &answer, sizeof(answer)) == sizeof(answer) ?
		answer : -EPIPE;
}

/* Time enough for a completion that is not held back. */
#define MOMENT_NS 50000000

bool ublk_answers_soon(struct ublk *u)
{
	const struct {
		__s64 seconds, nanoseconds;
	} moment = { .nanoseconds = MOMENT_NS };
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_TIMEOUT, .addr = (uintptr_t)&moment,
		.len = 1,
	};

	return ublk_do(u, &sqe) != -ETIME || u->came[UBLK_ANSWER];
}
