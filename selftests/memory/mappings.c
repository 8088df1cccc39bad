// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "memory/mappings.h"
#include "memory/verify.h"

const struct mapping *const mapping_families[] = {
#define MAPPINGS(name) mappings_##name,
	MAPPING_FAMILIES(MAPPINGS)
	NULL
};

int mapping_verify(const struct part *part, char *text, size_t size)
{
	const struct mapping *kind = part->kind;
	int ret = 0;

	text[0] = '\0';
	if (!(kind->props.flags & M_HOLE))
		ret = verify_vma(part, text, size);
	if (!ret && kind->proof.magic)
		ret = verify_fs(part, text, size);
	if (!ret && kind->verify)
		ret = kind->verify(part, text, size);
	return ret;
}

int part_fail(struct part *part, const char *what)
{
	const int error = errno ? errno : EINVAL;

	snprintf(part->why, sizeof(part->why), "%s: %s: %s", part->kind->name,
		 what, strerror(error));
	return -error;
}
