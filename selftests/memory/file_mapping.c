// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "memory/file_mapping.h"
#include "memory/mappings.h"

int file_mapping_map(struct part *part, int flags, size_t offset)
{
	flags |= mapping_flags(part->kind);
	if (mmap(part->at, part->len, mapping_prot(part->kind), flags,
		 part->fd, offset) == MAP_FAILED)
		return part_fail(part, "mmap");
	if (part->fill == FILL_UNKNOWN)
		part->fill = FILL_PATTERN;
	return 0;
}

int file_mapping_open(struct part *part)
{
	const char *dir = getenv(part->kind->need.env);

	errno = ENOENT;
	if (!dir)
		return part_fail(part, part->kind->need.env);
	part->fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (part->fd < 0)
		return part_fail(part, dir);
	if (pattern_fill_file(part->fd, 0, part->len))
		return part_fail(part, "write");
	return 0;
}

int file_mapping_make(struct part *part)
{
	const int ret = file_mapping_open(part);

	return ret ? ret : file_mapping_map(part, 0, 0);
}
