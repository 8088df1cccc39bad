// SPDX-License-Identifier: GPL-2.0
/*
 * What get_user_pages() promises, as a model that can be run.
 *
 * A buffer is walked as GUP walks it, one page after another, until a page is
 * refused. GUP-fast sees page tables only: it takes what is mapped and
 * innocent, and leaves the rest to the slow path, which sees the VMA first and
 * the page second, and whose error is the one that callers get.
 */
#include <errno.h>

#include "spec.h"

/**
 * struct walk - one call of GUP: everything the rules may look at
 * @pages: of the whole buffer
 */
struct walk {
	const struct buffer *buffer;
	const struct door_props *door;
	const struct history *h;
	const struct facts *facts;
	int pages;
};

/** struct grab - what GUP answers: pages taken, and why it stopped */
struct grab {
	int pages;
	int error;
};

static bool has(const struct walk *w, enum commit_id id)
{
	return w->h->has[id];
}

static bool asks(const struct walk *w, unsigned int flags)
{
	return (w->door->flags & flags) == flags;
}

static bool is(const struct span *s, unsigned int any_of)
{
	return s->props->flags & any_of;
}

/* The mapping that a page of the buffer belongs to. */
static const struct span *at(const struct walk *w, int page)
{
	const struct span *s = w->buffer->span;

	while (page >= s->pages)
		page -= s++->pages;
	return s;
}

static bool is_pfnmap(const struct walk *w, const struct span *s)
{
	if (s->props->pfnmap_until)
		return !has(w, s->props->pfnmap_until);
	return is(s, M_PFNMAP);
}

/*
 * A private mapping that was written to holds copies: ordinary anonymous
 * pages, whatever file the VMA maps.
 */
static bool is_own_copy(const struct span *s)
{
	return !is(s, M_SHARED) && s->state == STATE_WRITTEN;
}

/* Which GUP a door calls. */
static bool goes_fast(const struct walk *w)
{
	return w->facts->gup_fast && !asks(w, D_SLOW) &&
	       (!w->door->fast_since || has(w, w->door->fast_since));
}

/* Whether the page table holds what GUP asks for before it is called. */
static bool is_mapped(const struct walk *w, const struct span *s)
{
	if (s->state == STATE_WRITTEN)
		return is(s, M_WRITE);
	return s->state == STATE_READ && !asks(w, D_WRITE) && is(s, M_READ);
}

/*
 * GUP-fast sees the page and never the VMA. It must refuse whatever the slow
 * path would, and the one place where it need not is a copied page of a DAX
 * file: that is no DAX page any more (gup.longterm.fsdax).
 */
static bool fast_takes(const struct walk *w, const struct span *s)
{
	if (!is_mapped(w, s) || is_pfnmap(w, s) ||
	    is(s, M_HOLE | M_GUARD | M_SECRET))
		return false;
	if (is_own_copy(s))
		return true;
	if (is(s, M_P2PDMA) && !asks(w, D_P2PDMA_QUEUE))
		return false;
	if (!asks(w, D_LONGTERM))
		return true;
	if (is(s, M_FSDAX))
		return false;
	/* gup.longterm.write.dirty_tracking_fast */
	return !is(s, M_DIRTY_TRACKED) || !asks(w, D_WRITE) ||
	       !has(w, C_GUP_DIRTY_TRACKED_FAST);
}

/* FOLL_FORCE, as debuggers need it. */
static bool forces(const struct walk *w)
{
	return asks(w, D_FORCE) ||
	       (asks(w, D_FORCE_ALLOWED) && w->facts->mem_force);
}

/*
 * gup.write.readonly_vma, gup.read.no_read: what the VMA does not permit.
 *
 * gup.force.shared_readonly: FOLL_FORCE reads all the same, and writes where
 * that makes a copy which nobody else sees.
 */
static bool not_permitted(const struct walk *w, const struct span *s)
{
	if (!asks(w, D_WRITE))
		return !is(s, M_READ) && !forces(w);
	if (is(s, M_WRITE))
		return false;
	return !forces(w) || is(s, M_SHARED | M_NO_MAYWRITE);
}

/* The slow path, first half: may this VMA be pinned at all? */
static int vma_refuses(const struct walk *w, const struct span *s)
{
	/* gup.vma.pfnmap, gup.vma.vvar: there need not be a struct page. */
	if (is(s, M_HOLE) || is_pfnmap(w, s))
		return -EFAULT;

	/*
	 * gup.longterm.fsdax: the file system must be able to wait for the pin
	 * to end before it gives the block to another file. Asked before the
	 * direction, so a read-only DAX mapping gives this error too.
	 */
	if (is(s, M_FSDAX) && asks(w, D_LONGTERM) &&
	    has(w, C_GUP_FSDAX_EARLY))
		return -EOPNOTSUPP;

	/* gup.secretmem: the kernel has no mapping of these pages itself. */
	if (is(s, M_SECRET))
		return -EFAULT;

	if (not_permitted(w, s))
		return -EFAULT;

	/*
	 * gup.longterm.write.shared_file: the device would write long after
	 * the file system was told that the page is clean. Covers P2PDMA
	 * memory, whose sysfs file wants to hear of writes as well
	 * (gup.p2pdma.longterm_write).
	 */
	if (is(s, M_DIRTY_TRACKED) && asks(w, D_LONGTERM | D_WRITE) &&
	    has(w, C_GUP_DIRTY_TRACKED))
		return -EFAULT;
	return 0;
}

