// SPDX-License-Identifier: GPL-2.0
/* O_DIRECT: alignment of a buffer's segments, and buffers of several bios. */
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

#include "lib/aio.h"
#include "lib/read_file.h"
#include "memory/pattern.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

/* More than BIO_MAX_VECS. */
#define MANY_PAGES 300

/* A multiple of an NVMe's dma_alignment (4), but not of virtio-blk's (512). */
#define SOME_BYTES 8

/* Pages of zeroes to read into; writes the pattern to the target. */
static char *memory_for_target(struct attempt *a, int pages)
{
	const ssize_t len = pages * getpagesize();
	char *at = target_pattern_memory(a, len, PATTERN_DEVICE,
					 getpagesize());

	return at ? memset(at, 0, len) : NULL;
}

/* BLKSSZGET of a device, or 512 for a file. */
static int block_size(const struct attempt *a)
{
	int block;

	return ioctl(a->fd, BLKSSZGET, &block) ? 512 : block;
}

/* virt_boundary_mask: only the first and the last segment may split a page. */
static bool has_virt_boundary(struct attempt *a)
{
	char path[96];
	struct stat st;
	dev_t dev;

	if (fstat(a->fd, &st))
		return false;
	dev = S_ISBLK(st.st_mode) ? st.st_rdev : st.st_dev;
	snprintf(path, sizeof(path),
		 "/sys/dev/block/%u:%u/queue/virt_boundary_mask", major(dev),
		 minor(dev));
	return read_number(path) > 0;
}

