// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: user memory that the kernel maps: submission queue entries, a ring
 * of provided buffers, a region of wait arguments. Pinned with FOLL_LONGTERM.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "doors/doors.h"

/* Entries of a submission queue that fill the buffer. */
static unsigned int sqes_of(const struct attempt *a)
{
	return a->len / sizeof(struct io_uring_sqe);
}

/* Submits a NOP from every entry, and so from every page. */
static int check_sqes(struct attempt *a, struct ring *r)
{
	struct io_uring_cqe cqe;
	unsigned int i;
	int ret;

	for (i = 0; i < sqes_of(a); i++)
		ring_queue(r, &(struct io_uring_sqe){ .opcode = IORING_OP_NOP,
						      .user_data = i });
	for (i = 0; i < sqes_of(a); i++) {
		ret = ring_wait(r, &cqe);
		if (ret)
			return ret;
		if (cqe.res || cqe.user_data != i)
			a->wrong_data = true;
	}
	return 0;
}

/*
 * Probe with NULL for the rings: EFAULT if IORING_SETUP_NO_MMAP exists, EINVAL
 * if not.
 */
static bool knows_no_mmap(void)
{
	struct ring r;
	int ret = ring_open_in(&r, 1, NULL, NULL);

	if (!ret)
		ring_close(&r);
	return ret != -EINVAL;
}

/* The buffer holds the entries; the rings lie in memory of the attempt. */
static long ring_in_buffer(struct attempt *a)
{
	void *rings = attempt_memory(a, a->len + getpagesize());
	struct ring r;
	long ret;

	if (!rings)
		return -ENOMEM;
	if (!knows_no_mmap()) {
		errno = EINVAL;
		return attempt_no_interface(a, "IORING_SETUP_NO_MMAP");
	}
	ret = ring_open_in(&r, sqes_of(a), rings, a->buf);
	errno = -ret;
	if (ret == -ENOMEM || ret == -EPERM || ret == -ENOSYS)
		return attempt_no_ring(a);
	if (ret)
		return ret;
	ret = check_sqes(a, &r);
	ring_close(&r);
	return ret;
}

static int register_bufs(int fd, void *at, unsigned int entries)
{
	const struct io_uring_buf_reg arg = {
		.ring_addr = (uintptr_t)at, .ring_entries = entries,
	};

	return ring_register(fd, IORING_REGISTER_PBUF_RING, &arg, 1) ? -errno
								     : 0;
}

/* close() of the ring unpins too, but asynchronously. */
static int unregister_bufs(int fd)
{
	const struct io_uring_buf_reg arg = { .bgid = 0 };

	return ring_register(fd, IORING_UNREGISTER_PBUF_RING, &arg, 1);
}

/* Entries of a ring of provided buffers that fill the buffer under test. */
static unsigned int bufs_of(const struct attempt *a)
{
	return a->len / sizeof(struct io_uring_buf);
}

/* Provides a buffer of one byte an entry. */
static void provide_bytes(struct attempt *a, char *bytes)
{
	struct io_uring_buf_ring *ring = (void *)a->buf;
	unsigned int i;

	for (i = 0; i < bufs_of(a); i++) {
		ring->bufs[i].addr = (uintptr_t)&bytes[i];
		ring->bufs[i].len = 1;
		ring->bufs[i].bid = i;
		bytes[i] = 1;
	}
	__atomic_store_n(&ring->tail, bufs_of(a), __ATOMIC_RELEASE);
}

/* Reads with each provided buffer in turn, and so from every page. */
static int check_bufs(struct attempt *a, struct ring *r, char *bytes, int zero)
{
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_READ, .fd = zero, .len = 1,
		.flags = IOSQE_BUFFER_SELECT,
	};
	struct io_uring_cqe cqe;
	unsigned int i;
	int ret;

	provide_bytes(a, bytes);
	for (i = 0; i < bufs_of(a); i++) {
		ring_queue(r, &sqe);
		ret = ring_wait(r, &cqe);
		if (ret)
			return ret;
		if (cqe.res != 1 || bytes[i] ||
		    cqe.flags >> IORING_CQE_BUFFER_SHIFT != i)
			a->wrong_data = true;
	}
	return 0;
}

/* Probe with NULL: EFAULT if PBUF_RING exists, EINVAL if not. */
static long open_for_bufs(struct attempt *a, void *session)
{
	struct ring *r = session;
	long ret = attempt_ring(a, r, 1);

	if (ret || register_bufs(r->fd, NULL, 1) != -EINVAL)
		return ret;
	errno = EINVAL;
	ret = attempt_no_interface(a, "IORING_REGISTER_PBUF_RING");
	ring_close(r);
	return ret;
}

