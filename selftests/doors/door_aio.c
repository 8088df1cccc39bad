// SPDX-License-Identifier: GPL-2.0
/* O_DIRECT by io_submit(). */
#include "lib/aio.h"
#include "doors/target.h"
#include "doors/doors.h"

/* Returns -errno of io_submit(), or the request's bytes or -errno. */
static long transfer(struct attempt *a)
{
	const int opcode = a->contract->door->role == ROLE_DEST ? IOCB_CMD_PREAD :
							IOCB_CMD_PWRITE;
	const long ret = aio_begin(a, opcode, a->fd, a->buf, a->len);

	return ret ? ret : aio_end(a);
}

#define AIO(name_, title_, flags_, ...)					\
	READ_AND_WRITE("aio", "a read by io_submit()",			\
		       "a write by io_submit()", name_, title_, flags_,	\
		       .brief = true, .run = transfer, __VA_ARGS__)

/*
 * An asynchronous bio of a block device is short where GUP stops. A request
 * through fs/direct-io.c that is short waits, and the page cache does the rest.
 */
const struct door doors_aio[] = {
	AIO("nvme_cmb", "the NVMe that owns the P2PDMA memory",
	    D_P2PDMA_QUEUE | D_P2PDMA_OWNER | D_SHORT_AT_BIO_END,
	    ON_NVME_CMB, .props.errno_since = C_BDEV_ASYNC_BIO),
	AIO("virtio_blk", "a virtio-blk disk", D_SHORT_AT_BIO_END,
	    ON_VIRTIO_BLK, .props.errno_since = C_BDEV_ASYNC_BIO),
	AIO("ext4", "a file on ext4", 0,
	    ON_EXT4, .props.partial = PARTIAL_ERRNO),
	AIO("vfat", "a file on vfat", D_PARTIAL_ONLY_EFAULT | D_REPINS,
	    ON_VFAT, .props.partial = PARTIAL_COPY),
	{}
};
