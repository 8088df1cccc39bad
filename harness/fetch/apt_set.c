// SPDX-License-Identifier: GPL-2.0
/* The packages that a kernel or a source consists of. */
#include "fetch/apt_set.h"

long apt_set_size(const struct apt_set *set)
{
	long size = 0;

	for (int i = 0; i < set->nr; i++)
		size += set->package[i].size;
	return size;
}
