// SPDX-License-Identifier: GPL-2.0
/* O_DIRECT of the target's own page cache, and of the zero page. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

#define PAGES 16
#define ROUNDS 8

/* Maps a page of the target, after the pattern was written to it. */
static char *map_target(struct attempt *a)
{
	const long page = getpagesize();
	char *at;

	if (!target_pattern_memory(a, page, PATTERN_DEVICE, 0))
		return NULL;
	at = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, a->fd,
		  TARGET_OFFSET);
	if (at != MAP_FAILED)
		return at;
	attempt_setup_error(a, "mmap");
	return NULL;
}

/* EIO or EAGAIN is allowed: a page cache page in use cannot be invalidated. */
static long whole_or_refused(long ret)
{
	if (ret == getpagesize())
		return 0;
	if (ret >= 0)
		return -ENODATA;
	return errno == EIO || errno == EAGAIN ? 0 : -errno;
}

/*
 * O_DIRECT invalidates the page cache of its range, which is the buffer: it
 * must neither deadlock nor change the data.
 */
static long read_and_write_itself(struct attempt *a)
{
	const long page = getpagesize();
	char *at = map_target(a);
	long ret;

	if (!at)
		return -1;
	ret = whole_or_refused(pread(a->fd, at, page, TARGET_OFFSET)) ?:
	      whole_or_refused(pwrite(a->fd, at, page, TARGET_OFFSET));
	a->wrong_data = !pattern_is(at, page, PATTERN_DEVICE, 0);
	munmap(at, page);
	if (pread(a->fd, a->memory, page, TARGET_OFFSET) != page)
		return attempt_setup_error(a, "reading the target back");
	if (!pattern_is(a->memory, page, PATTERN_DEVICE, 0))
		a->wrong_data = true;
	return ret;
}

/* Untouched memory: each page that GUP gets is the zero page. */
static long write_zero_page(struct attempt *a)
{
	const long len = PAGES * getpagesize();
	char *zero = attempt_memory(a, 2 * len), *plain;
	int i;

	if (!zero)
		return -1;
	plain = zero + len;
	if (target_write_pattern(a, plain, len, PATTERN_DEVICE, 0))
		return -1;
	for (i = 0; i < ROUNDS; i++)
		if (pwrite(a->fd, zero, len, TARGET_OFFSET) != len)
			return -errno;
	if (pread(a->fd, plain, len, TARGET_OFFSET) != len)
		return attempt_setup_error(a, "reading the target back");
	a->wrong_data =
		!pattern_is_zero(plain, len) || !pattern_is_zero(zero, len);
	return 0;
}

#define ITSELF(fs_, on_, flags_)					\
	{								\
		.name = "odirect.self_mmap." fs_,			\
		.title = "O_DIRECT of a file on " fs_ " from and to its own mapping neither hangs nor corrupts it", \
		.props = { .flags = flags_, .success_is_zero = true },	\
		on_, .expect = scenario_works, .run = read_and_write_itself, \
	}

const struct scenario scenarios_odirect[] = {
	ITSELF("ext4", ON_EXT4, 0),
	ITSELF("xfs", ON_XFS, 0),
	ITSELF("vfat", ON_VFAT, D_REPINS),
	{
		.name = "odirect.zero_page_source",
		.title = "O_DIRECT writes of memory that was never touched write zeroes",
		SUCCESS_IS_ZERO, ON_NVME, .expect = scenario_works,
		.run = write_zero_page,
	}, {}
};
