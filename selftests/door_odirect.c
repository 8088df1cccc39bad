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
 * cache; a file system on iomap fails the whole request. The rest of the
 * arguments are further properties.
 */
#define READ_AND_WRITE(name_, title_, config_, env_, target_, brief_, flags_,	\
		       ...)						\
	{								\
		.name = "odirect.read." name_,				\
		.title = "an O_DIRECT read from " title_,		\
		.props = { .flags = D_WRITE | (flags_), __VA_ARGS__ },	\
		.need = { .config = config_, .env = env_ },		\
		.target = target_, .target_kept = true,			\
		.brief = brief_, .run = direct_read,			\
	}, {								\
		.name = "odirect.write." name_,				\
		.title = "an O_DIRECT write to " title_,		\
		.props = { .flags = flags_, __VA_ARGS__ },		\
		.need = { .config = config_, .env = env_ },		\
		.target = target_, .brief = brief_, .run = direct_write, \
	}

const struct door doors_odirect[] = {
	READ_AND_WRITE("nvme_cmb", "the NVMe that owns the P2PDMA memory",
		       "BLK_DEV_NVME", "PINCER_NVME_CMB", TARGET_NVME_OWNER,
		       false, D_P2PDMA_QUEUE | D_P2PDMA_OWNER,
		       .partial = PARTIAL_COPY),
	READ_AND_WRITE("nvme", "another NVMe",
		       "BLK_DEV_NVME", "PINCER_NVME", TARGET_NVME,
		       false, D_P2PDMA_QUEUE, .partial = PARTIAL_COPY),
	READ_AND_WRITE("nvme_peer", "an NVMe behind the same switch",
		       "BLK_DEV_NVME", "PINCER_NVME_PEER", TARGET_NVME,
		       true, D_P2PDMA_QUEUE | D_P2PDMA_SWITCH,
		       .partial = PARTIAL_COPY),
	READ_AND_WRITE("virtio_blk", "a virtio-blk disk",
		       "VIRTIO_BLK", "PINCER_VIRTIO_BLK", TARGET_VIRTIO_BLK,
		       false, 0, .partial = PARTIAL_COPY),
	READ_AND_WRITE("loop", "a loop device",
		       "BLK_DEV_LOOP", "PINCER_LOOP", TARGET_LOOP,
		       true, 0, .partial = PARTIAL_COPY),
	READ_AND_WRITE("brd", "a RAM disk",
		       "BLK_DEV_RAM", "PINCER_BRD", TARGET_BRD,
		       true, 0, .partial = PARTIAL_COPY),
	READ_AND_WRITE("null_blk", "null_blk with memory",
		       "BLK_DEV_NULL_BLK", "PINCER_NULL_BLK", TARGET_NULL_BLK,
		       true, 0, .partial = PARTIAL_COPY),
	READ_AND_WRITE("md", "RAID 0 of the NVMe that owns the P2PDMA memory",
		       "MD_RAID0", "PINCER_MD", TARGET_MD,
		       true, D_P2PDMA_QUEUE | D_P2PDMA_OWNER,
		       .partial = PARTIAL_COPY, .p2pdma_since = C_MD_P2PDMA),
	READ_AND_WRITE("ext4", "a file on ext4",
		       "EXT4_FS", "PINCER_EXT4", TARGET_EXT4,
		       false, 0, .partial = PARTIAL_ERRNO),
	READ_AND_WRITE("ext4_nvme", "a file on ext4 on the NVMe that owns the P2PDMA memory",
		       "EXT4_FS", "PINCER_NVME_EXT4", TARGET_EXT4,
		       true, D_P2PDMA_QUEUE | D_P2PDMA_OWNER,
		       .partial = PARTIAL_ERRNO),
	READ_AND_WRITE("xfs", "a file on xfs on the NVMe that owns the P2PDMA memory",
		       "XFS_FS", "PINCER_XFS", TARGET_XFS,
		       true, D_P2PDMA_QUEUE | D_P2PDMA_OWNER,
		       .partial = PARTIAL_ERRNO),
	/* fs/direct-io.c never asks for P2PDMA, whatever lies below. */
	READ_AND_WRITE("vfat", "a file on vfat",
		       "VFAT_FS", "PINCER_VFAT", TARGET_VFAT,
		       true, D_EFAULT_ONLY | D_ADDS_PINS,
		       .partial = PARTIAL_COPY),
	/* Without O_DIRECT: the server has asked for it. */
	READ_AND_WRITE("fuse", "a file that a FUSE server makes direct",
		       "FUSE_FS", NULL, TARGET_FUSE,
		       true, 0, .partial = PARTIAL_SHORT),
	{}
};