/* The slow path, second half: may this page be taken? */
static int page_refuses(const struct walk *w, const struct span *s)
{
	/* gup.guard_region: the fault that would bring a page fails. */
	if (is(s, M_GUARD))
		return -EFAULT;
	/* gup.p2pdma.default_reject: only for those who asked. */
	if (is(s, M_P2PDMA) && !asks(w, D_P2PDMA_QUEUE))
		return -EREMOTEIO;
	return 0;
}

static struct grab gup(const struct walk *w)
{
	struct grab g = { 0 };

	/* What GUP-fast leaves, from its first refusal on, goes slowly. */
	if (goes_fast(w))
		while (g.pages < w->pages && fast_takes(w, at(w, g.pages)))
			g.pages++;
	for (; g.pages < w->pages; g.pages++) {
		g.error = vma_refuses(w, at(w, g.pages));
		if (!g.error)
			g.error = page_refuses(w, at(w, g.pages));
		if (g.error)
			break;
	}
	return g;
}

/*
 * gup.longterm.fsdax_partial: before the check became a VMA's, DAX was looked
 * for among the pages already pinned, and finding one gave all of them back.
 */
static bool late_fsdax_check_hits(const struct walk *w, int pages)
{
	int i;

	if (!asks(w, D_LONGTERM) || has(w, C_GUP_FSDAX_EARLY))
		return false;
	for (i = 0; i < pages; i++)
		if (is(at(w, i), M_FSDAX))
			return true;
	return false;
}

/*
 * iouring.regbuf.*: io_uring used to look at the files behind a buffer it had
 * pinned, and had rules of its own about them.
 */
static int file_policy_refuses(const struct walk *w)
{
	const struct buffer *b = w->buffer;
	const bool one_file = has(w, C_IO_URING_SINGLE_SOURCE) &&
			      !has(w, C_IO_URING_SINGLE_SOURCE_REVERT);
	const unsigned int allowed =
		has(w, C_IO_URING_SHMEM) ? M_SHMEM | M_HUGETLB : M_HUGETLB;
	int i;

	if (!asks(w, D_FILE_POLICY) || has(w, C_IO_URING_FILE_CHECK_REMOVED))
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
static bool cpu_reaches(const struct walk *w, const struct span *s)
{
	if (is(s, M_HOLE | M_GUARD))
		return false;
	return is(s, asks(w, D_WRITE) ? M_WRITE : M_READ);
}

static int copied_pages(const struct walk *w, int from)
{
	int i = from;

	while (i < w->pages && cpu_reaches(w, at(w, i)))
		i++;
	return i - from;
}

/* How many pages, from the left, are on the first one's side of PCI. */
static int same_side_pages(const struct walk *w, int pages)
{
	const bool side = is(at(w, 0), M_P2PDMA);
	int i = 1;

	while (i < pages && is(at(w, i), M_P2PDMA) == side)
		i++;
	return i;
}

/*
 * What GUP gave becomes a request to the device, which may have to reach a
 * peer for it.
 *
 * bio.p2pdma.map_error_errno: a peer behind another root port is out of reach,
 * and the driver, not GUP, says so.
 *
 * bio.p2pdma.mixed_iov: a request carries either a peer's pages or RAM. Where
 * nobody splits it, the device gets both in one command: one that owns the
 * memory rejects that, to another one they are addresses like any.
 *
 * Returns an error, or 0 with the pages that one request carries.
 */
static int dma_refuses(const struct walk *w, int *pages)
{
	const int unreachable = has(w, C_NVME_DMA_ITER) ? -EINVAL : -EREMOTEIO;
	const bool owner = asks(w, D_P2PDMA_OWNER);
	const bool reached = owner || w->facts->p2p_bridge;
	const int side = same_side_pages(w, *pages);
	const bool peer = is(at(w, 0), M_P2PDMA);

	if (side < *pages && !has(w, C_BIO_P2PDMA_SPLIT)) {
		if (owner)
			return -EIO;
		return reached ? 0 : unreachable;
	}
	if (peer && !reached)
		return unreachable;
	*pages = side;
	return 0;
}

static long moved(const struct walk *w, int pages)
{
	const size_t reach = pages * w->facts->page_size - w->buffer->offset;

	if (w->door->success_is_zero)
		return 0;
	return reach < w->buffer->length ? reach : w->buffer->length;
}

/* GUP's refusal in the words of the door. */
static long refusal(const struct walk *w, int error)
{
	return w->door->error ? -w->door->error : error;
}

static long through_gup(const struct walk *w)
{
	struct grab g = gup(w);
	int error;

	if (late_fsdax_check_hits(w, g.pages))
		return refusal(w, -EOPNOTSUPP);
	if (!g.pages)
		return refusal(w, g.error);

	if (g.pages == w->pages) {
		error = file_policy_refuses(w);
		if (error)
			return error;
	} else if (w->door->partial == PARTIAL_REFUSED) {
		return -w->door->partial_error;
	} else if (w->door->partial == PARTIAL_ERRNO) {
		return refusal(w, g.error);
	}

	if (asks(w, D_P2PDMA_QUEUE)) {
		error = dma_refuses(w, &g.pages);
		if (error)
			return error;
	}
	if (w->door->partial == PARTIAL_COPY)
		g.pages += copied_pages(w, g.pages);
	return moved(w, g.pages);
}

long spec_expect(const struct buffer *buffer, const struct door_props *door,
		 const struct history *h, const struct facts *facts)
{
	struct walk w = {
		.buffer = buffer, .door = door, .h = h, .facts = facts,
	};
	int i, pages;

	for (i = 0; i < buffer->nr; i++)
		w.pages += buffer->span[i].pages;
	if (!(door->flags & D_NO_GUP))
		return through_gup(&w);
	pages = copied_pages(&w, 0);
	return pages ? moved(&w, pages) : -EFAULT;
}
