// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/build_layout.h"
#include "memory/pattern.h"
#include "memory/verify.h"
#include "memory/mappings.h"
#include "model/strings.h"

/*
 * The address where the parts meet is a multiple of what the part with the
 * strictest alignment comes in; the longest fits on both sides of it.
 */
static char *reserve_boundary(const struct layout *l, struct attempt *a)
{
	size_t granule = getpagesize(), length = 0;
	char *at;
	int i;

	for (i = 0; i < l->nr; i++) {
		if (granule < mapping_granule(l->part[i].kind))
			granule = mapping_granule(l->part[i].kind);
		if (length < mapping_length(l->part[i].kind))
			length = mapping_length(l->part[i].kind);
	}
	length = (length + granule - 1) / granule * granule;
	a->reserved_len = 2 * length + granule;
	at = mmap(NULL, a->reserved_len, PROT_NONE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (at == MAP_FAILED)
		return NULL;
	a->reserved = at;
	at += granule - 1;
	at -= (uintptr_t)at % granule;
	return at + length;
}

/* One part begins at the boundary; of two, the left one ends there. */
static void place(struct part *part, char *boundary, int index, int nr)
{
	const size_t page = getpagesize();

	part->fd = -1;
	part->len = mapping_length(part->kind);
	if (nr == 1) {
		part->at = boundary;
		part->page = boundary;
		if (!(part->kind->traits & T_RIGHT_ONLY))
			part->page += mapping_before(part->kind) * page;
	} else if (!index) {
		part->at = boundary - part->len;
		part->page = boundary - part->pages * page;
	} else {
		part->at = boundary;
		part->page = boundary;
	}
}

int build_layout(const struct layout *l, struct attempt *a,
		 struct part **failed)
{
	char *boundary = reserve_boundary(l, a);
	int ret;

	*failed = NULL;
	if (!boundary)
		return attempt_setup_error(a, "reserving addresses");
	while (a->nr < l->nr) {
		struct part *part = &a->part[a->nr];

		part->kind = l->part[a->nr].kind;
		part->pages = l->part[a->nr].pages;
		part->left = a->nr ? part - 1 : NULL;
		place(part, boundary, a->nr++, l->nr);
		ret = part->kind->make(part);
		if (ret) {
			*failed = part;
			return ret;
		}
	}
	a->buf = a->part[0].page;
	return 0;
}

/*
 * An O_DIRECT read unpins its destination some time after it has returned. A
 * DAX file must not go before that, and up to 6.14 only truncate() waits.
 */
static void wait_for_pages(const struct attempt *a, struct part *part)
{
	if (part->kind->props.flags & M_FSDAX &&
	    (a->contract->props->flags & (D_WRITE | D_NO_GUP)) == D_WRITE &&
	    ftruncate(part->fd, 0))
		part_fail(part, "ftruncate");
}

void layout_close_files(struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++) {
		if (a->part[i].fd < 0)
			continue;
		wait_for_pages(a, &a->part[i]);
		close(a->part[i].fd);
	}
}

void layout_undo(struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++) {
		struct part *part = &a->part[i];

		if (part->home)
			mremap(part->at, part->len, part->len,
			       MREMAP_MAYMOVE | MREMAP_FIXED, part->home);
	}
	layout_close_files(a);
	attempt_free_memory(a);
	if (a->reserved)
		munmap(a->reserved, a->reserved_len);
	a->nr = 0;
	a->reserved = NULL;
}

int layout_verify(const struct attempt *a, char *text, size_t size)
{
	int i, ret;

	text[0] = '\0';
	for (i = 0; i < a->nr; i++) {
		size_t used;

		string_append_item(text, size, "; ", "%s: ",
				   a->part[i].kind->name);
		used = strlen(text);
		ret = mapping_verify(&a->part[i], text + used, size - used);
		if (ret)
			return ret;
	}
	return 0;
}

/* pagemap: touched pages are present, copies are of no file, others are not. */
static int verify_page(const struct part *part, const char *page, bool touched,
		       bool written, char *text, size_t size)
{
	const unsigned int flags = part->kind->props.flags;
	uint64_t entry;

	if (pagemap_entry(page, &entry))
		return verify_fail(text, size, "cannot read pagemap");
	if (touched != !!(entry & PAGE_PRESENT))
		return verify_fail(text, size, "its page is %s mapped",
				    touched ? "not" : "already");
	if (written && !(flags & M_SHARED) && entry & PAGE_OF_FILE)
		return verify_fail(text, size, "its page is no copy");
	return 0;
}

int part_apply_state(struct part *part, enum state state, char *text,
		     size_t size)
{
	const unsigned int flags = part->kind->props.flags;
	const bool written = state == STATE_WRITTEN && flags & M_WRITE;
	const bool read = state == STATE_READ && flags & M_READ;
	const size_t page = getpagesize();
	int i, ret = 0;

	if (part->kind->traits & T_NO_CPU)
		return 0;
	for (i = 0; i < part->pages && read; i++)
		*(volatile char *)(part->page + i * page);
	if (written)
		pattern_fill_part(part);
	if (part->kind->traits & T_PREMAPPED || flags & M_HOLE)
		return 0;
	for (i = 0; i < part->pages && !ret; i++)
		ret = verify_page(part, part->page + i * page, read || written,
				 written, text, size);
	return ret;
}

int layout_apply_state(struct attempt *a, const struct layout *l, char *text,
		       size_t size)
{
	int i, ret = 0;

	for (i = 0; i < a->nr && !ret; i++)
		ret = part_apply_state(&a->part[i], l->part[i].state, text,
				       size);
	return ret;
}
