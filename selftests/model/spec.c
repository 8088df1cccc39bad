// SPDX-License-Identifier: GPL-2.0
/* What callers of get_user_pages() make of the pages that it gives them. */
#include <errno.h>

#include "model/spec.h"
#include "model/spec_gup.h"

/*
 * io_uring looked at the files behind a buffer that it had pinned until
 * 34ed8d0dcd69: EOPNOTSUPP if one was neither on hugetlbfs nor (40dad765c045)
 * on shmem, EINVAL if there were two (edd478269640, reverted by 3c85cc43c8e7).
 */
static int file_policy_refuses(const struct gup_call *c)
{
	const struct layout *l = c->layout;
	const bool one_file = has(c, C_IO_URING_SINGLE_SOURCE) &&
			      !has(c, C_IO_URING_SINGLE_SOURCE_REVERT);
	const unsigned int allowed =
		has(c, C_IO_URING_SHMEM) ? M_SHMEM | M_HUGETLB : M_HUGETLB;
	int i, file;

	if (!asks(c, D_FILE_POLICY) || has(c, C_IO_URING_FILE_CHECK_REMOVED))
		return 0;
	for (i = 0; i < l->nr; i++) {
		file = layout_file(l, i);
		if (one_file && file != layout_file(l, 0))
			return -EINVAL;
		if (file && !is(&l->part[i], allowed))
			return -EOPNOTSUPP;
	}
	return 0;
}

/* Whether the CPU, on the process's behalf, can copy to or from a page. */
static bool cpu_reaches(const struct gup_call *c, const struct layout_part *p)
{
	if (is(p, M_HOLE | M_NO_PAGE))
		return false;
	return is(p, asks(c, D_WRITE) ? M_WRITE : M_READ);
}

static int copied_pages(const struct gup_call *c, int from)
{
	int i = from;

	while (i < c->pages && cpu_reaches(c, at(c, i)))
		i++;
	return i - from;
}

/* How many pages, from the left, are on the first one's side of PCI. */
static int same_side_pages(const struct gup_call *c, int pages)
{
	const bool side = is(at(c, 0), M_P2PDMA);
	int i = 1;

	while (i < pages && is(at(c, i), M_P2PDMA) == side)
		i++;
	return i;
}

/*
 * The pages that GUP gave become a request to the device, which may have to
 * reach a peer for it.
 *
 * The driver, not GUP, refuses a peer behind another root port: EREMOTEIO, or
 * EINVAL since 7ce3c1dd78fc. It reaches one behind the same switch.
 *
 * Since 12da89e8844a a bio holds either a peer's pages or RAM. Before, and in a
 * passthrough command, which nobody splits, the device gets both: the NVMe that
 * owns the memory fails the request with EIO, to another one they are addresses
 * like any.
 *
 * Returns an error, or 0 with the pages that one request carries.
 */
static int dma_refuses(const struct gup_call *c, int *pages)
{
	const int unreachable = has(c, C_NVME_DMA_ITER) ? -EINVAL : -EREMOTEIO;
	const bool owner = asks(c, D_P2PDMA_OWNER);
	const bool reached = owner || asks(c, D_P2PDMA_SWITCH) ||
			     c->machine->p2p_bridge;
	const int side = same_side_pages(c, *pages);
	const bool peer = is(at(c, 0), M_P2PDMA);
	const bool split = has(c, C_BIO_P2PDMA_SPLIT) &&
			   c->door->partial != PARTIAL_REFUSED;

	if (side < *pages && !split) {
		if (owner)
			return -EIO;
		return reached ? 0 : unreachable;
	}
	if (peer && !reached)
		return unreachable;
	/* A file system sends as many requests as it takes. */
	if (c->door->partial != PARTIAL_ERRNO)
		*pages = side;
	return 0;
}

/* The dev_pagemap that a page is in: that of a kind of device; 0 for RAM. */
static unsigned int map_of(const struct gup_call *c,
			   const struct layout_part *p)
{
	if (!is(p, M_SHARED) && (p->state == STATE_WRITTEN || asks(c, D_WRITE)))
		return 0;
	return p->kind->props.flags & (M_DEVICE | M_FSDAX | M_P2PDMA);
}

