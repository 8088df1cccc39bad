// SPDX-License-Identifier: GPL-2.0
/* Memory of PCI devices: with struct pages and without. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "memory/pattern.h"
#include "memory/file_mapping.h"
#include "memory/mappings.h"

static int map_sysfs_file(struct part *part)
{
	const char *path = getenv(part->kind->need.env);

	errno = ENOENT;
	if (!path)
		return part_fail(part, part->kind->need.env);
	part->fd = open(path, O_RDWR | O_CLOEXEC);
	if (part->fd < 0)
		return part_fail(part, path);
	return file_mapping_map(part, 0, 0);
}

/* Never filled: an access to a register may change the device. */
static int make_bar(struct part *part)
{
	part->fill = FILL_UNKNOWN;
	return map_sysfs_file(part);
}

/* Fresh from the pool it holds any data; mmap() maps all of its pages. */
static int make_p2pmem(struct part *part)
{
	const int ret = map_sysfs_file(part);

	if (!ret)
		pattern_fill_part(part);
	return ret;
}

/*
 * mmap() elsewhere and mremap() to here: move_page_tables() alone has put the
 * PTEs here.
 */
static int make_p2pmem_moved(struct part *part)
{
	struct part elsewhere = *part;
	int ret;

	elsewhere.at = mmap(NULL, part->len, PROT_NONE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (elsewhere.at == MAP_FAILED)
		return part_fail(part, "mmap");
	ret = map_sysfs_file(&elsewhere);
	part->fd = elsewhere.fd;
	memcpy(part->why, elsewhere.why, sizeof(part->why));
	if (!ret && mremap(elsewhere.at, part->len, part->len,
			   MREMAP_MAYMOVE | MREMAP_FIXED, part->at) ==
	    MAP_FAILED)
		ret = part_fail(part, "mremap");
	if (ret)
		munmap(elsewhere.at, part->len);
	else
		pattern_fill_part(part);
	return ret;
}

#define SHARED (M_READ | M_WRITE | M_SHARED | M_FILE)

const struct mapping mappings_device[] = {
	{
		.name = "bar", .title = "a BAR of a PCI device, PFN-mapped",
		.props.flags = SHARED | M_PFNMAP,
		.traits = T_PAIRED | T_NO_CPU | T_PREMAPPED,
		.need = { .config = "PCI", .env = "PINCER_BAR" },
		.proof = { .path = "/sys/", .vmflag = "pf" },
		.make = make_bar,
	}, {
		.name = "p2pmem", .title = "P2PDMA memory of an NVMe's CMB",
		.props.flags = SHARED | M_DIRTY_TRACKED | M_P2PDMA |
			       M_DEVICE,
		.traits = T_PAIRED | T_PREMAPPED,
		.need = { .config = "PCI_P2PDMA", .feature = C_P2PDMA_MMAP,
			  .env = "PINCER_P2PMEM" },
		.proof = { .path = "/sys/", .vmflag = "mm" },
		.make = make_p2pmem,
	}, {
		.name = "p2pmem_moved", .title = "P2PDMA memory after mremap()",
		.props.flags = SHARED | M_DIRTY_TRACKED | M_P2PDMA |
			       M_DEVICE,
		.traits = T_PREMAPPED,
		.need = { .config = "PCI_P2PDMA", .feature = C_P2PDMA_MMAP,
			  .env = "PINCER_P2PMEM" },
		.proof = { .path = "/sys/", .vmflag = "mm" },
		.make = make_p2pmem_moved,
	}, {}
};
