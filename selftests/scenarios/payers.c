// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "model/array_size.h"
#include "scenarios/payer.h"

const struct payer *payer_find(const char *name)
{
	const struct payer *const tables[] = {
		payers_io_uring, payers_net, payers_device, payers_mlock,
		payers_file,
	};
	const struct payer *p;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(tables); i++)
		for (p = tables[i]; p->name; p++)
			if (!strcmp(p->name, name))
				return p;
	return NULL;
}
