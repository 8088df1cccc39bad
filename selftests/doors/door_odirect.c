// SPDX-License-Identifier: GPL-2.0
/* O_DIRECT: the device reads or writes the process's memory itself. */
#define _GNU_SOURCE
#include <unistd.h>

#include "doors/target.h"
#include "doors/doors.h"

static long transfer(struct attempt *a)
{
	return or_errno(a->contract->door->role == ROLE_DEST ?
		pread(a->fd, a->buf, a->len, TARGET_OFFSET) :
		pwrite(a->fd, a->buf, a->len, TARGET_OFFSET));
}

/*
 * A block device transfers what it could get and leaves the rest to the page
 * cache; a file system on iomap fails the whole request. The rest of the
 * arguments are further properties.
 */
#define READ_AND_WRITE(name_, title_, on_, brief_, flags_, ...)		\
	{								\
		.name = "odirect.read." name_,				\
		.title = "an O_DIRECT read from " title_,		\
		.props = { .flags = D_WRITE | (flags_), __VA_ARGS__ },	\
		on_, .role = ROLE_DEST, .brief = brief_, .run = transfer, \
	}, {								\
		.name = "odirect.write." name_,				\
		.title = "an O_DIRECT write to " title_,		\
		.props = { .flags = flags_, __VA_ARGS__ },		\
		on_, .role = ROLE_SOURCE, .brief = brief_, .run = transfer, \
	}

const struct door doors_odirect[] = {
	READ_AND_WRITE("nvme_cmb", "the NVMe that owns the P2PDMA memory",
		       ON_NVME_CMB, false, D_P2PDMA_QUEUE | D_P2PDMA_OWNER,
		       .partial = PARTIAL_COPY),
	READ_AND_WRITE("nvme", "another NVMe",
		       ON_NVME, false, D_P2PDMA_QUEUE,
		       .partial = PARTIAL_COPY),
	READ_AND_WRITE("nvme_peer", "an NVMe behind the same switch",
		       ON_NVME_PEER, true, D_P2PDMA_QUEUE | D_P2PDMA_SWITCH,
		       .partial = PARTIAL_COPY),
	READ_AND_WRITE("virtio_blk", "a virtio-blk disk",
		       ON_VIRTIO_BLK, false, 0, .partial = PARTIAL_COPY),
	READ_AND_WRITE("loop", "a loop device",
		       ON_LOOP, true, 0, .partial = PARTIAL_COPY),
	READ_AND_WRITE("brd", "a RAM disk",
		       ON_BRD, true, 0, .partial = PARTIAL_COPY),
	READ_AND_WRITE("null_blk", "null_blk with memory",
		       ON_NULL_BLK, true, 0, .partial = PARTIAL_COPY),
	READ_AND_WRITE("md", "RAID 0 of the NVMe that owns the P2PDMA memory",
		       ON_MD, true, D_P2PDMA_QUEUE | D_P2PDMA_OWNER,
		       .partial = PARTIAL_COPY, .p2pdma_since = C_MD_P2PDMA),
	READ_AND_WRITE("ext4", "a file on ext4",
		       ON_EXT4, false, 0, .partial = PARTIAL_ERRNO),
	READ_AND_WRITE("ext4_nvme", "a file on ext4 on the NVMe that owns the P2PDMA memory",
		       ON_NVME_EXT4, true, D_P2PDMA_QUEUE | D_P2PDMA_OWNER,
		       .partial = PARTIAL_ERRNO),
	READ_AND_WRITE("xfs", "a file on xfs on the NVMe that owns the P2PDMA memory",
		       ON_XFS, true, D_P2PDMA_QUEUE | D_P2PDMA_OWNER,
		       .partial = PARTIAL_ERRNO),
	READ_AND_WRITE("xfs_stable", "a file on xfs on that NVMe, of which stable pages are demanded",
		       ON_XFS_STABLE, true, D_P2PDMA_QUEUE | D_P2PDMA_OWNER,
		       .partial = PARTIAL_ERRNO,
		       .copies_since = C_XFS_COPIES_STABLE),
	/* fs/direct-io.c never asks for P2PDMA, whatever lies below. */
	READ_AND_WRITE("vfat", "a file on vfat",
		       ON_VFAT, true, D_PARTIAL_ONLY_EFAULT | D_REPINS,
		       .partial = PARTIAL_COPY),
	/* Without O_DIRECT: the server has asked for it. */
	READ_AND_WRITE("fuse", "a file that a FUSE server makes direct",
		       ON_FUSE, true, 0, .partial = PARTIAL_SHORT),
	{}
};
