// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: asynchronous direct I/O, into memory that is pinned for one
 * request, and into registered memory, for which GUP is not called again.
 */
#include "doors/door_io_uring.h"
#include "doors/target.h"
#include "doors/doors.h"

static bool reads(const struct attempt *a)
{
	return a->contract->door->role == ROLE_DEST;
}

static long request(struct attempt *a)
{
	const struct io_uring_sqe sqe = {
		.opcode = reads(a) ? IORING_OP_READ : IORING_OP_WRITE,
		.fd = a->fd, .off = TARGET_OFFSET,
		.addr = (uintptr_t)a->buf, .len = a->len,
	};
	struct ring r;
	long ret = attempt_ring(a, &r, 1);

	if (ret)
		return ret;
	ret = ring_do(&r, &sqe);
	ring_close(&r);
	return ret;
}

static long fixed_request(struct attempt *a)
{
	const int opcode = reads(a) ? IORING_OP_READ_FIXED :
				      IORING_OP_WRITE_FIXED;
	struct ring r;
	long ret = attempt_ring(a, &r, 1);

	if (ret)
		return ret;
	ret = attempt_register(a, r.fd);
	if (!ret) {
		ret = attempt_fixed(a, &r, opcode, a->fd, TARGET_OFFSET);
		attempt_unregister(a, r.fd);
	}
	ring_close(&r);
	return ret;
}

/*
 * What is asynchronous is not finished by the CPU where GUP stopped: a block
 * device says how far it came.
 */
#define READ_AND_WRITE(name_, title_, on_, flags_, ...)			\
	{								\
		.name = "io_uring.read." name_,				\
		.title = "an asynchronous O_DIRECT read from " title_,	\
		.props = { .flags = D_WRITE | (flags_), __VA_ARGS__ },	\
		on_, .role = ROLE_DEST, .brief = true, .run = request,	\
	}, {								\
		.name = "io_uring.write." name_,			\
		.title = "an asynchronous O_DIRECT write to " title_,	\
		.props = { .flags = flags_, __VA_ARGS__ },		\
		on_, .role = ROLE_SOURCE, .brief = true, .run = request, \
	}

#define REGISTERED							\
	.props = { REGISTRATION },					\
	.need = { .config = "IO_URING", .env = "PINCER_VIRTIO_BLK",	\
		  .target = TARGET_VIRTIO_BLK },			\
	.brief = true, .run = fixed_request

const struct door doors_io_uring_rw[] = {
	READ_AND_WRITE("nvme_cmb", "the NVMe that owns the P2PDMA memory",
		       ON_NVME_CMB,
		       D_P2PDMA_QUEUE | D_P2PDMA_OWNER | D_SHORT_AT_BIO_END,
		       .errno_since = C_BDEV_ASYNC_BIO),
	READ_AND_WRITE("nvme", "another NVMe", ON_NVME,
		       D_P2PDMA_QUEUE | D_SHORT_AT_BIO_END,
		       .errno_since = C_BDEV_ASYNC_BIO),
	READ_AND_WRITE("virtio_blk", "a virtio-blk disk", ON_VIRTIO_BLK,
		       D_SHORT_AT_BIO_END, .errno_since = C_BDEV_ASYNC_BIO),
	READ_AND_WRITE("ext4", "a file on ext4", ON_EXT4,
		       0, .partial = PARTIAL_ERRNO),
	{
		.name = "io_uring.read_fixed",
		.title = "a direct read into registered memory",
		REGISTERED, .role = ROLE_DEST,
	}, {
		.name = "io_uring.write_fixed",
		.title = "a direct write from registered memory",
		REGISTERED, .role = ROLE_SOURCE,
	}, {}
};
