// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: an asynchronous direct read of more pages than a bio holds, the
 * last of which GUP refuses. The first bio is in flight by then, so the request
 * is not short: it fails with the errno of a blk_status_t.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

/* More than BIO_MAX_VECS: the page that GUP refuses is in a later bio. */
#define GOOD_PAGES 257

/* Anonymous memory, of which the last page is to be replaced. */
static char *make_pages(struct attempt *a)
{
	return attempt_memory(a, (GOOD_PAGES + 1) * (size_t)getpagesize());
}

static long read_all(struct attempt *a, struct ring *r, char *at)
{
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_READ, .fd = a->fd, .off = TARGET_OFFSET,
		.addr = (uintptr_t)at,
		.len = (GOOD_PAGES + 1) * getpagesize(),
	};

	return ring_do(r, &sqe);
}

static long read_to_hole(struct attempt *a)
{
	char *at = make_pages(a);
	struct ring r;
	long ret = attempt_ring(a, &r, 1);

	if (!at || ret)
		return ret ?: -ENOMEM;
	munmap(at + GOOD_PAGES * getpagesize(), getpagesize());
	return read_all(a, &r, at);
}

/* No blk_status_t stands for EFAULT: BLK_STS_IOERR becomes EIO. */
DEFINE_EXPECT(no_reason, .ret = -EIO);

static long read_to_peer(struct attempt *a)
{
	const struct mapping *kind = mapping_find("p2pmem");
	struct part part = { .kind = kind, .len = getpagesize(), .pages = 1 };
	char *at = make_pages(a);
	struct ring r;
	long ret = attempt_ring(a, &r, 1);

	if (!at || ret)
		return ret ?: -ENOMEM;
	part.at = at + GOOD_PAGES * getpagesize();
	part.page = part.at;
	if (!a->kernel->guest && !getenv(kind->need.env))
		return attempt_skip(a, "%s names nothing to use",
				    kind->need.env);
	if (kind->make(&part))
		return attempt_no_interface(a, part.why);
	return read_all(a, &r, at);
}

/* Since 75ae18ca9426 BLK_STS_TARGET carries EREMOTEIO. */
DEFINE_EXPECT(reason, .ret = h->has[C_BDEV_ASYNC_STATUS] ? -EREMOTEIO : -EIO);

const struct scenario scenarios_io_uring_bio[] = {
	{
		.name = "io_uring.several_bios.hole",
		.title = "an asynchronous direct read of several bios fails at a hole with EIO",
		ON_VIRTIO_BLK, .expect = no_reason, .run = read_to_hole,
	}, {
		.name = "io_uring.several_bios.p2pmem",
		.title = "an asynchronous direct read of several bios fails at a peer's memory",
		.need = { .config = "PCI_P2PDMA", .feature = C_P2PDMA_MMAP,
			  .env = "PINCER_VIRTIO_BLK",
			  .target = TARGET_VIRTIO_BLK },
		.expect = reason, .run = read_to_peer,
	}, {}
};
