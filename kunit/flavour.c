// SPDX-License-Identifier: GPL-2.0
#include "flavour.h"

#include <linux/kernel.h>

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
