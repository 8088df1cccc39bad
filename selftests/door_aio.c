// SPDX-License-Identifier: GPL-2.0
/* O_DIRECT that nobody waits for, through io_submit(). */
#include "aio.h"
#include "buffer.h"
#include "target.h"

/* Bytes or a negative errno: that of the submission, or of the request. */
static long transfer(struct attempt *a, int opcode)
{
	const long ret = aio_begin(a, opcode, a->fd, a->buf, a->len);

	return ret ? ret : aio_end(a);
}

static long aio_read(struct attempt *a)
{
	const long ret = transfer(a, IOCB_CMD_PREAD);

	buffer_check_read(a, ret);
	return ret;
}

static long aio_write(struct attempt *a)
{
	const long ret = transfer(a, IOCB_CMD_PWRITE);

	return target_check_written(a, ret) ? -1 : ret;
}

/*
 * A block device says how far it came. What still goes through fs/direct-io.c
 * is waited for when it is short, and the CPU does the rest.
 */
#define READ_AND_WRITE(name_, title_, config_, env_, target_, flags_, ...)	\
	{								\
		.name = "aio.read." name_,				\
		.title = "a read by io_submit() from " title_,		\
		.props = { .flags = D_WRITE | (flags_), __VA_ARGS__ },	\
		.need = { .config = config_, .env = env_ },		\
		.target = target_, .target_kept = true,			\
		.brief = true, .run = aio_read,				\
	}, {								\
		.name = "aio.write." name_,				\
		.title = "a write by io_submit() to " title_,		\
		.props = { .flags = flags_, __VA_ARGS__ },		\
		.need = { .config = config_, .env = env_ },		\
		.target = target_, .brief = true, .run = aio_write,	\
	}

const struct door doors_aio[] = {
	READ_AND_WRITE("nvme_cmb", "the NVMe that owns the P2PDMA memory",
		       "BLK_DEV_NVME", "PINCER_NVME_CMB", TARGET_NVME_OWNER,
		       D_P2PDMA_QUEUE | D_P2PDMA_OWNER | D_ONE_REQUEST,
		       .errno_since = C_BDEV_ASYNC_BIO),
	READ_AND_WRITE("virtio_blk", "a virtio-blk disk",
		       "VIRTIO_BLK", "PINCER_VIRTIO_BLK", TARGET_VIRTIO_BLK,
		       D_ONE_REQUEST, .errno_since = C_BDEV_ASYNC_BIO),
	READ_AND_WRITE("ext4", "a file on ext4",
		       "EXT4_FS", "PINCER_EXT4", TARGET_EXT4,
		       0, .partial = PARTIAL_ERRNO),
	READ_AND_WRITE("vfat", "a file on vfat",
		       "VFAT_FS", "PINCER_VFAT", TARGET_VFAT,
		       D_EFAULT_ONLY | D_ADDS_PINS, .partial = PARTIAL_COPY),
	{}
};
