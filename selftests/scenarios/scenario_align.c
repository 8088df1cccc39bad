// SPDX-License-Identifier: GPL-2.0
/* How a buffer has to be aligned for O_DIRECT, and how long it may be. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lib/read_file.h"
#include "memory/pattern.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

/* More pages than a bio holds. */
#define MANY_PAGES 300

/* What every NVMe can address, and no disk can that asks for whole blocks. */
#define SOME_BYTES 8

/* Pages of zeroes, to read into; the target holds the pattern. */
static char *memory_for_target(struct attempt *a, int pages)
{
	const ssize_t len = pages * getpagesize();
	char *at = target_pattern_memory(a, len, PATTERN_DEVICE,
					 getpagesize());

	return at ? memset(at, 0, len) : NULL;
}

/* A file's blocks are its device's, which a page is a multiple of. */
static int block_size(const struct attempt *a)
{
	int block;

	return ioctl(a->fd, BLKSSZGET, &block) ? 512 : block;
}

/* Some devices want all pieces but the outer ones to be whole pages. */
static bool takes_pieces(struct attempt *a)
{
	char path[96];
	struct stat st;
	dev_t dev;

	if (fstat(a->fd, &st))
		return true;
	dev = S_ISBLK(st.st_mode) ? st.st_rdev : st.st_dev;
	snprintf(path, sizeof(path),
		 "/sys/dev/block/%u:%u/queue/virt_boundary_mask", major(dev),
		 minor(dev));
	return read_number(path) <= 0;
}

/* Into two pieces, of which the first is short; they are a page apart. */
static long read_pieces(struct attempt *a)
{
	const int block = block_size(a), rest = block - SOME_BYTES;
	char *at = memory_for_target(a, 2), *second;
	ssize_t ret;

	if (!at)
		return -1;
	if (!a->kernel->guest && !takes_pieces(a))
		return attempt_skip(a, "a device that takes pieces of pages");
	second = at + getpagesize();
	ret = preadv(a->fd, (struct iovec[]){
		{ at, SOME_BYTES }, { second, rest },
	}, 2, TARGET_OFFSET);
	if (ret < 0)
		return -errno;
	a->wrong_data =
		ret != block ||
		!pattern_is(at, SOME_BYTES, PATTERN_DEVICE, getpagesize()) ||
		!pattern_is(second, rest, PATTERN_DEVICE,
			    getpagesize() + SOME_BYTES);
	return 0;
}

static long read_misaligned(struct attempt *a)
{
	const int block = block_size(a), offset = a->contract->scenario->how;
	char *at = memory_for_target(a, 2);
	ssize_t ret;

	if (!at)
		return -1;
	ret = pread(a->fd, at + offset, block, TARGET_OFFSET);
	if (ret < 0)
		return -errno;
	a->wrong_data = ret != block || at[offset - 1] || at[offset + block] ||
		!pattern_is(at + offset, block, PATTERN_DEVICE, getpagesize());
	return 0;
}

static long read_many(struct attempt *a)
{
	const ssize_t len = MANY_PAGES * getpagesize();
	char *at = memory_for_target(a, MANY_PAGES);
	ssize_t ret;

	if (!at)
		return -1;
	ret = pread(a->fd, at, len, TARGET_OFFSET);
	if (ret < 0)
		return -errno;
	a->wrong_data = !pattern_is(at, ret, PATTERN_DEVICE, getpagesize());
	return ret - len;
}

/* The last page is not there. */
static long read_too_many(struct attempt *a)
{
	const ssize_t len = MANY_PAGES * getpagesize();
	char *at = memory_for_target(a, MANY_PAGES);

	if (!at)
		return -1;
	munmap(at + len - getpagesize(), getpagesize());
	return pread(a->fd, at, len, TARGET_OFFSET) < 0 ? -errno : 0;
}

/* Each segment had to be whole blocks; since 5ff3f74e145a their sum has. */
DEFINE_EXPECT(disk_pieces, .ret = h->has[C_BDEV_SEGMENT_ALIGN] ? 0 : -EINVAL);

