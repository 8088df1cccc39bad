// SPDX-License-Identifier: GPL-2.0
/* O_DIRECT by pread() and pwrite(). */
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

#define ODIRECT(name_, title_, flags_, ...)				\
	READ_AND_WRITE("odirect", "an O_DIRECT read",			\
		       "an O_DIRECT write", name_, title_, flags_,	\
		       .run = transfer, __VA_ARGS__)

/*
 * A block device transfers the pages that GUP returned and leaves the rest to
 * the page cache; a file system on iomap fails the whole request.
 */
const struct door doors_odirect[] = {
	ODIRECT("nvme_cmb", "the NVMe that owns the P2PDMA memory",
		D_P2PDMA_QUEUE | D_P2PDMA_OWNER, ON_NVME_CMB,
		.props.partial = PARTIAL_COPY),
	ODIRECT("nvme", "another NVMe",
		D_P2PDMA_QUEUE, ON_NVME, .props.partial = PARTIAL_COPY),
	ODIRECT("nvme_peer", "an NVMe behind the same switch",
		D_P2PDMA_QUEUE | D_P2PDMA_SWITCH, ON_NVME_PEER, .brief = true,
		.props.partial = PARTIAL_COPY),
	ODIRECT("virtio_blk", "a virtio-blk disk",
		0, ON_VIRTIO_BLK, .props.partial = PARTIAL_COPY),
	ODIRECT("loop", "a loop device",
		0, ON_LOOP, .brief = true, .props.partial = PARTIAL_COPY),
	ODIRECT("brd", "a RAM disk",
		0, ON_BRD, .brief = true, .props.partial = PARTIAL_COPY),
	ODIRECT("null_blk", "null_blk with memory",
		0, ON_NULL_BLK, .brief = true, .props.partial = PARTIAL_COPY),
	ODIRECT("md", "RAID 0 of the NVMe that owns the P2PDMA memory",
		D_P2PDMA_QUEUE | D_P2PDMA_OWNER, ON_MD, .brief = true,
		.props.partial = PARTIAL_COPY,
		.props.p2pdma_since = C_MD_P2PDMA),
	ODIRECT("ext4", "a file on ext4",
		0, ON_EXT4, .props.partial = PARTIAL_ERRNO),
	ODIRECT("ext4_nvme", "a file on ext4 on the NVMe that owns the P2PDMA memory",
		D_P2PDMA_QUEUE | D_P2PDMA_OWNER, ON_NVME_EXT4, .brief = true,
		.props.partial = PARTIAL_ERRNO),
	ODIRECT("xfs", "a file on xfs on the NVMe that owns the P2PDMA memory",
		D_P2PDMA_QUEUE | D_P2PDMA_OWNER, ON_XFS, .brief = true,
		.props.partial = PARTIAL_ERRNO),
	ODIRECT("xfs_stable", "a file on xfs on that NVMe, of which stable pages are demanded",
		D_P2PDMA_QUEUE | D_P2PDMA_OWNER, ON_XFS_STABLE, .brief = true,
		.props.partial = PARTIAL_ERRNO,
		.props.copies_since = C_XFS_COPIES_STABLE),
	/* fs/direct-io.c never sets FOLL_PCI_P2PDMA, whatever the device. */
	ODIRECT("vfat", "a file on vfat",
		D_PARTIAL_ONLY_EFAULT | D_REPINS, ON_VFAT, .brief = true,
		.props.partial = PARTIAL_COPY),
	/* FOPEN_DIRECT_IO of the server, not O_DIRECT, makes it direct. */
	ODIRECT("fuse", "a file that a FUSE server makes direct",
		0, ON_FUSE, .brief = true, .props.partial = PARTIAL_SHORT),
	{}
};
