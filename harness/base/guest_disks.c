// SPDX-License-Identifier: GPL-2.0
/* The guest's disks and file systems; see guest_disks.h for what follows. */
#include "base/guest_disks.h"

#include <stdio.h>

/*
 * Few features: all supported kernels know them, and none needs a checksum
 * module. Little of an image is in use, most of that at the beginning.
 */
static const struct guest_fs ext4 = {
	.type = "ext4",
	.modules = { "ext4" },
	.key = "ext4-16M-4k-2",
	.size = 16 << 20,
	/* Without a journal, 4096 bytes a block. */
	.mkfs = {
		"mke2fs", "-q", "-F", "-t", "ext4", "-b", "4096", "-m", "0",
		"-I", "256", "-N", "64", "-O", "none,filetype,extent",
		"-E", "nodiscard,lazy_itable_init=0",
		"-U", "70696e63-6572-4000-8000-000000000001",
	},
};

static const struct guest_fs f2fs = {
	.type = "f2fs",
	.modules = { "f2fs" },
	.key = "f2fs-64M-1",
	/* mkfs.f2fs fails with 48 MiB. */
	.size = 64 << 20,
	.mkfs = {
		"mkfs.f2fs", "-q", "-f", "-t", "0", "-r",
		"-U", "70696e63-6572-4000-8000-000000000003",
	},
};

static const struct guest_fs vfat = {
	.type = "vfat",
	/* The character set: vfat would ask modprobe for it. */
	.modules = { "vfat", "nls_cp437" },
	.key = "vfat-64M-2",
	.size = 64 << 20,
	/* Clusters of 4096 bytes, the smallest page size. */
	.mkfs = { "mkfs.vfat", "-F", "16", "-s", "8", "-i", "70696e63" },
};

static const struct guest_fs xfs = {
	.type = "xfs",
	.modules = { "xfs" },
	/* Each of its thousands of trace point calls is patched on its own. */
	.slow_option = "XFS_FS",
	.key = "xfs-320M-1",
	.size = GUEST_DISK_SIZE,
	.mkfs = {
		"mkfs.xfs", "-q", "-f", "-K", "-d", "agcount=2",
		"-i", "sparse=0", "-m",
		"crc=1,reflink=0,rmapbt=0,finobt=0,bigtime=0,inobtcount=0,uuid=70696e63-6572-4000-8000-000000000002",
	},
};

/* No disk has it: guests get the module. */
static const struct guest_fs btrfs = {
	.type = "btrfs",
	.modules = { "btrfs" },
	/* Its raid6_pq measures which implementation is the fastest. */
	.slow_option = "BTRFS_FS",
};

const struct guest_fs *const guest_fs[] = {
	&ext4, &f2fs, &vfat, &xfs, &btrfs, NULL
};

/* What stock kernels have built in is listed too: other kernels may not. */
const char *const guest_bus_modules[GUEST_BUSES][5] = {
	/* The memmap= ranges, as block devices, as character devices. */
	[GUEST_PMEM] = { "nd_e820", "nd_pmem", "dax_pmem", "device_dax" },
	[GUEST_NVME] = { "nvme" },
	[GUEST_VIRTIO_BLK] = { "virtio_pci", "virtio_blk" },
};

/*
 * init finds disks by serial number and namespace, since the order in which a
 * kernel probes devices varies. It mounts file systems in this order.
 */
const struct guest_disk guest_disks[] = {
	{
		.name = "cmb", .bus = GUEST_NVME, .nsid = 1,
		.env = "PINCER_NVME_CMB", .p2pmem_env = "PINCER_P2PMEM",
		.kunit_scratch = true,
	}, {
		.name = "xfs", .bus = GUEST_NVME, .nsid = 2,
		.env = "PINCER_DISK_XFS",
		.fs = &xfs, .dir = "/xfs", .dir_env = "PINCER_XFS",
	}, {
		.name = "vfat", .bus = GUEST_NVME, .nsid = 3,
		.env = "PINCER_DISK_VFAT",
		.fs = &vfat, .dir = "/vfat", .options = "iocharset=cp437",
		.dir_env = "PINCER_VFAT",
	}, {
		.name = "md0", .bus = GUEST_NVME, .nsid = 4,
		.env = "PINCER_DISK_MD0",
	}, {
		.name = "md1", .bus = GUEST_NVME, .nsid = 5,
		.env = "PINCER_DISK_MD1",
	}, {
		.name = "file", .bus = GUEST_NVME, .nsid = 6,
		.env = "PINCER_DISK_NVME_EXT4",
		.fs = &ext4, .dir = "/nvme_ext4",
		.dir_env = "PINCER_NVME_EXT4",
	}, {
		.name = "slow", .bus = GUEST_NVME, .nsid = 7,
		.drive = "throttling.bps-total=1000000",
		.env = "PINCER_NVME_SLOW",
	}, {
		.name = "f2fs", .bus = GUEST_NVME, .nsid = 8,
		.env = "PINCER_DISK_F2FS",
		/* f2fs's garbage collector moves blocks at any time. */
		.fs = &f2fs, .dir = "/f2fs", .options = "background_gc=off",
		.dir_env = "PINCER_F2FS",
	}, {
		.name = "stable", .bus = GUEST_NVME, .nsid = 9,
		.env = "PINCER_DISK_STABLE", .stable_writes = true,
		/* The image's UUID is that of the first xfs, mounted before. */
		.fs = &xfs, .dir = "/xfs_stable", .options = "nouuid",
		.dir_env = "PINCER_XFS_STABLE",
	}, {
		.name = "peer", .bus = GUEST_NVME, .device = "bus=port1",
		.env = "PINCER_NVME_PEER",
	}, {
		.name = "spare", .bus = GUEST_NVME,
		.device = "cmb_size_mb=16,bus=port2",
		.env = "PINCER_NVME_SPARE", .p2pmem_env = "PINCER_P2PMEM_SPARE",
	}, {
		.name = "plain", .bus = GUEST_NVME,
		.env = "PINCER_NVME", .kunit_scratch = true,
	}, {
		.name = "scratch", .bus = GUEST_VIRTIO_BLK,
		.env = "PINCER_VIRTIO_BLK", .kunit_scratch = true,
	}, {
		.name = "ext4", .bus = GUEST_VIRTIO_BLK,
		.env = "PINCER_DISK_EXT4",
		.fs = &ext4, .dir = "/ext4", .dir_env = "PINCER_EXT4",
	}, {
		.name = "pmem0", .bus = GUEST_PMEM, .range = "64M!1G",
		.fs = &ext4, .dir = "/fsdax", .options = "dax",
		.dir_env = "PINCER_FSDAX",
	}, {
		.name = "pmem1", .bus = GUEST_PMEM, .range = "64M!1152M",
		.env = "PINCER_DEVDAX",
	},
	{ .name = NULL },
};

void guest_disk_serial(const struct guest_disk *d, char *buf, size_t size)
{
	snprintf(buf, size, GUEST_SERIAL "%s",
		 d->nsid ? GUEST_NVME_CMB : d->name);
}