static long bufs_in_buffer(struct attempt *a, void *session)
{
	char *bytes = attempt_memory(a, bufs_of(a));
	struct ring *r = session;
	long ret;
	int zero;

	if (!bytes)
		return -ENOMEM;
	ret = register_bufs(r->fd, a->buf, bufs_of(a));
	if (ret)
		return ret;
	zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	ret = zero < 0 ? attempt_setup_error(a, "/dev/zero")
		       : check_bufs(a, r, bytes, zero);
	close(zero);
	if (unregister_bufs(r->fd))
		ret = attempt_setup_error(a, "IORING_UNREGISTER_PBUF_RING");
	return ret;
}

static void close_ring(struct attempt *a, void *session)
{
	(void)a;
	ring_close(session);
}

static const struct session bufs_session = {
	.size = sizeof(struct ring),
	.open = open_for_bufs, .use = bufs_in_buffer, .close = close_ring,
};

static int register_region(int fd, struct ring_region_desc *desc)
{
	const struct ring_mem_region arg = {
		.region = (uintptr_t)desc, .flags = RING_MEM_REGION_WAIT_ARG,
	};

	return ring_register(fd, RING_MEM_REGION, &arg, 1) ? -errno : 0;
}

/* Waits for 0 completions, with the struct io_uring_reg_wait at an offset. */
static int enter_by_record(int fd, size_t offset)
{
	const unsigned int flags = IORING_ENTER_GETEVENTS |
				   IORING_ENTER_EXT_ARG |
				   RING_ENTER_EXT_ARG_REG;

	return syscall(SYS_io_uring_enter, fd, 0, 0, flags, offset,
		       sizeof(struct ring_wait_arg)) ? -errno : 0;
}

/* The kernel accepts a valid record in each page, and refuses an invalid one. */
static int check_records(struct attempt *a, int fd)
{
	size_t at;

	if (ring_register(fd, IORING_REGISTER_ENABLE_RINGS, NULL, 0))
		return attempt_setup_error(a, "IORING_REGISTER_ENABLE_RINGS");
	for (at = 0; at < a->len; at += getpagesize()) {
		struct ring_wait_arg *arg = (void *)(a->buf + at);

		*arg = (struct ring_wait_arg){ .flags = RING_WAIT_TS };
		if (enter_by_record(fd, at))
			a->wrong_data = true;
		arg->flags = ~0U;
		if (enter_by_record(fd, at) != -EINVAL)
			a->wrong_data = true;
	}
	return 0;
}

/* Probe with NULL: EFAULT if MEM_REGION exists, EINVAL if not. */
static long open_for_records(struct attempt *a, void *session)
{
	struct io_uring_params params = { .flags = IORING_SETUP_R_DISABLED };
	int *const fd = session;
	long ret;

	*fd = ring_setup(1, &params);
	if (*fd < 0)
		return attempt_no_ring(a);
	if (register_region(*fd, NULL) != -EINVAL)
		return 0;
	ret = attempt_no_interface(a, "IORING_REGISTER_MEM_REGION");
	close(*fd);
	return ret;
}

static long records_in_buffer(struct attempt *a, void *session)
{
	struct ring_region_desc desc = {
		.user_addr = (uintptr_t)a->buf, .size = a->len,
		.flags = RING_MEM_REGION_USER,
	};
	const int *const fd = session;
	const long ret = register_region(*fd, &desc) ?: check_records(a, *fd);

	if (ret == -ENOMEM)
		attempt_no_ring(a);
	return ret;
}

static void close_records(struct attempt *a, void *session)
{
	const int *const fd = session;

	(void)a;
	close(*fd);
}

static const struct session records_session = {
	.size = sizeof(int),
	.open = open_for_records, .use = records_in_buffer, .close = close_records,
	.keeps = true,
};

const struct door doors_io_uring_memory[] = {
	{
		.name = "io_uring.pbuf_ring",
		.title = "a ring of provided buffers for an io_uring",
		.props = { REGISTRATION, .success_is_zero = true },
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_PBUF_RING },
		.brief = true, .one_thing = true, IN_SESSION(bufs_session),
	}, {
		.name = "io_uring.no_mmap",
		.title = "the queue of an io_uring",
		.props = { REGISTRATION, .success_is_zero = true },
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_NO_MMAP },
		.brief = true, .one_thing = true, .slow = true,
		.run = ring_in_buffer,
	}, {
		.name = "io_uring.mem_region",
		.title = "a memory region for an io_uring",
		.props = {
			.flags = D_WRITE | D_LONGTERM,
			.partial = PARTIAL_REFUSED, .partial_error = EFAULT,
			.success_is_zero = true,
		},
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_MEM_REGION },
		.brief = true, IN_SESSION(records_session),
	}, {}
};
