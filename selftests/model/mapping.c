// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "model/mapping.h"
#include "memory/prove.h"

const struct mapping *const mapping_families[] = {
	mappings_anon, mappings_file, mappings_dax, mappings_device,
	mappings_huge, mappings_kernel, NULL
};

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

int mapping_prove(const struct part *part, char *text, size_t size)
{
	const struct mapping *kind = part->kind;
	int ret = 0;

	text[0] = '\0';
	if (!(kind->props.flags & M_HOLE))
		ret = prove_vma(part, text, size);
	if (!ret && kind->proof.magic)
		ret = prove_fs(part, text, size);
	if (!ret && kind->prove)
		ret = kind->prove(part, text, size);
	return ret;
}

int part_fail(struct part *part, const char *what)
{
	const int error = errno ? errno : EINVAL;

	snprintf(part->why, sizeof(part->why), "%s: %s: %s", part->kind->name,
		 what, strerror(error));
	return -error;
}
