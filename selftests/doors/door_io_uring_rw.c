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

static long open_ring(struct attempt *a, void *session)
{
	return attempt_ring(a, session, 1);
}

static void close_ring(struct attempt *a, void *session)
{
	(void)a;
	ring_close(session);
}

static long read_or_write(struct attempt *a, void *session)
{
	const struct io_uring_sqe sqe = {
		.opcode = reads(a) ? IORING_OP_READ : IORING_OP_WRITE,
		.fd = a->fd, .off = TARGET_OFFSET,
		.addr = (uintptr_t)a->buf, .len = a->len,
	};

	return ring_do(session, &sqe);
}

static long read_or_write_fixed(struct attempt *a, void *session)
{
	const int opcode = reads(a) ? IORING_OP_READ_FIXED :
				      IORING_OP_WRITE_FIXED;
	struct ring *r = session;
	long ret = attempt_register(a, r->fd);

	if (ret)
		return ret;
	ret = attempt_fixed(a, r, opcode, a->fd, TARGET_OFFSET);
	attempt_unregister(a, r->fd);
	return ret;
}

static const struct session request_session = {
	.size = sizeof(struct ring),
	.open = open_ring, .use = read_or_write, .close = close_ring,
};

static const struct session registered_session = {
	.size = sizeof(struct ring),
	.open = open_ring, .use = read_or_write_fixed, .close = close_ring,
};

#define ASYNC(name_, title_, flags_, ...)				\
	READ_AND_WRITE("io_uring", "an asynchronous O_DIRECT read",	\
		       "an asynchronous O_DIRECT write", name_, title_,	\
		       flags_, .brief = true, IN_SESSION(request_session), \
		       __VA_ARGS__)

#define REGISTERED							\
	.props = { REGISTRATION },					\
	.need = { .config = "IO_URING", .env = "PINCER_VIRTIO_BLK",	\
		  .target = TARGET_VIRTIO_BLK },			\
	.brief = true, IN_SESSION(registered_session)

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
