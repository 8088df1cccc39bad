// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: asynchronous O_DIRECT, with memory that is pinned for one request
 * and with registered memory, for which GUP is not called again.
 */
#include "doors/door_io_uring.h"
#include "doors/target.h"
#include "doors/doors.h"

static bool reads(const struct attempt *a)
{
	return a->contract->door->role == ROLE_DEST;
}

static long read_or_write(struct attempt *a)
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

static long read_or_write_fixed(struct attempt *a)
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

#define ASYNC(name_, title_, flags_, ...)				\
	READ_AND_WRITE("io_uring", "an asynchronous O_DIRECT read",	\
		       "an asynchronous O_DIRECT write", name_, title_,	\
		       flags_, .brief = true, .run = read_or_write,	\
		       __VA_ARGS__)

#define REGISTERED							\
	.props = { REGISTRATION },					\
	.need = { .config = "IO_URING", .env = "PINCER_VIRTIO_BLK",	\
		  .target = TARGET_VIRTIO_BLK },			\
	.brief = true, .run = read_or_write_fixed

/*
 * A block device's asynchronous bio ends where GUP stops: the request is short,
 * and the page cache does not do the rest.
 */
const struct door doors_io_uring_rw[] = {
	ASYNC("nvme_cmb", "the NVMe that owns the P2PDMA memory",
	      D_P2PDMA_QUEUE | D_P2PDMA_OWNER | D_SHORT_AT_BIO_END,
	      ON_NVME_CMB, .props.errno_since = C_BDEV_ASYNC_BIO),
	ASYNC("nvme", "another NVMe", D_P2PDMA_QUEUE | D_SHORT_AT_BIO_END,
	      ON_NVME, .props.errno_since = C_BDEV_ASYNC_BIO),
	ASYNC("virtio_blk", "a virtio-blk disk", D_SHORT_AT_BIO_END,
	      ON_VIRTIO_BLK, .props.errno_since = C_BDEV_ASYNC_BIO),
	ASYNC("ext4", "a file on ext4", 0,
	      ON_EXT4, .props.partial = PARTIAL_ERRNO),
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
