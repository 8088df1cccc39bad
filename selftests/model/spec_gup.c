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

#include "model/spec_gup.h"

bool is_pfnmap(const struct gup_call *c, const struct span *s)
{
	if (s->props->pfnmap_until)
		return !has(c, s->props->pfnmap_until);
	if (s->props->pfnmap_since)
		return has(c, s->props->pfnmap_since);
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
static bool goes_fast(const struct gup_call *c)
{
	return c->machine->gup_fast && !asks(c, D_SLOW) &&
	       (!c->door->fast_since || has(c, c->door->fast_since));
}

/* Whether the page table holds what GUP asks for before it is called. */
static bool is_mapped(const struct gup_call *c, const struct span *s)
{
	if (s->state == STATE_WRITTEN)
		return is(s, M_WRITE);
	return s->state == STATE_READ && !asks(c, D_WRITE) && is(s, M_READ);
}

/*
 * GUP-fast sees the page and never the VMA. It must refuse whatever the slow
 * path would, and the one place where it need not is a copied page of a DAX
 * file: that is no DAX page any more.
 */
static bool fast_takes(const struct gup_call *c, const struct span *s)
{
	if (!is_mapped(c, s) || is_pfnmap(c, s) ||
	    is(s, M_HOLE | M_NO_PAGE | M_SECRET))
		return false;
	if (is_own_copy(s))
		return true;
	if (is(s, M_P2PDMA) && !takes_p2pdma(c))
		return false;
	if (!asks(c, D_LONGTERM))
		return true;
	if (is(s, M_FSDAX))
		return false;
	/* gup_fast_folio_allowed() */
	return !is(s, M_DIRTY_TRACKED) || !asks(c, D_WRITE) ||
	       !has(c, C_GUP_DIRTY_TRACKED_FAST);
}

/* FOLL_FORCE, as debuggers need it. */
static bool forces(const struct gup_call *c)
{
	return asks(c, D_FORCE) ||
	       (asks(c, D_FORCE_ALLOWED) && c->machine->mem_force);
}

/*
 * check_vma_flags(), VM_WRITE and VM_READ: what the VMA does not permit.
 *
 * FOLL_FORCE reads all the same, and writes where
 * that makes a copy which nobody else sees.
 */
static bool not_permitted(const struct gup_call *c, const struct span *s)
{
	if (!asks(c, D_WRITE))
		return !is(s, M_READ) && !forces(c);
	if (is(s, M_WRITE))
		return false;
	return !forces(c) || is(s, M_SHARED | M_NO_MAYWRITE);
}

int vma_refuses(const struct gup_call *c, const struct span *s)
{
	/* VM_IO, VM_PFNMAP: there need not be a struct page. */
	if (is(s, M_HOLE) || is_pfnmap(c, s))
		return -EFAULT;

	/* FOLL_ANON: not even a private copy of a file's page. */
	if (asks(c, D_ANON_ONLY) && !is(s, M_ANON))
		return -EFAULT;

	/*
	 * check_vma_flags(): the file system must be able to wait for the pin
	 * to end before it gives the block to another file. Asked before the
	 * direction, so a read-only DAX mapping gives this error too.
	 */
	if (is(s, M_FSDAX) && asks(c, D_LONGTERM) &&
	    has(c, C_GUP_FSDAX_EARLY))
		return -EOPNOTSUPP;

	/* vma_is_secretmem(): the kernel itself has not mapped it. */
	if (is(s, M_SECRET))
		return -EFAULT;

	if (not_permitted(c, s))
		return -EFAULT;

	/*
	 * writable_file_mapping_allowed(): the device would write long after
	 * the file system was told that the page is clean. Covers P2PDMA
	 * memory, whose sysfs file wants to hear of writes as well
	 * (gup.p2pdma.longterm_write).
	 */
	if (is(s, M_DIRTY_TRACKED) && asks(c, D_LONGTERM | D_WRITE) &&
	    has(c, C_GUP_DIRTY_TRACKED))
		return -EFAULT;
	return 0;
}

int page_refuses(const struct gup_call *c, const struct span *s)
{
	/*
	 * Guard region: the fault that would bring a page fails. So it does
	 * where the file has ended.
	 */
	if (is(s, M_NO_PAGE))
		return -EFAULT;
	/*
	 * FOLL_PCI_P2PDMA: only for those who asked. Whoever wants no
	 * page has nothing to ask for, but is refused as well
	 * (4003f107fa2e).
	 */
	if (is(s, M_P2PDMA) && !takes_p2pdma(c) &&
	    (!(c->door->flags & D_NO_PAGE) || has(c, C_P2PDMA_POPULATE)))
		return -EREMOTEIO;
	return 0;
}

/*
 * 52650c8b466b: before the check became a VMA's, DAX was looked
 * for among the pages already pinned, and finding one gave all of them back;
 * but not those that GUP-fast had taken before.
 */
static bool late_fsdax_check_hits(const struct gup_call *c, int from, int to)
{
	if (!asks(c, D_LONGTERM) || has(c, C_GUP_FSDAX_EARLY))
		return false;
	while (from < to)
		if (is(at(c, from++), M_FSDAX))
			return true;
	return false;
}

/* A page as one call leaves it to the next: those below @faulted are mapped. */
static struct span now(const struct gup_call *c, int page, int faulted)
{
	struct span s = *at(c, page);

	if (page < faulted && s.state != STATE_WRITTEN)
		s.state = asks(c, D_WRITE) ? STATE_WRITTEN : STATE_READ;
	return s;
}

/* One call for what is left of the buffer, and how far it mapped pages. */
static struct gup_result call(const struct gup_call *c, int from, int *faulted)
{
	struct gup_result g = { 0 };
	struct span s;
	int fast;

	/* What GUP-fast leaves, from its first refusal on, goes slowly. */
	for (fast = from; goes_fast(c) && fast < c->pages; fast++) {
		s = now(c, fast, *faulted);
		if (!fast_takes(c, &s))
			break;
	}
	for (g.pages = fast; g.pages < c->pages; g.pages++) {
		g.error = vma_refuses(c, at(c, g.pages));
		if (!g.error)
			g.error = page_refuses(c, at(c, g.pages));
		if (g.error)
			break;
	}
	*faulted = g.pages;
	if (late_fsdax_check_hits(c, fast, g.pages))
		g = (struct gup_result){ .pages = fast, .error = -EOPNOTSUPP };
	return g;
}

struct gup_result gup(const struct gup_call *c)
{
	int from = 0, faulted = 0;
	struct gup_result g = call(c, from, &faulted);

	/* What the slow path refused, GUP-fast may yet take. */
	while (asks(c, D_RETRIES_REST) && from < g.pages &&
	       g.pages < c->pages) {
		from = g.pages;
		g = call(c, from, &faulted);
	}
	return g;
}
