/* SPDX-License-Identifier: GPL-2.0 */
/* GUP within the specification: what its files share with each other. */
#ifndef PINCER_SPEC_GUP_H
#define PINCER_SPEC_GUP_H

#include "model/layout.h"

/**
 * struct gup_call - one call of GUP: everything the rules may look at
 * @pages: of the whole buffer
 */
struct gup_call {
	const struct layout *layout;
	const struct door_props *door;
	const struct history *h;
	const struct machine *machine;
	int pages;
};

/** struct gup_result - what GUP answers: pages taken, and why it stopped */
struct gup_result {
	int pages;
	int error;
};

static inline bool has(const struct gup_call *c, enum commit_id id)
{
	return c->h->has[id];
}

static inline bool asks(const struct gup_call *c, unsigned int flags)
{
	return (c->door->flags & flags) == flags;
}

static inline bool is(const struct layout_part *p, unsigned int any_of)
{
	return p->kind->props.flags & any_of;
}

/** at() - the mapping that a page of the buffer belongs to */
static inline const struct layout_part *at(const struct gup_call *c, int page)
{
	const struct layout_part *p = c->layout->part;

	while (page >= p->pages)
		page -= p++->pages;
	return p;
}

/** takes_p2pdma() - whether the door asks for memory of a PCI device */
static inline bool takes_p2pdma(const struct gup_call *c)
{
	return asks(c, D_P2PDMA_QUEUE) &&
	       (!c->door->p2pdma_since || has(c, c->door->p2pdma_since));
}

/** gup() - the whole call, fast and slow */
struct gup_result gup(const struct gup_call *c);

/** vma_refuses() - the slow path, first half: may this VMA be pinned at all? */
int vma_refuses(const struct gup_call *c, const struct layout_part *p);

/** page_refuses() - the slow path, second half: may this page be taken? */
int page_refuses(const struct gup_call *c, const struct layout_part *p);

/** is_pfnmap() - whether a mapping is of bare page frames on this kernel */
bool is_pfnmap(const struct gup_call *c, const struct layout_part *p);

/**
 * page_callers_refuse() - what a door that moves no data makes of a buffer
 * @c: the call; its door has one of D_NO_DATA
 *
 * Return: 0, or the errno of the first page that it cannot have.
 */
int page_callers_refuse(const struct gup_call *c);

#endif