DEFINE_EXPECT(file_pieces, .ret = h->has[C_IOMAP_SEGMENT_ALIGN] ? 0 : -EINVAL);

/* The memory as the file, or as the device can address it. */
DEFINE_EXPECT(disk_memory, .ret = h->has[C_BDEV_MEMORY_ALIGN] ? 0 : -EINVAL);

DEFINE_EXPECT(file_memory, .ret = h->has[C_IOMAP_MEMORY_ALIGN] ? 0 : -EINVAL);

DEFINE_EXPECT(refused, .ret = -EINVAL);

/* The errno of GUP for the last bio is that of the whole read. */
DEFINE_EXPECT(faults, .ret = -EFAULT);

const struct scenario scenarios_align[] = {
	{
		.name = "odirect.pieces.nvme",
		.title = "an O_DIRECT read of one block from an NVMe into two segments works, or is refused",
		SUCCESS_IS_ZERO, ON_NVME, .expect = disk_pieces,
		.run = read_pieces,
	}, {
		.name = "odirect.pieces.ext4_nvme",
		.title = "an O_DIRECT read of one block from a file on an NVMe into two segments works, or is refused",
		SUCCESS_IS_ZERO, ON_NVME_EXT4, .expect = file_pieces,
		.run = read_pieces,
	}, {
		.name = "odirect.pieces.virtio_blk",
		.title = "an O_DIRECT read of one block from virtio-blk into two segments is refused",
		SUCCESS_IS_ZERO, ON_VIRTIO_BLK, .expect = refused,
		.run = read_pieces,
	}, {
		.name = "odirect.misaligned.nvme",
		.title = "an O_DIRECT read from an NVMe to eight bytes into a page works, or is refused",
		SUCCESS_IS_ZERO, ON_NVME, .expect = disk_memory,
		.how = SOME_BYTES, .run = read_misaligned,
	}, {
		.name = "odirect.misaligned.ext4_nvme",
		.title = "an O_DIRECT read from a file on an NVMe to eight bytes into a page works, or is refused",
		SUCCESS_IS_ZERO, ON_NVME_EXT4, .expect = file_memory,
		.how = SOME_BYTES, .run = read_misaligned,
	}, {
		.name = "odirect.misaligned.virtio_blk",
		.title = "an O_DIRECT read from virtio-blk to eight bytes into a page is refused",
		SUCCESS_IS_ZERO, ON_VIRTIO_BLK, .expect = refused,
		.how = SOME_BYTES, .run = read_misaligned,
	}, {
		.name = "odirect.misaligned.odd",
		.title = "an O_DIRECT read to an odd address is refused",
		SUCCESS_IS_ZERO, ON_NVME, .expect = refused,
		.how = 1, .run = read_misaligned,
	}, {
		.name = "odirect.many_pages.nvme",
		.title = "an O_DIRECT read from an NVMe into more pages than a bio holds works",
		SUCCESS_IS_ZERO, ON_NVME, .expect = scenario_works,
		.run = read_many,
	}, {
		.name = "odirect.many_pages.ext4_nvme",
		.title = "an O_DIRECT read from a file into more pages than a bio holds works",
		SUCCESS_IS_ZERO, ON_NVME_EXT4, .expect = scenario_works,
		.run = read_many,
	}, {
		.name = "odirect.many_pages.bad",
		.title = "an O_DIRECT read into more pages than a bio holds fails with EFAULT if the last is unmapped",
		SUCCESS_IS_ZERO, ON_NVME, .expect = faults, .run = read_too_many,
	}, {
		.name = "odirect.many_pages.bad_file",
		.title = "an O_DIRECT read from a file into more pages than a bio holds fails with EFAULT if the last is unmapped",
		SUCCESS_IS_ZERO, ON_NVME_EXT4, .expect = faults,
		.run = read_too_many,
	}, {}
};
