// SPDX-License-Identifier: GPL-2.0
/* bios: how many pages they pin, and whether all of them are unpinned. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "lib/pin_counters.h"
#include "lib/pipe.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

#define PAGES 16

/* Memory for a read, faulted in; writes the pattern to the target. */
static char *read_buffer(struct attempt *a, int nr)
{
	return target_pattern_memory(a, nr * getpagesize(), PATTERN_DEVICE,
				     getpagesize());
}

static long pins_of_read(struct attempt *a)
{
	const ssize_t len = PAGES * getpagesize();
	char *at = read_buffer(a, PAGES);
	long before;

	if (!at)
		return -1;
	before = pins_acquired();
	memset(at, 0, len);
	if (pread(a->fd, at, len, TARGET_OFFSET) != len)
		return attempt_setup_error(a, "reading the target");
	a->wrong_data = !pattern_is(at, len, PATTERN_DEVICE, getpagesize());
	return pins_acquired() - before;
}

DEFINE_EXPECT(block_pins, .ret = h->has[C_BIO_PINS] ? PAGES : 0);

/*
 * fs/direct-io.c pins a page again for its bio, and once more while it looks
 * whether the next bytes are adjacent: by folio_add_pin(), which counts no pin.
 */
static struct outcome legacy_pins(const struct history *h,
				  const struct machine *m)
{
	(void)m;
	if (!h->has[C_LEGACY_DIO_PINS])
		return (struct outcome){ .ret = 0 };
	return (struct outcome){
		.ret = PAGES,
		.flaws = h->has[C_ADDED_PIN_UNCOUNTED] ? FLAW(PINS) : 0,
	};
}

static long pins_of_vmsplice(struct attempt *a)
{
	const long len = PAGES * getpagesize();
	char *at = attempt_memory(a, len);
	struct pipe_ends pipe;
	long before;

	if (!at || pipe_open(a, &pipe))
		return -1;
	memset(at, 1, len);
	before = pins_acquired();
	if (pipe_vmsplice(&pipe, at, len, 0) != len)
		return attempt_setup_error(a, "vmsplice");
	return pins_acquired() - before;
}

/* Two segments of one page, which the bio may merge. */
static long read_one_page_twice(struct attempt *a)
{
	char *at = read_buffer(a, 1);
	struct iovec iov[2];
	ssize_t ret;
	int block;

	if (!at)
		return -1;
	if (ioctl(a->fd, BLKSSZGET, &block))
		return attempt_setup_error(a, "BLKSSZGET");
	if (2 * block > getpagesize())
		return attempt_skip(a, "two blocks in a page");
	iov[0] = (struct iovec){ at, block };
	iov[1] = (struct iovec){ at + block, block };
	memset(at, 0, getpagesize());
	ret = preadv(a->fd, iov, 2, TARGET_OFFSET);
	a->wrong_data =
		!pattern_is(at, 2 * block, PATTERN_DEVICE, getpagesize());
	return ret < 0 ? -errno : ret - 2 * block;
}

const struct scenario scenarios_bio[] = {
	{
		.name = "bio.odirect.pins",
		.title = "an O_DIRECT read pins each page of the buffer once",
		ON_NVME, .need.guest_only = true, .expect = block_pins,
		.run = pins_of_read,
	}, {
		.name = "bio.legacy_dio.pins",
		.title = "an O_DIRECT read from vfat pins the pages of the buffer, and counts each pin",
		ON_VFAT, .need.guest_only = true,
		.expect = legacy_pins, .run = pins_of_read,
	}, {
		.name = "bio.pin_balance.same_page",
		.title = "an O_DIRECT read into two segments of one page leaves no pin behind",
		SUCCESS_IS_ZERO, ON_NVME,
		.expect = scenario_works, .run = read_one_page_twice,
	}, {
		.name = "splice.vmsplice.never_pins",
		.title = "vmsplice takes references to pages, and pins none",
		SUCCESS_IS_ZERO, .need.guest_only = true,
		.expect = scenario_works, .run = pins_of_vmsplice,
	}, {}
};
