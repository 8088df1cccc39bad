/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the specification may look at of mappings, of doors and of the machine.
 */
#ifndef PINCER_PROPERTIES_H
#define PINCER_PROPERTIES_H

#include <stdbool.h>
#include <stddef.h>

#include "model/history.h"

/* Properties of a mapping: what its VMA says and what its pages are. */
enum {
	M_READ		= 1 << 0,	/* VM_READ */
	M_WRITE		= 1 << 1,	/* VM_WRITE */
	M_SHARED	= 1 << 2,	/* VM_SHARED */
	M_FILE		= 1 << 3,	/* the VMA has a vm_file */
	M_SHMEM		= 1 << 4,	/* ... on shmem */
	M_HUGETLB	= 1 << 5,	/* ... on hugetlbfs */
	M_DIRTY_TRACKED	= 1 << 6,	/* a write fault must notify the file */
	M_FSDAX		= 1 << 7,	/* file system DAX */
	M_SECRET	= 1 << 8,	/* memfd_secret() */
	M_P2PDMA	= 1 << 9,	/* pages of a PCI device */
	M_PFNMAP	= 1 << 10,	/* VM_PFNMAP or VM_IO */
	M_NO_PAGE	= 1 << 11,	/* guarded, or behind the end of the file */
	M_HOLE		= 1 << 12,	/* no VMA at all */
	M_NO_MAYWRITE	= 1 << 13,	/* lacks VM_MAYWRITE: not even by force */
	M_NO_OWNER	= 1 << 14,	/* pages of the kernel, in no address space */
	M_ANON		= 1 << 15,	/* the VMA is anonymous */
	M_DEVICE	= 1 << 16,	/* ZONE_DEVICE: pages in a device's map */
};

/**
 * struct mapping_props - what the specification knows of a mapping
 * @flags: M_*
 * @pfnmap_until: the commit that turned a VM_PFNMAP area into one with
 *	ordinary pages, or C_NONE
 * @pfnmap_since: the commit that did the opposite, or C_NONE
 */
struct mapping_props {
	unsigned int flags;
	enum commit_id pfnmap_until;
	enum commit_id pfnmap_since;
};

/* Properties of a door: how it calls GUP, and what it makes of the answer. */
enum {
	D_WRITE		= 1 << 0,	/* FOLL_WRITE: data goes to the buffer */
	D_LONGTERM	= 1 << 1,	/* FOLL_LONGTERM */
	D_NO_GUP	= 1 << 2,	/* the CPU copies, nothing is pinned */
	D_P2PDMA_QUEUE	= 1 << 3,	/* FOLL_PCI_P2PDMA: the queue takes it */
	D_P2PDMA_OWNER	= 1 << 4,	/* ... and the pages are the device's own */
	D_FILE_POLICY	= 1 << 5,	/* has had rules of its own on vm_file */
	D_SLOW		= 1 << 6,	/* never GUP-fast */
	D_FORCE		= 1 << 7,	/* FOLL_FORCE */
	D_FORCE_ALLOWED	= 1 << 8,	/* ... where the machine allows it */
	D_ACCESS	= 1 << 9,	/* what GUP refuses is asked of the driver */
	D_FUTEX_KEY	= 1 << 10,	/* wants to know whose the page is */
	D_POPULATE	= 1 << 11,	/* wants pages mapped, by madvise() */
	D_LOCK		= 1 << 12,	/* ... by mlock() */
	D_P2PDMA_SWITCH	= 1 << 13,	/* a switch leads to the pages */
	D_PARTIAL_ONLY_EFAULT	= 1 << 14,	/* no other error makes it partial */
	D_REPINS	= 1 << 15,	/* pins again what it has pinned */
	D_NO_DEVICE	= 1 << 16,	/* no device gets the pages */
	D_ANON_ONLY	= 1 << 17,	/* FOLL_ANON: nothing that a file is behind */
	D_RETRIES_REST		= 1 << 18,	/* calls again for what it did not get */
	D_SHORT_AT_BIO_END	= 1 << 19,	/* is short where one to a disk ends */
	D_NO_PAGE	= D_POPULATE | D_LOCK,
	D_NO_DATA	= D_NO_PAGE | D_FUTEX_KEY,
};

/**
 * enum partial - what a door makes of fewer pages than it asked for
 * @PARTIAL_SHORT: returns the bytes it got
 * @PARTIAL_REFUSED: gives them back and returns an error, maybe of its own
 * @PARTIAL_ERRNO: returns the error of the first bad page, although what came
 *	before it may have been transferred
 * @PARTIAL_COPY: transfers them and lets the CPU copy the rest
 */
enum partial { PARTIAL_SHORT, PARTIAL_REFUSED, PARTIAL_ERRNO, PARTIAL_COPY };

/**
 * struct door_props - what the specification knows of a door
 * @flags: D_*
 * @partial: what becomes of a partial pin
 * @partial_error: the errno of PARTIAL_REFUSED, 0 for that of GUP
 * @pages_max: with PARTIAL_SHORT, how many pages it takes; 0 for all
 * @error: the errno that takes the place of whatever GUP says, or 0
 * @short_until: the commit that made it PARTIAL_ERRNO, where it returned the
 *	bytes it got before; C_NONE: it always has been what it is
 * @forced_until: the commit that made it ask for no more than it wants, where
 *	it asked as if to write, with FOLL_FORCE; C_NONE: it always has
 * @success_is_zero: returns 0 rather than a number of bytes
 * @fast_since: the commit that made it use GUP-fast; C_NONE: it always has,
 *	or never, if D_SLOW says so
 * @errno_since: the commit that made it say where and why GUP stopped, where
 *	it said EIO of the whole before; C_NONE: it always has
 * @copies_since: the commit that made the kernel put a buffer of its own between
 *	the device and the memory; C_NONE: it never does
 * @p2pdma_since: with D_P2PDMA_QUEUE, the commit that made the queue take it;
 *	C_NONE: since there is such memory
 */
struct door_props {
	unsigned int flags;
	enum partial partial;
	int partial_error;
	int error;
	int pages_max;
	bool success_is_zero;
	enum commit_id short_until;
	enum commit_id forced_until;
	enum commit_id fast_since;
	enum commit_id errno_since;
	enum commit_id copies_since;
	enum commit_id p2pdma_since;
};

/** enum state - what happened to the pages of the buffer before */
enum state { STATE_UNTOUCHED, STATE_READ, STATE_WRITTEN };

/** struct machine - what the machine adds: neither history nor contract */
struct machine {
	size_t page_size;	/* bytes */
	bool gup_fast;		/* the architecture has GUP-fast */
	bool mem_force;		/* /proc/PID/mem overrides permissions */
	bool p2p_bridge;	/* peers may reach each other over the root */
};

#endif
