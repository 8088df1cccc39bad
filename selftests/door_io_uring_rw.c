// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: asynchronous direct I/O, into memory that is pinned for one
 * request, and into registered memory, for which GUP is not called again.
 */
#include <errno.h>

#include "buffer.h"
#include "door_io_uring.h"
#include "target.h"

static long request(struct attempt *a, int opcode)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = a->fd, .off = TARGET_OFFSET,
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

static long plain_read(struct attempt *a)
{
	const long ret = request(a, IORING_OP_READ);

	buffer_check_read(a, ret);
	return ret;
}

static long plain_write(struct attempt *a)
{
	const long ret = request(a, IORING_OP_WRITE);

	return target_check_written(a, ret) ? -1 : ret;
}

static long fixed_request(struct attempt *a, int opcode)
{
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

static long fixed_read(struct attempt *a)
{
	const long ret = fixed_request(a, IORING_OP_READ_FIXED);

	buffer_check_read(a, ret);
	return ret;
}

static long fixed_write(struct attempt *a)
{
	const long ret = fixed_request(a, IORING_OP_WRITE_FIXED);

	return target_check_written(a, ret) ? -1 : ret;
}

/*
 * What is asynchronous is not finished by the CPU where GUP stopped: a block
 * device says how far it came.
 */
#define READ_AND_WRITE(name_, title_, flags_, partial_, errno_since_, config_, \
		       env_, target_)					\
	{								\
		.name = "io_uring.read." name_,				\
		.title = "an asynchronous O_DIRECT read from " title_,	\
		.props = { .flags = D_WRITE | (flags_),			\
			   .partial = partial_,				\
			   .errno_since = errno_since_ },		\
		.need = { .config = config_, .env = env_ },		\
		.target = target_, .target_kept = true,			\
		.brief = true, .run = plain_read,			\
	}, {								\
		.name = "io_uring.write." name_,			\
		.title = "an asynchronous O_DIRECT write to " title_,	\
		.props = { .flags = flags_, .partial = partial_,	\
			   .errno_since = errno_since_ },		\
		.need = { .config = config_, .env = env_ },		\
		.target = target_, .brief = true, .run = plain_write,	\
	}

const struct door doors_io_uring_rw[] = {
	READ_AND_WRITE("nvme_cmb", "the NVMe that owns the P2PDMA memory",
		       D_P2PDMA_QUEUE | D_P2PDMA_OWNER | D_ONE_REQUEST,
		       PARTIAL_SHORT, C_BDEV_ASYNC_BIO, "BLK_DEV_NVME",
		       "PINCER_NVME_CMB", TARGET_NVME_OWNER),
	READ_AND_WRITE("nvme", "another NVMe",
		       D_P2PDMA_QUEUE | D_ONE_REQUEST, PARTIAL_SHORT,
		       C_BDEV_ASYNC_BIO, "BLK_DEV_NVME", "PINCER_NVME",
		       TARGET_NVME),
	READ_AND_WRITE("virtio_blk", "a virtio-blk disk", D_ONE_REQUEST,
		       PARTIAL_SHORT, C_BDEV_ASYNC_BIO, "VIRTIO_BLK",
		       "PINCER_VIRTIO_BLK", TARGET_VIRTIO_BLK),
	READ_AND_WRITE("ext4", "a file on ext4", 0, PARTIAL_ERRNO, C_NONE,
		       "EXT4_FS", "PINCER_EXT4", TARGET_EXT4),
	{
		.name = "io_uring.read_fixed",
		.title = "a direct read into registered memory",
		.props = { REGISTRATION },
		.need = { .config = "IO_URING", .env = "PINCER_VIRTIO_BLK" },
		.target = TARGET_VIRTIO_BLK, .target_kept = true,
		.brief = true, .run = fixed_read,
	}, {
		.name = "io_uring.write_fixed",
		.title = "a direct write from registered memory",
		.props = { REGISTRATION },
		.need = { .config = "IO_URING", .env = "PINCER_VIRTIO_BLK" },
		.target = TARGET_VIRTIO_BLK, .brief = true, .run = fixed_write,
	}, {}
};
