// SPDX-License-Identifier: GPL-2.0
/* Proof that a target is of its kind. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "doors/target.h"
#include "lib/read_file.h"
#include "lib/uapi.h"

/**
 * struct evidence - what identifies a kind of target
 * @device: part of its path in /sys/devices; NULL for a file
 * @magic: f_type of the file system of a file
 * @dax: STATX_ATTR_DAX of a file
 * @wrong: the reason when it is another kind
 */
static const struct evidence {
	const char *device;
	unsigned long magic;
	bool dax;
	const char *wrong;
} evidence[] = {
	[TARGET_NVME_OWNER] = { "/nvme", 0, false, "no NVMe" },
	[TARGET_NVME] = { "/nvme", 0, false, "no NVMe" },
	[TARGET_VIRTIO_BLK] = { "/virtio", 0, false, "no virtio-blk disk" },
	[TARGET_LOOP] = { "/virtual/block/loop", 0, false, "no loop device" },
	[TARGET_BRD] = { "/virtual/block/ram", 0, false, "no RAM disk" },
	[TARGET_NULL_BLK] = { "/virtual/block/nullb", 0, false, "no null_blk device" },
	[TARGET_MD] = { "/virtual/block/md", 0, false, "no md array" },
	[TARGET_EXT4] = { NULL, MAGIC_EXT4, false, "not on ext4, or on it with DAX" },
	[TARGET_FSDAX] = { NULL, MAGIC_EXT4, true, "not on ext4 with DAX" },
	[TARGET_XFS] = { NULL, MAGIC_XFS, false, "not on xfs, or on it with DAX" },
	[TARGET_XFS_STABLE] = { NULL, MAGIC_XFS, false, "not on xfs, or on it with DAX" },
	[TARGET_VFAT] = { NULL, MAGIC_VFAT, false, "not on vfat" },
	[TARGET_FUSE] = { NULL, MAGIC_FUSE, false, "not served through FUSE" },
};

bool target_is_file(enum target_kind kind)
{
	return evidence[kind].magic;
}

/* The path of a block device in /sys/devices, which contains the driver's. */
static bool device_path(dev_t dev, char path[PATH_MAX])
{
	char link[64];

	snprintf(link, sizeof(link), "/sys/dev/block/%u:%u", major(dev),
		 minor(dev));
	return realpath(link, path);
}

/* The PCI device whose memory PINCER_P2PMEM hands out: two levels up. */
static bool owns_p2pmem(const char *device)
{
	const char *file = getenv("PINCER_P2PMEM");
	char owner[PATH_MAX];
	int i;

	if (!file || !realpath(file, owner))
		return false;
	for (i = 0; i < 2; i++)
		*strrchr(owner, '/') = '\0';
	return !strncmp(device, owner, strlen(owner)) &&
	       device[strlen(owner)] == '/';
}

/* For a file, the device of its file system. */
static bool path_of(int fd, char path[PATH_MAX])
{
	struct stat st;

	return !fstat(fd, &st) &&
	       device_path(S_ISBLK(st.st_mode) ? st.st_rdev : st.st_dev, path);
}

bool target_is_nvme(int fd)
{
	char path[PATH_MAX];

	return path_of(fd, path) && strstr(path, "/nvme");
}

bool target_owns_p2pmem(int fd)
{
	char path[PATH_MAX];

	return path_of(fd, path) && owns_p2pmem(path);
}

static const char *refute_device(enum target_kind kind, dev_t dev)
{
	char path[PATH_MAX];

	if (!device_path(dev, path))
		return "not in sysfs";
	if (!strstr(path, evidence[kind].device))
		return evidence[kind].wrong;
	/* Without P2PDMA memory any NVMe will do. */
	if (kind == TARGET_NVME_OWNER && getenv("PINCER_P2PMEM") &&
	    !owns_p2pmem(path))
		return "not the one that owns PINCER_P2PMEM";
	if (kind == TARGET_NVME && owns_p2pmem(path))
		return "the one that owns PINCER_P2PMEM";
	return NULL;
}

const char *target_refute_name(enum target_kind kind, const char *name)
{
	struct stat st;

	if (stat(name, &st))
		return strerror(errno);
	if (target_is_file(kind))
		return S_ISDIR(st.st_mode) ? NULL : "no directory";
	return S_ISBLK(st.st_mode) ? refute_device(kind, st.st_rdev) :
				     "no block device";
}

/*
 * queue/stable_writes of the device that a file is on: pages must not change
 * during a write. xfs reads it at mount time.
 */
static bool demands_stable_pages(int fd)
{
	char device[PATH_MAX], path[PATH_MAX + 32];

	if (!path_of(fd, device))
		return false;
	snprintf(path, sizeof(path), "%s/queue/stable_writes", device);
	/* A partition has the queue of its disk. */
	if (access(path, F_OK))
		snprintf(path, sizeof(path), "%s/../queue/stable_writes",
			 device);
	return read_number(path) == 1;
}

static const char *refute_file(enum target_kind kind, int fd)
{
	struct statx stx;
	struct statfs fs;

	if (fstatfs(fd, &fs) ||
	    (unsigned long)fs.f_type != evidence[kind].magic ||
	    statx(fd, "", AT_EMPTY_PATH, STATX_TYPE, &stx) ||
	    evidence[kind].dax != !!(stx.stx_attributes & STATX_ATTR_DAX))
		return evidence[kind].wrong;
	if (kind == TARGET_XFS_STABLE && !demands_stable_pages(fd))
		return "on a device that does not demand stable pages";
	if (kind == TARGET_XFS && demands_stable_pages(fd))
		return "on a device that demands stable pages";
	/* vfat clears the rest of a cluster that is written in part. */
	if (kind == TARGET_VFAT && fs.f_bsize > getpagesize())
		return "its clusters are longer than a page";
	return NULL;
}

/*
 * A target that discards data would prove nothing. One write covers what most
 * doors use and a page before it: a file that is written in pieces may get
 * several extents, and then one request becomes two.
 */
static bool keeps_data(int fd)
{
	const size_t page = getpagesize(), len = 8 * page;
	const off_t from = TARGET_OFFSET - page;
	char *at = mmap(NULL, len, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	bool kept;

	if (at == MAP_FAILED)
		return false;
	pattern_fill(at, len, PATTERN_MEMORY, 0);
	kept = pwrite(fd, at, len, from) == (ssize_t)len;
	memset(at, 0, len);
	kept = kept && pread(fd, at, len, from) == (ssize_t)len &&
	       pattern_is(at, len, PATTERN_MEMORY, 0);
	munmap(at, len);
	return kept;
}

const char *target_refute(enum target_kind kind, int fd)
{
	const char *wrong = target_is_file(kind) ? refute_file(kind, fd) : NULL;

	if (!wrong && !keeps_data(fd))
		wrong = "what is written to it cannot be read back";
	return wrong;
}
