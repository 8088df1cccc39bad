// SPDX-License-Identifier: GPL-2.0
/* O_DIRECT that nobody waits for, through io_submit(). */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/aio_abi.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "buffer.h"
#include "target.h"

/*
 * To destroy a context takes tens of milliseconds, so it is used again. Its
 * ring is mapped, which must not be where a hole is wanted.
 */
static int open_context(struct attempt *a, aio_context_t *ctx)
{
	static aio_context_t open;
	int ret;

	*ctx = open;
	if (open)
		return 0;
	ret = attempt_plug_holes(a);
	if (ret)
		return ret;
	if (syscall(SYS_io_setup, 1, ctx))
		ret = errno == ENOSYS ? attempt_absent(a, "io_setup") :
					attempt_broken(a, "io_setup");
	attempt_unplug_holes(a);
	open = *ctx;
	a->keeps = true;
	return ret;
}

/* What an io_uring of an earlier case has left to do interrupts the wait. */
static int wait_for_event(aio_context_t ctx, struct io_event *event)
{
	long nr;

	do
		nr = syscall(SYS_io_getevents, ctx, 1, 1, event, NULL);
	while (nr < 0 && errno == EINTR);
	return nr == 1 ? 0 : -1;
}

/* Bytes or a negative errno: that of the submission, or of the request. */
static long transfer(struct attempt *a, int opcode)
{
	struct iocb request = {
		.aio_lio_opcode = opcode, .aio_fildes = a->fd,
		.aio_buf = (uintptr_t)a->buf, .aio_nbytes = a->len,
		.aio_offset = TARGET_OFFSET,
	}, *requests[] = { &request };
	struct io_event event;
	aio_context_t ctx;
	long ret;

	ret = open_context(a, &ctx);
	if (ret)
		return ret;
	if (syscall(SYS_io_submit, ctx, 1, requests) != 1)
		ret = -errno;
	else if (wait_for_event(ctx, &event))
		ret = attempt_broken(a, "io_getevents");
	else
		ret = event.res;
	return ret;
}

static long aio_read(struct attempt *a)
{
	const long ret = transfer(a, IOCB_CMD_PREAD);

	buffer_check_read(a, ret);
	return ret;
}

static long aio_write(struct attempt *a)
{
	const long ret = transfer(a, IOCB_CMD_PWRITE);

	return target_check_written(a, ret) ? -1 : ret;
}

/*
 * A block device says how far it came. What still goes through fs/direct-io.c
 * is waited for when it is short, and the CPU does the rest.
 */
#define READ_AND_WRITE(name_, title_, config_, env_, target_, flags_, ...)	\
	{								\
		.name = "aio.read." name_,				\
		.title = "a read by io_submit() from " title_,		\
		.props = { .flags = D_WRITE | (flags_), __VA_ARGS__ },	\
		.need = { .config = config_, .env = env_ },		\
		.target = target_, .target_kept = true,			\
		.brief = true, .run = aio_read,				\
	}, {								\
		.name = "aio.write." name_,				\
		.title = "a write by io_submit() to " title_,		\
		.props = { .flags = flags_, __VA_ARGS__ },		\
		.need = { .config = config_, .env = env_ },		\
		.target = target_, .brief = true, .run = aio_write,	\
	}

const struct door doors_aio[] = {
	READ_AND_WRITE("nvme_cmb", "the NVMe that owns the P2PDMA memory",
		       "BLK_DEV_NVME", "PINCER_NVME_CMB", TARGET_NVME_OWNER,
		       D_P2PDMA_QUEUE | D_P2PDMA_OWNER,
		       .errno_since = C_BDEV_ASYNC_BIO),
	READ_AND_WRITE("virtio_blk", "a virtio-blk disk",
		       "VIRTIO_BLK", "PINCER_VIRTIO_BLK", TARGET_VIRTIO_BLK,
		       0, .errno_since = C_BDEV_ASYNC_BIO),
	READ_AND_WRITE("ext4", "a file on ext4",
		       "EXT4_FS", "PINCER_EXT4", TARGET_EXT4,
		       0, .partial = PARTIAL_ERRNO),
	READ_AND_WRITE("vfat", "a file on vfat",
		       "VFAT_FS", "PINCER_VFAT", TARGET_VFAT,
		       D_EFAULT_ONLY | D_ADDS_PINS, .partial = PARTIAL_COPY),
	{}
};
