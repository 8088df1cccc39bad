// SPDX-License-Identifier: GPL-2.0
/*
 * NVMe passthrough of memory that the controller cannot address: an odd one is
 * copied through pages of the kernel, by bio_copy_user_iov().
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/nvme_ioctl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/doors.h"
#include "doors/target.h"
#include "memory/buffer.h"
#include "memory/pattern.h"
#include "model/array_size.h"
#include "scenarios/scenario.h"

#define PREFIX "copied."
#define SHORT "copied.short."

/* The buffer's pages, and of those the ones that are mapped. */
#define PAGES 3

/* No multiple of an NVMe's dma_alignment (4), alone or beside a whole block. */
static const size_t offsets[] = { 1, 2, 511 };

static long use_at(struct attempt *a, const struct part *part, size_t offset,
		   size_t length)
{
	struct scenario_door d;
	long ret;

	pattern_fill_part(&(struct part){
		.kind = part->kind, .at = part->at, .len = part->len,
		.page = part->page, .pages = part->pages, .fd = -1,
	});
	scenario_open_door(a, &d, a->contract->scenario->name + strlen(PREFIX),
			   part, offset, length);
	a->part[0].fill = FILL_PATTERN;
	ret = target_fill(a) ?: door_use(a);
	if (!buffer_surroundings_intact(a))
		a->wrong_data = true;
	scenario_close_door(a, &d);
	snprintf(a->note, NOTE_MAX, "%zu bytes from %zu: %ld", length, offset,
		 ret);
	return ret < 0 ? ret : (size_t)ret != length;
}

static long use_pieces(struct attempt *a, const struct part *part)
{
	const size_t page = getpagesize();
	size_t lengths[3];
	unsigned int i, j;
	int block;
	long ret = 0;

	if (ioctl(a->fd, BLKSSZGET, &block))
		return attempt_setup_error(a, "BLKSSZGET");
	lengths[0] = block;
	lengths[1] = page;
	lengths[2] = page + block;
	for (i = 0; i < ARRAY_SIZE(offsets); i++)
		for (j = 0; j < ARRAY_SIZE(lengths) && !ret; j++)
			ret = use_at(a, part, offsets[i], lengths[j]);
	return ret;
}

