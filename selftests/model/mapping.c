// SPDX-License-Identifier: GPL-2.0
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "model/mapping.h"

const struct mapping *mapping_find(const char *name)
{
	const struct mapping *const *family, *m;

	for (family = mapping_families; *family; family++)
		for (m = *family; m->name; m++)
			if (!strcmp(m->name, name))
				return m;
	return NULL;
}

size_t mapping_granule(const struct mapping *kind)
{
	return kind->align ? kind->align() : (size_t)getpagesize();
}

int mapping_pages(const struct mapping *kind)
{
	return kind->pages ? kind->pages : 1;
}

int mapping_before(const struct mapping *kind)
{
	return kind->before ? kind->before : 1;
}

size_t mapping_length(const struct mapping *kind)
{
	const size_t granule = mapping_granule(kind);
	const size_t need = (mapping_before(kind) + mapping_pages(kind) + 1) *
			    (size_t)getpagesize();

	return (need + granule - 1) / granule * granule;
}

int mapping_prot(const struct mapping *kind)
{
	return (kind->props.flags & M_READ ? PROT_READ : 0) |
	       (kind->props.flags & M_WRITE ? PROT_WRITE : 0);
}

int mapping_flags(const struct mapping *kind)
{
	return MAP_FIXED |
	       (kind->props.flags & M_SHARED ? MAP_SHARED : MAP_PRIVATE);
}
