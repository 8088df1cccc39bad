// SPDX-License-Identifier: GPL-2.0
#include "flavour.h"

#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>

#include "user_mm.h"

static const struct flavour *const tables[] = {
	flavours_user, flavours_kernel, flavours_folio,
};

const struct flavour *flavour_at(unsigned int number)
{
	const struct flavour *f;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(tables); i++)
		for (f = tables[i]; f->name; f++)
			if (!number--)
				return f;
	return NULL;
}

int flavour_build(struct kunit *test, const struct flavour *flavour,
		  unsigned int direction, struct built *built)
{
	memset(built, 0, sizeof(*built));
	built->flavour = flavour;
	if (flavour->dest_only && direction != READ)
		return -EOPNOTSUPP;
	return flavour->build(test, built, direction);
}

void flavour_release(struct kunit *test, struct built *built)
{
	if (built->flavour->release)
		built->flavour->release(built);
	while (built->nr_pages)
		__free_pages(built->page[--built->nr_pages], built->order);
}

const char *flavour_why(const struct built *built)
{
	return built->why ?: "this kernel has no such iterator";
}

const struct piece *flavour_find(const struct built *built, size_t at,
				 size_t *in)
{
	unsigned int i;

	for (i = 0; i < built->nr_pieces; i++) {
		if (at < built->piece[i].length) {
			*in = at;
			return &built->piece[i];
		}
		at -= built->piece[i].length;
	}
	return NULL;
}

int built_pages(struct built *built, unsigned int nr, unsigned int order)
{
	built->order = order;
	while (built->nr_pages < nr) {
		struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP |
						__GFP_ZERO, order);

		if (!page)
			return -ENOMEM;
		built->page[built->nr_pages++] = page;
	}
	return 0;
}

void built_piece(struct built *built, struct page *page, size_t offset,
		 size_t length, unsigned int segment)
{
	while (length) {
		struct piece *piece = &built->piece[built->nr_pieces++];
		size_t in = offset % PAGE_SIZE;

		piece->page = page ? page + offset / PAGE_SIZE : NULL;
		piece->offset = in;
		piece->length = min_t(size_t, length, PAGE_SIZE - in);
		piece->segment = segment;
		offset += piece->length;
		length -= piece->length;
		built->length += piece->length;
	}
}
