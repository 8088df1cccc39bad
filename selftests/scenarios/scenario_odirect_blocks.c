// SPDX-License-Identifier: GPL-2.0
/*
 * O_DIRECT: offsets and lengths are multiples of a block, and what lies behind
 * the end is not read.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doors/target.h"
#include "memory/pattern.h"
#include "model/array_size.h"
#include "scenarios/scenario.h"

/* Pages of the buffer. */
#define PAGES 16

/* BLKSSZGET of a device, or 512 for a file. */
static int block_size(const struct attempt *a)
{
	int block;

	return ioctl(a->fd, BLKSSZGET, &block) ? 512 : block;
}

static bool is_refused(struct attempt *a, const char *what, long ret, off_t skew,
		       size_t len)
{
	char text[64];

	snprintf(text, sizeof(text), "%s of %zu bytes, %ld off", what, len,
		 (long)skew);
	return scenario_answer(a, text, or_errno(ret), -EINVAL);
}

/* Neither reads to @at nor writes from it. */
static bool both_are_refused(struct attempt *a, char *at, off_t skew, size_t len)
{
	const off_t from = TARGET_OFFSET + skew;

	return is_refused(a, "a read", pread(a->fd, at, len, from), skew, len) &&
	       is_refused(a, "a write", pwrite(a->fd, at, len, from), skew, len);
}

static long refuse_parts_of_blocks(struct attempt *a)
{
	const size_t page = getpagesize(), block = block_size(a);
	const off_t skews[] = { 1, block / 2, block - 1 };
	const size_t lengths[] = { 1, block / 2, block + 1, page - block / 2 };
	char *at = target_pattern_memory(a, 2 * page, PATTERN_DEVICE, page);
	bool good = true;
	unsigned int i;

	if (!at)
		return -1;
	pattern_fill(at, page, PATTERN_MEMORY, 0);
	for (i = 0; i < ARRAY_SIZE(skews) && good; i++)
		good = both_are_refused(a, at, skews[i], block);
	for (i = 0; i < ARRAY_SIZE(lengths) && good; i++)
		good = both_are_refused(a, at, 0, lengths[i]);
	a->disagrees = !good;
	a->wrong_data = !pattern_is(at, page, PATTERN_MEMORY, 0);
	if (pread(a->fd, at, 2 * page, TARGET_OFFSET) != (ssize_t)(2 * page))
		return attempt_setup_error(a, "reading the target back");
	if (!pattern_is(at, 2 * page, PATTERN_DEVICE, page))
		a->wrong_data = true;
	return 0;
}

/* Bytes of the file or device, or -1. */
static long long size_of(const struct attempt *a)
{
	struct stat st;
	__u64 size;

	if (fstat(a->fd, &st))
		return -1;
	if (!S_ISBLK(st.st_mode))
		return st.st_size;
	return ioctl(a->fd, BLKGETSIZE64, &size) ? -1 : (long long)size;
}

/*
 * A page or a part of one is left, where all of the buffer might be pinned. iomap
 * may fill what lies behind it, up to the end of the extent, and reports none of
 * that.
 */
static long read_to_end(struct attempt *a)
{
	const size_t page = getpagesize(), len = PAGES * page;
	char *at = target_pattern_memory(a, len, PATTERN_DEVICE, page);
	char *alone = at + len - page;
	const long long size = size_of(a);
	const long long last = (size - 1) / (long long)page * page;
	const ssize_t left = size - last;
	ssize_t ret;

	if (!at)
		return -1;
	if (size <= 0)
		return attempt_setup_error(a, "the size of the target");
	ret = pread(a->fd, at, len, last);
	if (ret < 0)
		return -errno;
	a->disagrees = !scenario_answer(a, "bytes read", ret, left);
	if (pread(a->fd, alone, page, last) != left)
		return attempt_setup_error(a, "the last page");
	a->wrong_data = memcmp(at, alone, left);
	return 0;
}

#define BLOCKS(name_, title_, ...)					\
	{								\
		.name = "odirect.blocks." name_,			\
		.title = "O_DIRECT of " title_ " refuses offsets and lengths that are no multiple of a block", \
		SUCCESS_IS_ZERO, .expect = scenario_works,		\
		.run = refuse_parts_of_blocks, __VA_ARGS__		\
	}, {								\
		.name = "odirect.end." name_,				\
		.title = "an O_DIRECT read of " title_ " ends where that ends", \
		SUCCESS_IS_ZERO, .expect = scenario_works,		\
		.run = read_to_end, __VA_ARGS__				\
	}

const struct scenario scenarios_odirect_blocks[] = {
	BLOCKS("nvme", "an NVMe", ON_NVME),
	BLOCKS("virtio_blk", "virtio-blk", ON_VIRTIO_BLK),
	BLOCKS("loop", "a loop device", ON_LOOP),
	BLOCKS("ext4", "a file on ext4", ON_EXT4),
	BLOCKS("xfs", "a file on xfs", ON_XFS),
	BLOCKS("vfat", "a file on vfat", ON_VFAT, .props.flags = D_REPINS),
	{}
};
