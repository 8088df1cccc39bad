// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: READ_FIXED and WRITE_FIXED of a piece of a registered buffer, which
 * begins amid a page, a bio_vec or behind it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "doors/target.h"
#include "memory/pattern.h"
#include "model/array_size.h"
#include "scenarios/scenario.h"

/* Pages that are registered. */
#define PAGES 4

/**
 * struct fixture - a registered buffer
 * @ring: the ring
 * @buf: the buffer, whole
 * @len: bytes of it
 * @block: what offsets and lengths are multiples of
 */
struct fixture {
	struct ring ring;
	char *buf;
	size_t len;
	size_t block;
};

static long open_fixture(struct attempt *a, struct fixture *f)
{
	int block;
	long ret;

	f->block = ioctl(a->fd, BLKSSZGET, &block) ? 512 : block;
	f->len = PAGES * (size_t)getpagesize();
	f->buf = target_pattern_memory(a, f->len, PATTERN_DEVICE, getpagesize());
	if (!f->buf)
		return -1;
	ret = attempt_ring(a, &f->ring, 1);
	if (ret)
		return ret;
	a->buf = f->buf;
	a->len = f->len;
	return attempt_register(a, f->ring.fd);
}

static void note_piece(struct attempt *a, const char *what, size_t offset,
		       size_t length, long ret)
{
	snprintf(a->note, NOTE_MAX, "%s of %zu bytes at %zu: %ld", what, length,
		 offset, ret);
}

static bool is_read(struct attempt *a, struct fixture *f, size_t offset,
		    size_t length)
{
	long ret;

	pattern_fill(f->buf, f->len, PATTERN_MEMORY, 0);
	a->buf = f->buf + offset;
	a->len = length;
	ret = attempt_fixed(a, &f->ring, IORING_OP_READ_FIXED, a->fd,
			    TARGET_OFFSET);
	note_piece(a, "READ_FIXED", offset, length, ret);
	return ret == (long)length &&
	       pattern_is(f->buf, offset, PATTERN_MEMORY, 0) &&
	       pattern_is(a->buf, length, PATTERN_DEVICE, getpagesize()) &&
	       pattern_is(a->buf + length, f->len - offset - length,
			  PATTERN_MEMORY, offset + length);
}

/* WRITE_FIXED of what was read; it is read again to another page. */
static bool is_written(struct attempt *a, struct fixture *f, size_t offset,
		       size_t length)
{
	char *copy = offset < f->len / 2 ? f->buf + f->len - length : f->buf;
	long ret;

	pattern_fill(a->buf, length, PATTERN_MEMORY, 0);
	ret = attempt_fixed(a, &f->ring, IORING_OP_WRITE_FIXED, a->fd,
			    TARGET_OFFSET);
	note_piece(a, "WRITE_FIXED", offset, length, ret);
	if (ret != (long)length)
		return false;
	memset(copy, 0, length);
	if (pread(a->fd, copy, length, TARGET_OFFSET) != (ssize_t)length)
		attempt_setup_error(a, "reading the target back");
	ret = pattern_is(copy, length, PATTERN_MEMORY, 0);
	pattern_fill(copy, length, PATTERN_DEVICE, getpagesize());
	if (pwrite(a->fd, copy, length, TARGET_OFFSET) != (ssize_t)length)
		attempt_setup_error(a, "writing the target");
	return ret;
}

static long move_pieces(struct attempt *a)
{
	const size_t page = getpagesize();
	struct fixture f;
	long ret = open_fixture(a, &f);
	const size_t offsets[] = {
		0, f.block, page - f.block, page, page + f.block,
		2 * page - f.block,
	};
	const size_t lengths[] = { f.block, 2 * f.block, page };
	unsigned int i, j;
	bool good = true;

	for (i = 0; i < ARRAY_SIZE(offsets) && !ret; i++)
		for (j = 0; j < ARRAY_SIZE(lengths) && good; j++)
			good = is_read(a, &f, offsets[i], lengths[j]) &&
			       is_written(a, &f, offsets[i], lengths[j]);
	a->disagrees = !good;
	if (good)
		a->note[0] = '\0';
	/* A closed ring unpins late, when fs/direct-io.c's pins hide what is left. */
	return ret ?: attempt_unregister(a, f.ring.fd);
}

#define PIECES(name_, title_, config_, env_, target_, ...)		\
	{								\
		.name = "io_uring.fixed.offset." name_,			\
		.title = "a piece of a registered buffer is what is moved from and to " title_, \
		SUCCESS_IS_ZERO,					\
		.need = { .config = "IO_URING", .also = config_,	\
			  .env = env_, .target = target_ },		\
		.expect = scenario_works, .run = move_pieces,		\
		__VA_ARGS__						\
	}

const struct scenario scenarios_io_uring_offset[] = {
	PIECES("nvme", "an NVMe", "BLK_DEV_NVME", "PINCER_NVME", TARGET_NVME),
	PIECES("virtio_blk", "virtio-blk", "VIRTIO_BLK", "PINCER_VIRTIO_BLK",
	       TARGET_VIRTIO_BLK),
	PIECES("ext4", "a file on ext4", "EXT4_FS", "PINCER_EXT4", TARGET_EXT4),
	PIECES("xfs", "a file on xfs", "XFS_FS", "PINCER_XFS", TARGET_XFS),
	PIECES("vfat", "a file on vfat", "VFAT_FS", "PINCER_VFAT", TARGET_VFAT,
	       .props.flags = D_REPINS),
	PIECES("fuse", "a file that a FUSE server makes direct", "FUSE_FS", NULL,
	       TARGET_FUSE),
	{}
};