static long map_part(struct attempt *a, struct part *part)
{
	*part = (struct part){
		.kind = mapping_find("anon"), .len = PAGES * getpagesize(),
		.pages = PAGES, .fd = -1,
	};
	part->at = mmap(NULL, part->len, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	part->page = part->at;
	return part->at == MAP_FAILED ? attempt_setup_error(a, "mmap") : 0;
}

static long copy_pieces(struct attempt *a)
{
	struct part part;
	long ret = map_part(a, &part);

	if (ret)
		return ret;
	ret = use_pieces(a, &part);
	munmap(part.at, part.len);
	return ret;
}

/* The last page is not mapped, so that a part of the copy fails. */
static long copy_short(struct attempt *a)
{
	const size_t page = getpagesize(), offset = offsets[0];
	struct scenario_door d;
	struct part part;
	long ret = map_part(a, &part);

	if (ret)
		return ret;
	pattern_fill_part(&part);
	munmap(part.at + (PAGES - 1) * page, page);
	part.len -= page;
	part.pages--;
	scenario_open_door(a, &d, a->contract->scenario->name + strlen(SHORT),
			   &part, offset, (PAGES - 1) * page);
	a->part[1] = (struct part){
		.kind = mapping_find("hole"), .at = part.at + part.len,
		.len = page, .page = part.at + part.len, .pages = 1, .fd = -1,
	};
	a->nr = 2;
	ret = target_fill(a) ?: door_use(a);
	scenario_close_door(a, &d);
	a->disagrees = !scenario_answer(a, "with a page that is not mapped",
					ret, -EFAULT);
	munmap(part.at, part.len);
	return 0;
}

/* What pages of the kernel hold that are freed before they are used again. */
#define RESIDUE 0xa5
#define RESIDUE_PAGES 16

/* A pipe's pages are no more movable than those of bio_copy_user_iov(). */
static long leave_residue(struct attempt *a)
{
	const size_t page = getpagesize();
	char *bytes = (char *)a->memory + page;
	int end[2], i;
	long ret = 0;

	if (pipe2(end, O_NONBLOCK | O_CLOEXEC))
		return attempt_setup_error(a, "pipe");
	memset(bytes, RESIDUE, page);
	for (i = 0; i < RESIDUE_PAGES && !ret; i++)
		if (write(end[1], bytes, page) != (ssize_t)page)
			ret = attempt_setup_error(a, "write to a pipe");
	close(end[0]);
	close(end[1]);
	return ret;
}

/* A read beyond the namespace's end: a positive status, and no data. */
static long read_nothing(struct attempt *a, char *at, size_t len)
{
	struct nvme_passthru_cmd command = {
		.opcode = 2, .nsid = ioctl(a->fd, NVME_IOCTL_ID),
		.addr = (uintptr_t)at, .data_len = len,
		.cdw10 = UINT32_MAX, .cdw11 = INT32_MAX,
	};
	const int ret = ioctl(a->fd, NVME_IOCTL_IO_CMD, &command);

	if (ret < 0 && (errno == EACCES || errno == EPERM))
		return attempt_skip(a, "commands to an NVMe are not allowed");
	return ret > 0 ? 0 : attempt_setup_error(a, "a read beyond the end");
}

/* The kernel's pages are copied back, as far as they were written: zeroes. */
static long copy_nothing(struct attempt *a)
{
	char *at = attempt_memory(a, 2 * getpagesize());
	int block, i;
	long ret;

	if (!at)
		return -ENOMEM;
	if (ioctl(a->fd, BLKSSZGET, &block))
		return attempt_setup_error(a, "BLKSSZGET");
	ret = scenario_stay_on_cpu(a) ?: leave_residue(a);
	memset(at, 1, block + 1);
	ret = ret ?: read_nothing(a, at + 1, block);
	for (i = 0; i <= block; i++)
		if (at[i] & ~1)
			a->wrong_data = true;
	return ret;
}

/* nvme_submit_user_cmd() does not look at what blk_rq_unmap_user() returns. */
DEFINE_EXPECT(short_read,
	      .flaws = h->has[C_NVME_COPY_UNCHECKED] ? FLAW(MODEL) : 0);

#define COPIED(door_, title_, ...)					\
	{								\
		.name = PREFIX door_, .title = title_			\
			" from and to odd addresses moves each byte",	\
		SUCCESS_IS_ZERO, .expect = scenario_works,		\
		.run = copy_pieces, __VA_ARGS__				\
	}
#define SHORT_COPY(expect_, door_, title_, ...)			\
	{								\
		.name = SHORT door_, .title = title_			\
			" that cannot be copied as a whole is refused",	\
		SUCCESS_IS_ZERO, .expect = expect_, .run = copy_short,	\
		__VA_ARGS__						\
	}
#define BY_RING								\
	.need = { .config = "BLK_DEV_NVME", .env = "PINCER_NVME_CMB",	\
		  .target = TARGET_NVME_OWNER, .feature = C_NVME_URING_CMD }

const struct scenario scenarios_nvme_copied[] = {
	{
		.name = "copied.nothing.nvme.ioctl.read",
		.title = "a read command to an NVMe that fails shows no memory of the kernel",
		SUCCESS_IS_ZERO, ON_NVME_CMB, .expect = scenario_works,
		.run = copy_nothing,
	},
	SHORT_COPY(short_read, "nvme.ioctl.read", "a read command to an NVMe",
		   ON_NVME_CMB),
	SHORT_COPY(scenario_works, "nvme.ioctl.write",
		   "a write command to an NVMe", ON_NVME_CMB),
	SHORT_COPY(short_read, "nvme.uring_cmd.read",
		   "a read command through io_uring", BY_RING),
	SHORT_COPY(scenario_works, "nvme.uring_cmd.write",
		   "a write command through io_uring", BY_RING),
	COPIED("nvme.ioctl.read", "a read command to an NVMe", ON_NVME_CMB),
	COPIED("nvme.ioctl.write", "a write command to an NVMe", ON_NVME_CMB),
	COPIED("nvme.uring_cmd.read", "a read command through io_uring", BY_RING),
	COPIED("nvme.uring_cmd.write", "a write command through io_uring", BY_RING),
	{}
};
