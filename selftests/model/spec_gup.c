// SPDX-License-Identifier: GPL-2.0
/*
 * mm/gup.c: what get_user_pages() promises, as a model that can be run.
 *
 * GUP looks at one page of a buffer after another, until it refuses one.
 * GUP-fast sees page tables only: it takes pages that are mapped and need no
 * look at the VMA, and leaves the rest to the slow path, which sees the VMA
 * first and the page second, and whose error callers get.
 */
#include <errno.h>

#include "model/spec_gup.h"

bool is_pfnmap(const struct gup_call *c, const struct layout_part *p)
{
	if (p->kind->props.pfnmap_until)
		return !has(c, p->kind->props.pfnmap_until);
	if (p->kind->props.pfnmap_since)
		return has(c, p->kind->props.pfnmap_since);
	return is(p, M_PFNMAP);
}

/*
 * A private mapping that was written to holds copies: ordinary anonymous
 * pages, whatever file the VMA maps.
 */
static bool is_own_copy(const struct layout_part *p)
{
	return !is(p, M_SHARED) && p->state == STATE_WRITTEN;
}

/* Which GUP a door calls. */
static bool goes_fast(const struct gup_call *c)
{
	return c->machine->gup_fast && !asks(c, D_SLOW) &&
	       (!c->door->fast_since || has(c, c->door->fast_since));
}

/* Whether the page table holds what GUP asks for before it is called. */
static bool is_mapped(const struct gup_call *c, const struct layout_part *p)
{
	if (p->state == STATE_WRITTEN)
		return is(p, M_WRITE);
	return p->state == STATE_READ && !asks(c, D_WRITE) && is(p, M_READ);
}

/*
 * GUP-fast sees the page and never the VMA. It must refuse whatever the slow
 * path would, and the one place where it need not is a copied page of a DAX
 * file: that is no DAX page any more.
 */
static bool fast_takes(const struct gup_call *c, const struct layout_part *p)
{
	if (!is_mapped(c, p) || is_pfnmap(c, p) ||
	    is(p, M_HOLE | M_NO_PAGE | M_SECRET))
		return false;
	if (is_own_copy(p))
		return true;
	if (is(p, M_P2PDMA) && !takes_p2pdma(c))
		return false;
	if (!asks(c, D_LONGTERM))
		return true;
	if (is(p, M_FSDAX))
		return false;
	/* a6e79df92e4a */
	return !is(p, M_DIRTY_TRACKED) || !asks(c, D_WRITE) ||
	       !has(c, C_GUP_DIRTY_TRACKED_FAST);
}

/* FOLL_FORCE, as debuggers need it. */
static bool forces(const struct gup_call *c)
{
	return asks(c, D_FORCE) ||
	       (asks(c, D_FORCE_ALLOWED) && c->machine->mem_force);
}

/*
 * check_vma_flags(): VM_READ to read and VM_WRITE to write. FOLL_FORCE reads
 * without, and writes without where that makes a private copy.
 */
static bool not_permitted(const struct gup_call *c, const struct layout_part *p)
{
	if (!asks(c, D_WRITE))
		return !is(p, M_READ) && !forces(c);
	if (is(p, M_WRITE))
		return false;
	return !forces(c) || is(p, M_SHARED | M_NO_MAYWRITE);
}

int vma_refuses(const struct gup_call *c, const struct layout_part *p)
{
	/* VM_PFNMAP: there need not be a struct page. */
	if (is(p, M_HOLE) || is_pfnmap(c, p))
		return -EFAULT;

	/* FOLL_ANON: not even a private copy of a file's page. */
	if (asks(c, D_ANON_ONLY) && !is(p, M_ANON))
		return -EFAULT;

	/*
	 * A file system with DAX must be able to wait for the pin to end before
	 * it gives the block to another file. check_vma_flags() asks for that
	 * before it looks at the direction, so a read-only DAX mapping gives
	 * EOPNOTSUPP, too.
	 */
	if (is(p, M_FSDAX) && asks(c, D_LONGTERM) &&
	    has(c, C_GUP_FSDAX_EARLY))
		return -EOPNOTSUPP;

	/* memfd_secret(): the kernel itself does not map these pages. */
	if (is(p, M_SECRET))
		return -EFAULT;

	if (not_permitted(c, p))
		return -EFAULT;

	/*
	 * 8ac268436e6d: the device would write long after the file system was
	 * told that the page is clean. Covers P2PDMA memory, as kernfs_vm_ops
	 * has a page_mkwrite() (fs/kernfs/file.c).
	 */
	if (is(p, M_DIRTY_TRACKED) && asks(c, D_LONGTERM | D_WRITE) &&
	    has(c, C_GUP_DIRTY_TRACKED))
		return -EFAULT;
	return 0;
}

int page_refuses(const struct gup_call *c, const struct layout_part *p)
{
	/*
	 * The fault that would bring a page fails in a guard region and behind
	 * the end of a file.
	 */
	if (is(p, M_NO_PAGE))
		return -EFAULT;
	/*
	 * 4003f107fa2e: only with FOLL_PCI_P2PDMA. It refuses as well those who
	 * want no page, mlock() and MADV_POPULATE_*, and have no such flag.
	 */
	if (is(p, M_P2PDMA) && !takes_p2pdma(c) &&
	    (!(c->door->flags & D_NO_PAGE) || has(c, C_P2PDMA_POPULATE)))
		return -EREMOTEIO;
	return 0;
}

/*
 * Before 52650c8b466b, GUP looked for DAX among the pages that the slow path
 * had pinned, and gave all of them back if it found any; but not those that
 * GUP-fast had taken before.
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
static struct layout_part now(const struct gup_call *c, int page, int faulted)
{
	struct layout_part p = *at(c, page);

	if (page < faulted && p.state != STATE_WRITTEN)
		p.state = asks(c, D_WRITE) ? STATE_WRITTEN : STATE_READ;
	return p;
}

/* One call for what is left of the buffer, and how far it mapped pages. */
static struct gup_result call(const struct gup_call *c, int from, int *faulted)
{
	struct gup_result g = { 0 };
	struct layout_part p;
	int fast;

	/* What GUP-fast leaves, from its first refusal on, goes slowly. */
	for (fast = from; goes_fast(c) && fast < c->pages; fast++) {
		p = now(c, fast, *faulted);
		if (!fast_takes(c, &p))
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