/*
 * Since 12da89e8844a a bio ends where the dev_pagemap of its pages does: at DAX
 * memory beside RAM as well.
 */
static int same_map_pages(const struct gup_call *c, int pages)
{
	const unsigned int map = map_of(c, at(c, 0));
	int i = 1;

	while (i < pages && map_of(c, at(c, i)) == map)
		i++;
	return i;
}

static long moved(const struct gup_call *c, int pages)
{
	const size_t page_size = c->machine->page_size;
	const size_t length = layout_length(c->layout, page_size);
	const size_t reach = pages * page_size - c->layout->offset;

	if (c->door->success_is_zero)
		return 0;
	return reach < length ? reach : length;
}

/* The door's errno for what GUP refused. */
static long refusal(const struct gup_call *c, int error)
{
	return c->door->error ? -c->door->error : error;
}

/* What a door makes of a partial pin, which a commit may have changed. */
static enum partial partial(const struct gup_call *c)
{
	const enum commit_id until = c->door->short_until;

	return until && !has(c, until) ? PARTIAL_SHORT : c->door->partial;
}

static long through_gup(const struct gup_call *c)
{
	struct gup_result g = gup(c);
	int error;

	/*
	 * Before 54a88eb838d3 an asynchronous request to a block device became
	 * several bios, and failed with EIO as a whole.
	 */
	if (g.pages < c->pages && c->door->errno_since &&
	    !has(c, c->door->errno_since))
		return -EIO;
	if (!g.pages)
		return refusal(c, g.error);

	if (g.pages == c->pages) {
		error = file_policy_refuses(c);
		if (error)
			return error;
	} else if (asks(c, D_PARTIAL_ONLY_EFAULT) && g.error != -EFAULT) {
		/* fs/direct-io.c: any other error is the request's. */
		return refusal(c, g.error);
	} else if (partial(c) == PARTIAL_REFUSED) {
		error = c->door->partial_error;
		return error ? -error : refusal(c, g.error);
	} else if (partial(c) == PARTIAL_ERRNO) {
		return refusal(c, g.error);
	}

	if (takes_p2pdma(c) && !asks(c, D_NO_DEVICE)) {
		error = dma_refuses(c, &g.pages);
		if (error)
			return error;
	}
	if (asks(c, D_SHORT_AT_BIO_END) && has(c, C_BIO_P2PDMA_SPLIT))
		g.pages = same_map_pages(c, g.pages);
	if (c->door->pages_max && g.pages > c->door->pages_max)
		g.pages = c->door->pages_max;
	if (partial(c) == PARTIAL_COPY)
		g.pages += copied_pages(c, g.pages);
	return moved(c, g.pages);
}

/*
 * Since 3373503df025 xfs on a device that demands stable pages copies the
 * source of a write before, whole or not at all: EFAULT. The CPU copies what
 * the device has read into the destination's pages, which are pinned without
 * FOLL_PCI_P2PDMA.
 */
static long through_copy(struct gup_call *c, struct door_props *then)
{
	then->flags &= ~D_P2PDMA_QUEUE;
	if (asks(c, D_WRITE))
		return through_gup(c);
	return copied_pages(c, 0) == c->pages ? moved(c, c->pages) : -EFAULT;
}

long spec_expect(const struct layout *layout, const struct door_props *door,
		 const struct history *h, const struct machine *machine)
{
	struct door_props then = *door;
	struct gup_call c = {
		.layout = layout, .door = &then, .h = h, .machine = machine,
		.pages = layout_pages(layout),
	};
	int pages;

	/* ib_umem_get() broke COW even to read, until b40656aa7d55. */
	if (door->forced_until && !has(&c, door->forced_until))
		then.flags |= D_WRITE | D_FORCE;

	if (door->flags & D_NO_DATA)
		return page_callers_refuse(&c);
	if (door->copies_since && has(&c, door->copies_since))
		return through_copy(&c, &then);
	if (!(door->flags & D_NO_GUP))
		return through_gup(&c);
	pages = copied_pages(&c, 0);
	return pages ? moved(&c, pages) : -EFAULT;
}