/* Into two segments, a page apart, of which the first has SOME_BYTES. */
static long read_segments(struct attempt *a)
{
	const int block = block_size(a), rest = block - SOME_BYTES;
	char *at = memory_for_target(a, 2), *second;
	ssize_t ret;

	if (!at)
		return -1;
	if (!a->kernel->guest && has_virt_boundary(a))
		return attempt_skip(a, "a device without virt_boundary_mask");
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

/* The second of two segments is refused, the first is pinned by then. */
static long read_second_misaligned(struct attempt *a)
{
	const int block = block_size(a);
	char *at = memory_for_target(a, 2);
	const struct iovec iov[] = {
		{ at, block }, { at + getpagesize() + 1, block },
	};

	if (!at)
		return -1;
	return preadv(a->fd, iov, 2, TARGET_OFFSET) < 0 ? -errno : 0;
}

/*
 * Pages of a memfd, the last one first: none follows on its neighbour, so each
 * is a segment of its own. The target gets the pattern.
 */
static char *scattered_for_target(struct attempt *a)
{
	const size_t page = getpagesize(), len = MANY_PAGES * page;
	const int fd = memfd_create("pincer", MFD_CLOEXEC);
	char *at = memory_for_target(a, MANY_PAGES);
	int i;

	if (!at)
		return NULL;
	if (fd < 0 || ftruncate(fd, len)) {
		attempt_setup_error(a, "memfd");
		return NULL;
	}
	for (i = 0; i < MANY_PAGES; i++)
		if (mmap(at + i * page, page, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_FIXED | MAP_POPULATE, fd,
			 len - (i + 1) * page) == MAP_FAILED) {
			attempt_setup_error(a, "mmap");
			at = NULL;
			break;
		}
	close(fd);
	return at;
}

static long read_many(struct attempt *a)
{
	const ssize_t len = MANY_PAGES * getpagesize();
	char *at = scattered_for_target(a);
	ssize_t ret;

	if (!at)
		return -1;
	ret = pread(a->fd, at, len, TARGET_OFFSET);
	if (ret < 0)
		return -errno;
	a->wrong_data = !pattern_is(at, ret, PATTERN_DEVICE, getpagesize());
	return ret - len;
}

/* An asynchronous request that is short is not finished by the page cache. */
static long read_many_async(struct attempt *a)
{
	const ssize_t len = MANY_PAGES * getpagesize();
	char *at = scattered_for_target(a);
	long ret = at ? aio_begin(a, IOCB_CMD_PREAD, a->fd, at, len) : -1;

	if (ret)
		return ret;
	ret = aio_end(a);
	if (ret < 0)
		return ret;
	a->wrong_data = !pattern_is(at, ret, PATTERN_DEVICE, getpagesize());
	return scenario_answer(a, "bytes read", ret, len) ? 0 : ret - len;
}

/* The pages' contents are zeroes until they are read back. */
static long write_many(struct attempt *a)
{
	const ssize_t len = MANY_PAGES * getpagesize();
	char *at = scattered_for_target(a);
	ssize_t ret;

	if (!at)
		return -1;
	pattern_fill(at, len, PATTERN_MEMORY, 0);
	ret = pwrite(a->fd, at, len, TARGET_OFFSET);
	if (ret < 0)
		return -errno;
	memset(at, 0, len);
	if (pread(a->fd, at, len, TARGET_OFFSET) != len)
		return attempt_setup_error(a, "reading the target back");
	a->wrong_data = !pattern_is(at, len, PATTERN_MEMORY, 0);
	return ret - len;
}

/* The last page is unmapped. */
static long read_too_many(struct attempt *a)
{
	const ssize_t len = MANY_PAGES * getpagesize();
	char *at = scattered_for_target(a);

	if (!at)
		return -1;
	munmap(at + len - getpagesize(), getpagesize());
	return pread(a->fd, at, len, TARGET_OFFSET) < 0 ? -errno : 0;
}

/*
 * Segments of a block and some of eight bytes, in a page each: where a bio has
 * BIO_MAX_VECS of them, its last ones are no whole block, and are cut off.
 */
#define CUT_AT 255

static size_t cut_length(int i, int block)
{
	if (i == 0 || i == CUT_AT)
		return SOME_BYTES;
	return i < MANY_PAGES - 1 ? block : block - 2 * SOME_BYTES;
}

static long read_cut(struct attempt *a)
{
	const size_t page = getpagesize();
	const int block = block_size(a);
	struct iovec iov[MANY_PAGES];
	char *at = scattered_for_target(a);
	size_t from = 0;
	ssize_t ret;
	int i;

	if (!at)
		return -1;
	if (!a->kernel->guest && has_virt_boundary(a))
		return attempt_skip(a, "a device without virt_boundary_mask");
	for (i = 0; i < MANY_PAGES; i++)
		iov[i] = (struct iovec){ at + i * page, cut_length(i, block) };
	ret = preadv(a->fd, iov, MANY_PAGES, TARGET_OFFSET);
	if (ret < 0)
		return -errno;
	for (i = 0; i < MANY_PAGES; from += iov[i++].iov_len)
		if (!pattern_is(iov[i].iov_base, iov[i].iov_len, PATTERN_DEVICE,
				page + from))
			a->wrong_data = true;
	return ret - (ssize_t)from;
}

/* Each segment had to be whole blocks; since 5ff3f74e145a their sum has to. */
DEFINE_EXPECT(disk_segments, .ret = h->has[C_BDEV_SEGMENT_ALIGN] ? 0 : -EINVAL);

DEFINE_EXPECT(file_segments,
	      .ret = h->has[C_IOMAP_SEGMENT_ALIGN] ? 0 : -EINVAL);

/* Memory had to be aligned to a block; then to the device's dma_alignment. */
DEFINE_EXPECT(disk_memory, .ret = h->has[C_BDEV_MEMORY_ALIGN] ? 0 : -EINVAL);

DEFINE_EXPECT(file_memory, .ret = h->has[C_IOMAP_MEMORY_ALIGN] ? 0 : -EINVAL);

DEFINE_EXPECT(refused, .ret = -EINVAL);

/* GUP's EFAULT for the last bio fails the whole read. */
DEFINE_EXPECT(faults, .ret = -EFAULT);

const struct scenario scenarios_align[] = {
	{
		.name = "odirect.pieces.nvme",
		.title = "an O_DIRECT read of one block from an NVMe into two segments works, or is refused",
		SUCCESS_IS_ZERO, ON_NVME, .expect = disk_segments,
		.run = read_segments,
	}, {
		.name = "odirect.pieces.ext4_nvme",
		.title = "an O_DIRECT read of one block from a file on an NVMe into two segments works, or is refused",
		SUCCESS_IS_ZERO, ON_NVME_EXT4, .expect = file_segments,
		.run = read_segments,
	}, {
		.name = "odirect.pieces.virtio_blk",
		.title = "an O_DIRECT read of one block from virtio-blk into two segments is refused",
		SUCCESS_IS_ZERO, ON_VIRTIO_BLK, .expect = refused,
		.run = read_segments,
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
		.name = "odirect.misaligned.second.nvme",
		.title = "an O_DIRECT read from an NVMe is refused for the odd address of its second segment",
		SUCCESS_IS_ZERO, ON_NVME, .expect = refused,
		.run = read_second_misaligned,
	}, {
		.name = "odirect.misaligned.second.ext4_nvme",
		.title = "an O_DIRECT read from a file is refused for the odd address of its second segment",
		SUCCESS_IS_ZERO, ON_NVME_EXT4, .expect = refused,
		.run = read_second_misaligned,
	}, {
		.name = "odirect.misaligned.second.vfat",
		.title = "an O_DIRECT read from a file on vfat is refused for the odd address of its second segment",
		SUCCESS_IS_ZERO, ON_VFAT, .props.flags = D_REPINS,
		.expect = refused, .run = read_second_misaligned,
	}, {
		.name = "odirect.pieces.cut.nvme",
		.title = "an O_DIRECT read of more segments than a bio holds goes on where a block was cut off",
		SUCCESS_IS_ZERO, ON_NVME, .expect = disk_segments,
		.run = read_cut,
	}, {
		.name = "odirect.pieces.cut.ext4_nvme",
		.title = "an O_DIRECT read of a file into more segments than a bio holds goes on where a block was cut off",
		SUCCESS_IS_ZERO, ON_NVME_EXT4, .expect = file_segments,
		.run = read_cut,
	}, {
		.name = "aio.many_pages.nvme",
		.title = "an asynchronous read from an NVMe into more pages than a bio holds works",
		SUCCESS_IS_ZERO, ON_NVME, .expect = scenario_works,
		.run = read_many_async,
	}, {
		.name = "aio.many_pages.ext4_nvme",
		.title = "an asynchronous read from a file into more pages than a bio holds works",
		SUCCESS_IS_ZERO, ON_NVME_EXT4, .expect = scenario_works,
		.run = read_many_async,
	}, {
		.name = "odirect.many_pages.virtio_blk",
		.title = "an O_DIRECT read from virtio-blk into more pages than a bio holds works",
		SUCCESS_IS_ZERO, ON_VIRTIO_BLK, .expect = scenario_works,
		.run = read_many,
	}, {
		.name = "odirect.many_pages.vfat",
		.title = "an O_DIRECT read from vfat into more pages than a bio holds works",
		SUCCESS_IS_ZERO, ON_VFAT, .props.flags = D_REPINS,
		.expect = scenario_works, .run = read_many,
	}, {
		.name = "odirect.many_pages.write.nvme",
		.title = "an O_DIRECT write to an NVMe from more pages than a bio holds works",
		SUCCESS_IS_ZERO, ON_NVME, .expect = scenario_works,
		.run = write_many,
	}, {
		.name = "odirect.many_pages.write.ext4_nvme",
		.title = "an O_DIRECT write to a file from more pages than a bio holds works",
		SUCCESS_IS_ZERO, ON_NVME_EXT4, .expect = scenario_works,
		.run = write_many,
	}, {
		.name = "odirect.many_pages.write.vfat",
		.title = "an O_DIRECT write to vfat from more pages than a bio holds works",
		SUCCESS_IS_ZERO, ON_VFAT, .props.flags = D_REPINS,
		.expect = scenario_works, .run = write_many,
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
