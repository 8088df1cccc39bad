// SPDX-License-Identifier: GPL-2.0
/*
 * What doors make of what get_user_pages() gives them.
 */
#include <errno.h>

#include "model/spec.h"
#include "model/spec_gup.h"

/*
 * io_uring/rsrc.c: io_uring used to look at the files behind a buffer it had
 * pinned, and had rules of its own about them.
 */
static int file_policy_refuses(const struct gup_call *c)
{
	const struct buffer *b = c->buffer;
	const bool one_file = has(c, C_IO_URING_SINGLE_SOURCE) &&
			      !has(c, C_IO_URING_SINGLE_SOURCE_REVERT);
	const unsigned int allowed =
		has(c, C_IO_URING_SHMEM) ? M_SHMEM | M_HUGETLB : M_HUGETLB;
	int i;

	if (!asks(c, D_FILE_POLICY) || has(c, C_IO_URING_FILE_CHECK_REMOVED))
		return 0;
	for (i = 0; i < b->nr; i++) {
		if (one_file && b->span[i].file != b->span[0].file)
			return -EINVAL;
		if (b->span[i].file && !is(&b->span[i], allowed))
			return -EOPNOTSUPP;
	}
	return 0;
}

/* Whether the CPU, on the process's behalf, can copy to or from a page. */
static bool cpu_reaches(const struct gup_call *c, const struct span *s)
{
	if (is(s, M_HOLE | M_NO_PAGE))
		return false;
	return is(s, asks(c, D_WRITE) ? M_WRITE : M_READ);
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
 * What GUP gave becomes a request to the device, which may have to reach a
 * peer for it.
 *
 * drivers/pci/p2pdma.c: a peer behind another root port is out of reach,
 * and the driver, not GUP, says so. One behind the same switch is not.
 *
 * block/bio.c: a request carries either a peer's pages or RAM. Where
 * nobody splits it, and a command of the process's own cannot be split, the
 * device gets both at once: one that owns the memory rejects that, to another
 * one they are addresses like any.
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

/* Whose map a page is in: RAM's, or that of one device or another. */
static unsigned int map_of(const struct gup_call *c, const struct span *s)
{
	if (!is(s, M_SHARED) && (s->state == STATE_WRITTEN || asks(c, D_WRITE)))
		return 0;
	return s->props->flags & (M_DEVICE | M_FSDAX | M_P2PDMA);
}

/*
 * block/bio.c: what keeps a peer's pages apart keeps those of DAX
 * apart from RAM too.
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
	const size_t reach = pages * c->machine->page_size - c->buffer->offset;

	if (c->door->success_is_zero)
		return 0;
	return reach < c->buffer->length ? reach : c->buffer->length;
}

/* GUP's refusal in the words of the door. */
static long refusal(const struct gup_call *c, int error)
{
	return c->door->error ? -c->door->error : error;
}

/* crypto/af_alg.c: what a door makes of a partial pin may change. */
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
	 * block/fops.c: what was one request of several to the
	 * device could only fail as a whole, without a reason.
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
 * bio.bounce: what nobody may change while the device reads it is
 * copied before, whole or not at all. What the device has written is copied
 * into pages that are pinned for it, but no peer's: they are the CPU's to write.
 */
static long through_copy(struct gup_call *c, struct door_props *then)
{
	then->flags &= ~D_P2PDMA_QUEUE;
	if (asks(c, D_WRITE))
		return through_gup(c);
	return copied_pages(c, 0) == c->pages ? moved(c, c->pages) : -EFAULT;
}

long spec_expect(const struct buffer *buffer, const struct door_props *door,
		 const struct history *h, const struct machine *machine)
{
	struct door_props then = *door;
	struct gup_call c = {
		.buffer = buffer, .door = &then, .h = h, .machine = machine,
	};
	int i, pages;

	/* ib_umem_get(): so that nothing stale was pinned. */
	if (door->forced_until && !has(&c, door->forced_until))
		then.flags |= D_WRITE | D_FORCE;

	for (i = 0; i < buffer->nr; i++)
		c.pages += buffer->span[i].pages;
	if (door->flags & D_NO_DATA)
		return page_callers_refuse(&c);
	if (door->copies_since && has(&c, door->copies_since))
		return through_copy(&c, &then);
	if (!(door->flags & D_NO_GUP))
		return through_gup(&c);
	pages = copied_pages(&c, 0);
	return pages ? moved(&c, pages) : -EFAULT;
}
