// SPDX-License-Identifier: GPL-2.0
/* Memory that the kernel itself uses, mapped into the process. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "file.h"
#include "ring.h"

/* Where the vDSO's data lies, and how long it is; 0 when there is none. */
static size_t find_vvar(unsigned long *start)
{
	FILE *maps = fopen("/proc/self/maps", "re");
	unsigned long end = 0;
	char line[512];

	*start = 0;
	while (maps && fgets(line, sizeof(line), maps))
		if (strstr(line, "[vvar]") &&
		    sscanf(line, "%lx-%lx", start, &end) == 2)
			break;
	if (maps)
		fclose(maps);
	return *start ? end - *start : 0;
}

/* It comes as a whole. */
static size_t vvar_size(void)
{
	static size_t size;
	unsigned long start;

	if (!size)
		size = find_vvar(&start);
	return size ? size : (size_t)getpagesize();
}

/*
 * The vDSO's data can be moved but not split, so it is moved as a whole to
 * where the buffer is; the vDSO itself must not be called until it is back.
 */
static int make_vvar(struct part *part)
{
	unsigned long start;
	const size_t size = find_vvar(&start);

	errno = ENOENT;
	if (!size || size > part->len)
		return part_fail(part, "[vvar]");
	part->len = size;
	/* Its page comes with the first touch, and only to the process itself. */
	*(volatile char *)start;
	if (mremap((void *)start, size, size, MREMAP_MAYMOVE | MREMAP_FIXED,
		   part->at) == MAP_FAILED)
		return part_fail(part, "mremap");
	part->home = (void *)start;
	return 0;
}

/*
 * From 6.4 on the kernel alone chooses where a ring is mapped. So the place
 * is made free and mappings are made until that is the highest hole left:
 * those that landed in holes above fill them until then.
 */
#define HOLES 16

static int map_where_free(struct part *part)
{
	void *at[HOLES];
	int i, nr = 0;

	munmap(part->at, part->len);
	do
		at[nr] = mmap(NULL, part->len, mapping_prot(part->kind),
			      MAP_SHARED | MAP_POPULATE, part->fd,
			      IORING_OFF_SQES);
	while (at[nr] != MAP_FAILED && at[nr] != part->at && ++nr < HOLES);
	if (nr == HOLES)
		errno = EADDRINUSE;
	for (i = 0; i < nr; i++)
		munmap(at[i], part->len);
	if (nr == HOLES || at[nr] == MAP_FAILED)
		return part_fail(part, "mmap");
	return 0;
}

/* The submission queue entries: only the process writes to them. */
static int make_ring(struct part *part)
{
	struct io_uring_params params = { 0 };
	const unsigned int entries =
		part->len / sizeof(struct io_uring_sqe);

	part->fd = ring_setup(entries, &params);
	if (part->fd < 0)
		return part_fail(part, "io_uring_setup");
	part->fill = FILL_ZERO;
	return map_where_free(part);
}

/* A ring has a power of two of entries, and some kernels map all or nothing. */
static size_t ring_granule(void)
{
	return 4 * getpagesize();
}

const struct mapping mappings_kernel[] = {
	{
		.name = "vvar", .title = "the vDSO's data",
		.props = { .flags = M_READ | M_NO_MAYWRITE | M_NO_OWNER,
			   .pfnmap_until = C_VVAR_MIXEDMAP },
		.traits = T_PAIRED | T_RIGHT_ONLY | T_VOLATILE | T_PREMAPPED,
		.align = vvar_size,
		.proof.path = "[vvar]", .make = make_vvar,
	}, {
		.name = "ring", .title = "the entries of an io_uring",
		.props = { .flags = M_READ | M_WRITE | M_SHARED | M_FILE |
				    M_NO_OWNER,
			   .pfnmap_until = C_IO_URING_RING_PAGES },
		.traits = T_PAIRED | T_RING | T_PREMAPPED, .align = ring_granule,
		.need.config = "IO_URING",
		.proof.path = "anon_inode:[io_uring]", .make = make_ring,
	}, {}
};
