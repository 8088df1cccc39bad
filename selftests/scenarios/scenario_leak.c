// SPDX-License-Identifier: GPL-2.0
/* Pins that some kernels leak for good: the last contract but kmemleak's. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

/* The target holds the pattern in two pages from TARGET_OFFSET on. */
static int fill_target(struct attempt *a)
{
	const size_t len = 2 * getpagesize();
	char *at = target_pattern_memory(a, len, PATTERN_DEVICE,
					 getpagesize());

	return at ? munmap(at, len) : -1;
}

/*
 * GUP pins a page and half a block, but not the block's other half. The bio is
 * cut back to whole blocks, to the page, and the next page must be unpinned.
 * (The read falls back to the page cache, which copies the half block.)
 */
static long cut_bio(struct attempt *a)
{
	size_t huge_size, half;
	char *huge, *none;
	ssize_t ret;
	int block;

	if (ioctl(a->fd, BLKSSZGET, &block))
		return attempt_setup_error(a, "BLKSSZGET");
	if (fill_target(a))
		return -1;
	huge = scenario_huge_pages(a, 1, &huge_size);
	if (!huge)
		return -1;
	none = mmap(NULL, getpagesize(), PROT_NONE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (none == MAP_FAILED)
		return attempt_setup_error(a, "mmap");
	half = block / 2;
	ret = preadv(a->fd, (struct iovec[]){
		{ huge, getpagesize() + half }, { none, half },
	}, 2, TARGET_OFFSET);
	if (ret < 0)
		return -errno;
	a->wrong_data = !pattern_is(huge, ret, PATTERN_DEVICE, getpagesize());
	return ret - (getpagesize() + half);
}

/* 20a0e6276edb unpins one page a bio_vec that it cuts off, not each page. */
static struct outcome released(const struct history *h, const struct machine *m)
{
	(void)m;
	if (!h->has[C_BDEV_SEGMENT_ALIGN])
		return (struct outcome){ .ret = -EINVAL };
	return (struct outcome){
		.flaws = h->has[C_BIO_ALIGN_DOWN_LEAK] ?
			FLAW(PINS) | FLAW(HUGE_PAGES) : 0,
	};
}

const struct scenario scenarios_leak[] = {
	{
		.name = "bio.pin_balance.align_down",
		.title = "pages that are cut off a bio, so that it ends with a block, are unpinned",
		SUCCESS_IS_ZERO, ON_NVME, .need.guest_only = true,
		.expect = released, .run = cut_bio, .last = true,
	}, {}
};
