// SPDX-License-Identifier: GPL-2.0
/* O_DIRECT that nobody waits for, through io_submit(). */
#include "lib/aio.h"
#include "doors/target.h"
#include "doors/doors.h"

/* Bytes or a negative errno: that of the submission, or of the request. */
static long transfer(struct attempt *a)
{
	const int opcode = a->contract->door->role == ROLE_DEST ? IOCB_CMD_PREAD :
							IOCB_CMD_PWRITE;
	const long ret = aio_begin(a, opcode, a->fd, a->buf, a->len);

	return ret ? ret : aio_end(a);
}

/*
 * A block device says how far it came. What still goes through fs/direct-io.c
 * is waited for when it is short, and the CPU does the rest.
 */
#define READ_AND_WRITE(name_, title_, on_, flags_, ...)			\
	{								\
		.name = "aio.read." name_,				\
		.title = "a read by io_submit() from " title_,		\
		.props = { .flags = D_WRITE | (flags_), __VA_ARGS__ },	\
		on_, .role = ROLE_DEST, .brief = true, .run = transfer,	\
	}, {								\
		.name = "aio.write." name_,				\
		.title = "a write by io_submit() to " title_,		\
		.props = { .flags = flags_, __VA_ARGS__ },		\
		on_, .role = ROLE_SOURCE, .brief = true, .run = transfer, \
	}

const struct door doors_aio[] = {
	READ_AND_WRITE("nvme_cmb", "the NVMe that owns the P2PDMA memory",
		       ON_NVME_CMB,
		       D_P2PDMA_QUEUE | D_P2PDMA_OWNER | D_SHORT_AT_BIO_END,
		       .errno_since = C_BDEV_ASYNC_BIO),
	READ_AND_WRITE("virtio_blk", "a virtio-blk disk", ON_VIRTIO_BLK,
		       D_SHORT_AT_BIO_END, .errno_since = C_BDEV_ASYNC_BIO),
	READ_AND_WRITE("ext4", "a file on ext4", ON_EXT4,
		       0, .partial = PARTIAL_ERRNO),
	READ_AND_WRITE("vfat", "a file on vfat", ON_VFAT,
		       D_PARTIAL_ONLY_EFAULT | D_REPINS, .partial = PARTIAL_COPY),
	{}
};
