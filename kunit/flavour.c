// SPDX-License-Identifier: GPL-2.0
#include "flavour.h"

#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/string.h>

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
		  unsigned int direction, struct test_iter *ti)
{
	memset(ti, 0, sizeof(*ti));
	ti->flavour = flavour;
	if (!flavour->build || (flavour->dest_only && direction != READ))
		return -EOPNOTSUPP;
	return flavour->build(test, ti, direction);
}

void flavour_release(struct test_iter *ti)
{
	if (ti->flavour->release)
		ti->flavour->release(ti);
	while (ti->nr_pages)
		__free_pages(ti->page[--ti->nr_pages], ti->order);
}
