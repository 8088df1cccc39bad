// SPDX-License-Identifier: GPL-2.0
/* O_DIRECT: the device reads or writes the process's memory itself. */
#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

#include "buffer.h"
#include "target.h"

static long direct_read(struct attempt *a)
{
	long ret = pread(a->fd, a->buf, a->len, TARGET_OFFSET);

	if (ret < 0)
		ret = -errno;
	buffer_check_read(a, ret);
	return ret;
}

static long direct_write(struct attempt *a)
{
	long ret = pwrite(a->fd, a->buf, a->len, TARGET_OFFSET);

	if (ret < 0)
		ret = -errno;
	return target_check_written(a, ret) ? -1 : ret;
}

/*
 * A block device transfers what it could get and leaves the rest to the page
 * cache; a file system on iomap fails the whole request.
 */
#define READ_AND_WRITE(name_, title_, flags_, partial_, config_, env_, target_) \
	{								\
		.name = "odirect.read." name_,				\
		.title = "an O_DIRECT read from " title_,		\
		.props = { .flags = D_WRITE | (flags_),			\
			   .partial = partial_ },			\
		.need = { .config = config_, .env = env_ },		\
		.target = target_, .run = direct_read,			\
	}, {								\
		.name = "odirect.write." name_,				\
		.title = "an O_DIRECT write to " title_,		\
		.props = { .flags = flags_, .partial = partial_ },	\
		.need = { .config = config_, .env = env_ },		\
		.target = target_, .run = direct_write,			\
	}

const struct door doors_odirect[] = {
	READ_AND_WRITE("nvme_cmb", "the NVMe that owns the P2PDMA memory",
		       D_P2PDMA_QUEUE | D_P2PDMA_OWNER, PARTIAL_COPY,
		       "BLK_DEV_NVME", "PINCER_NVME_CMB", TARGET_NVME_OWNER),
	READ_AND_WRITE("nvme", "another NVMe",
		       D_P2PDMA_QUEUE, PARTIAL_COPY,
		       "BLK_DEV_NVME", "PINCER_NVME", TARGET_NVME),
	READ_AND_WRITE("virtio_blk", "a virtio-blk disk",
		       0, PARTIAL_COPY,
		       "VIRTIO_BLK", "PINCER_VIRTIO_BLK", TARGET_VIRTIO_BLK),
	READ_AND_WRITE("ext4", "a file on ext4",
		       0, PARTIAL_ERRNO,
		       "EXT4_FS", "PINCER_EXT4", TARGET_EXT4),
	{}
};
