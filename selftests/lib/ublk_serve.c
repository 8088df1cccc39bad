// SPDX-License-Identifier: GPL-2.0
/*
 * ublk: requests, and what is done about them. All of it goes through one ring:
 * so whatever is waited for, something else may come first.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/ublk.h"

/** struct ublk_request - a request, as the kernel describes it */
struct ublk_request {
	__u32 what, sectors;	/* what: and in the upper bits, how */
	__u64 start, addr;
};

/** struct command - the argument of what a server says of a request */
struct command {
	__u16 queue, request;
	__s32 result;
	__u64 slot;
};

#define FETCH _IOWR('u', 0x20, struct command)
#define COMMIT_AND_FETCH _IOWR('u', 0x21, struct command)
#define REGISTER _IOWR('u', 0x23, struct command)
#define UNREGISTER _IOWR('u', 0x24, struct command)

/* Waits until something is there; 0 or -errno. */
static long take(struct ublk *u)
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
		ret = take(u);
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

/* The slot that buffers come to by themselves is 0, as all that is not said. */
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

static bool is(const struct ublk_request *r, enum ublk_order what)
{
	return (r->what & 0xff) == what;
}

/* Between the disk's place in the store and the request's buffer. */
static long transfer(struct ublk *u)
{
	const struct ublk_request *r = u->request;
	const struct io_uring_sqe sqe = {
		.opcode = is(r, UBLK_READ) ? IORING_OP_READ_FIXED :
					     IORING_OP_WRITE_FIXED,
		.fd = u->store, .off = r->start * UBLK_SECTOR,
		.len = r->sectors * UBLK_SECTOR,
	};

	return ublk_do(u, &sqe);
}

/* Whoever else looks at a new disk gets what the disk holds. */
static void serve(struct ublk *u)
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

	return is(r, what) && r->start * UBLK_SECTOR == UBLK_OFFSET &&
	       (size_t)r->sectors * UBLK_SECTOR == u->memory.iov_len;
}

/* Waits for a request; -ECANCELED when the client answers before one is there. */
static long next(struct ublk *u)
{
	long ret = 0;

	while (!ret && !u->came[UBLK_ANSWER] && !u->came[UBLK_REQUEST])
		ret = take(u);
	if (ret)
		return ret;
	if (u->came[UBLK_ANSWER])
		return -ECANCELED;
	u->came[UBLK_REQUEST] = false;
	return u->result[UBLK_REQUEST] ? -EPROTO : 0;
}

long ublk_next(struct ublk *u, enum ublk_order what)
{
	long ret = next(u);

	while (!ret && !is_clients(u, what)) {
		serve(u);
		ret = next(u);
	}
	return ret;
}

/* The answer is waited for with the ring, but read without: it may be closed. */
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
		ret = next(u);
		if (!ret)
			serve(u);
	}
	if (ret && ret != -ECANCELED)
		return ret;
	u->came[UBLK_ANSWER] = false;
	return read(u->client, &answer, sizeof(answer)) == sizeof(answer) ?
		answer : -EPIPE;
}

/* What the kernel does next, it has done then. */
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
