// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "lib/ring.h"

/* Closed rings are uncharged asynchronously: a second in all. */
#define PATIENCE 100
#define PATIENCE_US 10000

static int setup_once(unsigned int entries, struct io_uring_params *params)
{
	return syscall(SYS_io_uring_setup, entries, params);
}

int ring_setup(unsigned int entries, struct io_uring_params *params)
{
	const struct io_uring_params asked = *params;
	int i, fd;

	for (i = 0; i < PATIENCE; i++) {
		*params = asked;
		fd = setup_once(entries, params);
		if (fd >= 0 || errno != ENOMEM)
			break;
		usleep(PATIENCE_US);
	}
	return fd;
}

int ring_bare(void)
{
	return ring_setup(1, &(struct io_uring_params){ 0 });
}

int ring_register(int fd, unsigned int what, const void *arg, unsigned int nr)
{
	return syscall(SYS_io_uring_register, fd, what, arg, nr);
}

int ring_register_buffers(int fd, const struct iovec *iov, unsigned int nr)
{
	int i, ret;

	for (i = 0; i < PATIENCE; i++) {
		ret = ring_register(fd, IORING_REGISTER_BUFFERS, iov, nr);
		if (ret >= 0 || errno != ENOMEM)
			break;
		usleep(PATIENCE_US);
	}
	return ret;
}

int ring_register_empty(int fd)
{
	const struct iovec none = { .iov_base = NULL };
	const struct io_uring_rsrc_register arg = {
		.nr = 1, .data = (uintptr_t)&none,
	};

	return ring_register(fd, IORING_REGISTER_BUFFERS2, &arg, sizeof(arg));
}

int ring_unregister_buffers(int fd)
{
	return ring_register(fd, IORING_UNREGISTER_BUFFERS, NULL, 0);
}

int ring_clone_buffers(int fd, int from)
{
	const struct ring_clone_buffers arg = { .src_fd = from };

	return ring_register(fd, RING_CLONE_BUFFERS, &arg, 1);
}

bool ring_knows_clone(int fd)
{
	/* Probe with fd -1: EBADF if the command exists, EINVAL if not. */
	return !ring_clone_buffers(fd, -1) || errno != EINVAL;
}

/* A field of struct io_rings, at an offset that io_uring_setup() returned. */
static unsigned int *ring_field(const struct ring *r, unsigned int offset)
{
	return (unsigned int *)(r->rings + offset);
}

/* Entries of ordinary size that one entry takes. */
static unsigned int width(const struct io_uring_params *p)
{
	return p->flags & RING_WIDE ? 2 : 1;
}

static size_t rings_size(const struct io_uring_params *p)
{
	const size_t sq = p->sq_off.array +
			  p->sq_entries * sizeof(unsigned int);
	const size_t cq = p->cq_off.cqes + p->cq_entries * width(p) *
			  sizeof(struct io_uring_cqe);

	return sq > cq ? sq : cq;
}

static int map_rings(struct ring *r)
{
	const struct io_uring_params *p = &r->params;
	const int prot = PROT_READ | PROT_WRITE;

	r->rings_size = rings_size(p);
	r->rings = mmap(NULL, r->rings_size, prot, MAP_SHARED | MAP_POPULATE,
			r->fd, IORING_OFF_SQ_RING);
	if (r->rings == MAP_FAILED)
		return -errno;
	r->sqes_size = p->sq_entries * width(p) * sizeof(struct io_uring_sqe);
	r->sqes = mmap(NULL, r->sqes_size, prot, MAP_SHARED | MAP_POPULATE,
		       r->fd, IORING_OFF_SQES);
	if (r->sqes != MAP_FAILED)
		return 0;
	munmap(r->rings, r->rings_size);
	return -errno;
}

static int open_mapped(struct ring *r, unsigned int entries,
		       unsigned int flags)
{
	int ret;

	*r = (struct ring){ .fd = -1, .params.flags = flags };
	r->fd = ring_setup(entries, &r->params);
	if (r->fd < 0)
		return -errno;
	ret = map_rings(r);
	if (ret)
		close(r->fd);
	return ret;
}

int ring_open(struct ring *r, unsigned int entries)
{
	return open_mapped(r, entries, 0);
}

int ring_open_wide(struct ring *r, unsigned int entries)
{
	return open_mapped(r, entries, RING_WIDE);
}

int ring_open_in(struct ring *r, unsigned int entries, void *rings, void *sqes)
{
	*r = (struct ring){
		.rings = rings, .sqes = sqes,
		.params = {
			.flags = IORING_SETUP_NO_MMAP,
			.cq_off.RING_USER_ADDR = (uintptr_t)rings,
			.sq_off.RING_USER_ADDR = (uintptr_t)sqes,
		},
	};
	r->fd = ring_setup(entries, &r->params);
	return r->fd < 0 ? -errno : 0;
}

void ring_close(struct ring *r)
{
	if (!(r->params.flags & IORING_SETUP_NO_MMAP)) {
		munmap(r->sqes, r->sqes_size);
		munmap(r->rings, r->rings_size);
	}
	close(r->fd);
}

void ring_queue(struct ring *r, const struct io_uring_sqe *sqe)
{
	const struct io_sqring_offsets *off = &r->params.sq_off;
	unsigned int *tail = ring_field(r, off->tail);
	const unsigned int at = *tail & *ring_field(r, off->ring_mask);

	memcpy(&r->sqes[at * width(&r->params)], sqe,
	       width(&r->params) * sizeof(*sqe));
	ring_field(r, off->array)[at] = at;
	__atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
	r->queued++;
}

/* Of sqe->cmd: 16 bytes of an ordinary entry, 80 of a wide one. */
#define COMMAND_OFFSET 48

void ring_command(struct io_uring_sqe *sqe, int fd, unsigned int command,
		  const void *arg, size_t size)
{
	sqe->opcode = RING_URING_CMD;
	sqe->fd = fd;
	sqe->off = command;
	memcpy((char *)sqe + COMMAND_OFFSET, arg, size);
}

bool ring_next(struct ring *r, struct io_uring_cqe *cqe)
{
	const struct io_cqring_offsets *off = &r->params.cq_off;
	const struct io_uring_cqe *cqes =
		(const struct io_uring_cqe *)(r->rings + off->cqes);
	unsigned int *head = ring_field(r, off->head);

	if (*head == __atomic_load_n(ring_field(r, off->tail), __ATOMIC_ACQUIRE))
		return false;
	*cqe = cqes[(*head & *ring_field(r, off->ring_mask)) * width(&r->params)];
	__atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
	return true;
}

int ring_wait(struct ring *r, struct io_uring_cqe *cqe)
{
	int done;

	while (r->queued || !ring_next(r, cqe)) {
		done = syscall(SYS_io_uring_enter, r->fd, r->queued, 1,
			       IORING_ENTER_GETEVENTS, NULL, 0);
		if (done < 0 && errno != EINTR)
			return -errno;
		if (done > 0)
			r->queued -= done;
	}
	return 0;
}

long ring_do(struct ring *r, const struct io_uring_sqe *sqe)
{
	struct io_uring_cqe first, last;
	int ret;

	ring_queue(r, sqe);
	ret = ring_wait(r, &first);
	last = first;
	while (!ret && last.flags & IORING_CQE_F_MORE)
		ret = ring_wait(r, &last);
	return ret ? ret : first.res;
}
