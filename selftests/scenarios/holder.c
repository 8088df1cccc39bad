// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "scenarios/holder.h"

static long hold_by_ring(struct holding *h)
{
	struct attempt *a = h->a;
	const ssize_t len = a->len;
	const long ret = attempt_ring(a, &h->ring, 1) ?:
			 attempt_register(a, h->ring.fd);

	if (ret)
		return ret;
	h->file = memfd_create("pincer", MFD_CLOEXEC);
	if (h->file < 0 || write(h->file, h->source, len) != len)
		return attempt_setup_error(a, "memfd");
	return 0;
}

static long write_by_ring(struct holding *h)
{
	const long moved = attempt_fixed(h->a, &h->ring, IORING_OP_READ_FIXED,
					 h->file, 0);

	if (moved < 0)
		return moved;
	return moved == (long)h->a->len ? 0 : -EIO;
}

static void release_ring(struct holding *h)
{
	attempt_unregister(h->a, h->ring.fd);
	ring_close(&h->ring);
	close(h->file);
}

static long hold_by_region(struct holding *h, unsigned int flags)
{
	const unsigned int access = IB_UVERBS_ACCESS_LOCAL_WRITE |
				    IB_UVERBS_ACCESS_REMOTE_WRITE | flags;
	struct attempt *a = h->a;
	long ret = rdma_register(a, &h->from, h->source, a->len, 0);

	errno = -ret;
	if (ret)
		return a->setup_error[0] || a->skip_reason[0] ? ret :
			attempt_setup_error(a, "a region");
	ret = rdma_register_beside(a, &h->to, &h->from, a->buf, a->len, access);
	errno = -ret;
	if (ret && !a->skip_reason[0])
		attempt_no_interface(a, "a region to write to");
	return ret ? ret : rdma_queue_open(a, &h->queue, &h->from);
}

static long hold_by_pins(struct holding *h)
{
	return hold_by_region(h, 0);
}

static long hold_on_demand(struct holding *h)
{
	return hold_by_region(h, RDMA_ON_DEMAND);
}

static long write_by_queue(struct holding *h)
{
	return rdma_queue_write(&h->queue, &h->from, h->source, &h->to,
				h->a->buf, h->a->len);
}

static void release_regions(struct holding *h)
{
	rdma_queue_close(&h->queue);
	rdma_close(&h->from);
}

const struct holder holders[HOLDERS] = {
	[HOLDER_IO_URING] = { hold_by_ring, write_by_ring, release_ring },
	[HOLDER_RDMA] = { hold_by_pins, write_by_queue, release_regions },
	[HOLDER_RDMA_ON_DEMAND] = {
		hold_on_demand, write_by_queue, release_regions,
	},
};
