// SPDX-License-Identifier: GPL-2.0
/* Anonymous memory, guard regions and holes. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/file_mapping.h"
#include "memory/verify.h"
#include "lib/uapi.h"
#include "memory/mappings.h"

static int map_anon(struct part *part, int flags)
{
	flags |= mapping_flags(part->kind) | MAP_ANONYMOUS;
	if (mmap(part->at, part->len, mapping_prot(part->kind), flags, -1,
		 0) == MAP_FAILED)
		return part_fail(part, "mmap");
	part->fill = FILL_ZERO;
	return 0;
}

static int make_anon(struct part *part)
{
	return map_anon(part, 0);
}

/* An anonymous VMA with vm_file. */
static int make_dev_zero(struct part *part)
{
	part->fd = open("/dev/zero", O_RDWR | O_CLOEXEC);
	if (part->fd < 0)
		return part_fail(part, "/dev/zero");
	part->fill = FILL_ZERO;
	return file_mapping_map(part, 0, 0);
}

static int make_guard(struct part *part)
{
	const int ret = make_anon(part);

	if (!ret && madvise(part->at, part->len, MADV_GUARD_INSTALL))
		return part_fail(part, "MADV_GUARD_INSTALL");
	return ret;
}

static int make_hole(struct part *part)
{
	if (munmap(part->at, part->len))
		return part_fail(part, "munmap");
	return 0;
}

static int verify_hole(const struct part *part, char *text, size_t size)
{
	if (!msync(part->page, getpagesize(), MS_ASYNC) || errno != ENOMEM)
		return verify_fail(text, size, "something is mapped there");
	return verify_note(text, size, "nothing is mapped there");
}

const struct mapping mappings_anon[] = {
	{
		.name = "anon", .title = "anonymous private memory",
		.props.flags = M_READ | M_WRITE | M_ANON,
		.states = 1 << STATE_READ | 1 << STATE_WRITTEN,
		.proof.path = "", .make = make_anon,
	}, {
		.name = "anon_ro", .title = "anonymous memory, read-only",
		.props.flags = M_READ | M_ANON, .traits = T_PAIRED,
		.proof.path = "", .make = make_anon,
	}, {
		.name = "anon_none", .title = "anonymous memory, PROT_NONE",
		.props.flags = M_ANON, .traits = T_PAIRED,
		.proof.path = "", .make = make_anon,
	}, {
		.name = "shared_anon", .title = "anonymous shared memory",
		.props.flags = M_READ | M_WRITE | M_SHARED | M_FILE | M_SHMEM,
		.states = 1 << STATE_WRITTEN,
		.proof.path = "/dev/zero (deleted)", .make = make_anon,
	}, {
		.name = "dev_zero", .title = "/dev/zero, mapped privately",
		.props.flags = M_READ | M_WRITE | M_FILE | M_ANON,
		.proof.path = "/dev/zero", .make = make_dev_zero,
	}, {
		.name = "guard", .title = "a guard region in anonymous memory",
		.props.flags = M_READ | M_WRITE | M_NO_PAGE | M_ANON,
		.traits = T_PAIRED,
		.need.feature = C_GUARD_REGIONS,
		.proof.path = "", .make = make_guard, .verify = verify_no_page,
	}, {
		.name = "hole", .title = "an address range with no mapping",
		.props.flags = M_HOLE, .traits = T_PAIRED,
		.make = make_hole, .verify = verify_hole,
	}, {}
};
