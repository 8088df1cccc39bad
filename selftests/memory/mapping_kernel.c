// SPDX-License-Identifier: GPL-2.0
/* Memory that the kernel allocates for itself and maps into the process. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/if_packet.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "memory/file_mapping.h"
#include "lib/ring.h"
#include "memory/mappings.h"

/* Bytes of the vDSO's data, 0 without one; @start receives its address. */
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

/* special_mapping's split() fails: only all of it can be moved. */
static size_t vvar_size(void)
{
	static size_t size;
	unsigned long start;

	if (!size)
		size = find_vvar(&start);
	return size ? size : (size_t)getpagesize();
}

/*
 * mremap() of [vvar] moves all of it to the buffer; until it is moved back, no
 * function of the vDSO may be called.
 */
static int make_vvar(struct part *part)
{
	unsigned long start;
	const size_t size = find_vvar(&start);

	errno = ENOENT;
	if (!size || size > part->len)
		return part_fail(part, "[vvar]");
	part->len = size;
	/* A page fault by the process maps the page, one by GUP does not. */
	*(volatile char *)start;
	if (mremap((void *)start, size, size, MREMAP_MAYMOVE | MREMAP_FIXED,
		   part->at) == MAP_FAILED)
		return part_fail(part, "mremap");
	part->home = (void *)start;
	/* Reserve its old place: layout_undo() moves it back. */
	if (mmap(part->home, size, PROT_NONE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) !=
	    part->home)
		return part_fail(part, "mmap");
	return 0;
}

/*
 * From 6.4 on io_uring_get_unmapped_area() ignores the address. So the buffer's
 * place is unmapped, and mmap() repeated until that is the highest hole: the
 * mappings that land in higher holes fill these.
 */
#define HOLES 16

static int map_where_free(struct part *part)
{
	void *in_hole[HOLES], *at = NULL;
	int nr;

	munmap(part->at, part->len);
	for (nr = 0; nr < HOLES; in_hole[nr++] = at) {
		at = mmap(NULL, part->len, mapping_prot(part->kind),
			  MAP_SHARED | MAP_POPULATE, part->fd,
			  IORING_OFF_SQES);
		if (at == MAP_FAILED || at == part->at)
			break;
		errno = EADDRINUSE;
	}
	while (nr--)
		munmap(in_hole[nr], part->len);
	return at == part->at ? 0 : part_fail(part, "mmap");
}

/* The submission queue entries, which the kernel does not write. */
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

/* A power of two of entries; some kernels refuse to map a part of a ring. */
static size_t ring_granule(void)
{
	return 4 * getpagesize();
}

/*
 * struct perf_event_mmap_page of a PERF_COUNT_SW_DUMMY event, which the kernel
 * does not write to. The data pages behind it, a power of two, are read-only to
 * GUP.
 */
static int make_perf_ring(struct part *part)
{
	struct perf_event_attr attr = {
		.size = sizeof(attr), .type = PERF_TYPE_SOFTWARE,
		.config = PERF_COUNT_SW_DUMMY, .disabled = 1,
	};

	part->fd = syscall(SYS_perf_event_open, &attr, 0, -1, -1,
			   PERF_FLAG_FD_CLOEXEC);
	if (part->fd < 0)
		return part_fail(part, "perf_event_open");
	if (mmap(part->at, part->len, mapping_prot(part->kind),
		 mapping_flags(part->kind), part->fd, 0) == MAP_FAILED)
		return part_fail(part, "mmap");
	/* Some kernels map it by mmap(), others by a page fault. */
	*(volatile char *)part->at;
	return 0;
}

/* PACKET_RX_RING of a socket with protocol 0, which receives no frame. */
static int make_packet_ring(struct part *part)
{
	const struct tpacket_req ring = {
		.tp_block_size = part->len, .tp_block_nr = 1,
		.tp_frame_size = getpagesize(),
		.tp_frame_nr = part->len / getpagesize(),
	};

	part->fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	if (part->fd < 0)
		return part_fail(part, "socket(AF_PACKET)");
	if (setsockopt(part->fd, SOL_PACKET, PACKET_RX_RING, &ring,
		       sizeof(ring)))
		return part_fail(part, "PACKET_RX_RING");
	part->fill = FILL_ZERO;
	return file_mapping_map(part, 0, 0);
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
	}, {
		.name = "perf_ring", .title = "the first page of perf's ring",
		.props = { .flags = M_READ | M_WRITE | M_SHARED | M_FILE |
				    M_DIRTY_TRACKED,
			   .pfnmap_since = C_PERF_PFNMAP },
		.traits = T_PAIRED | T_RIGHT_ONLY | T_VOLATILE | T_PREMAPPED,
		.need.config = "PERF_EVENTS",
		.proof.path = "anon_inode:[perf_event]",
		.make = make_perf_ring,
	}, {
		.name = "packet_ring", .title = "a ring of received packets",
		.props.flags = M_READ | M_WRITE | M_SHARED | M_FILE |
			       M_NO_OWNER,
		.traits = T_PAIRED | T_PREMAPPED, .align = ring_granule,
		.need.config = "PACKET",
		.proof.path = "socket:[", .make = make_packet_ring,
	}, {}
};
