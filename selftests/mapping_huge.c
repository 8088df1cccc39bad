// SPDX-License-Identifier: GPL-2.0
/* Pages of large folios, mapped as a whole and page by page. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "file.h"
#include "prove.h"
#include "uapi.h"

/* From the middle: the folio's head, and what is beside the buffer, stay out. */
#define MIDDLE .before = 100, .pages = 4

static size_t huge_page_size(void)
{
	static size_t bytes;
	FILE *meminfo = bytes ? NULL : fopen("/proc/meminfo", "re");
	char line[128];
	size_t kib;

	if (!meminfo)
		return bytes ? bytes : (size_t)getpagesize();
	while (fgets(line, sizeof(line), meminfo))
		if (sscanf(line, "Hugepagesize: %zu kB", &kib) == 1)
			bytes = kib * 1024;
	fclose(meminfo);
	return bytes ? bytes : (size_t)getpagesize();
}

#define THP "/sys/kernel/mm/transparent_hugepage/"

static size_t thp_size(void)
{
	static size_t bytes;
	FILE *file = bytes ? NULL : fopen(THP "hpage_pmd_size", "re");

	if (file) {
		if (fscanf(file, "%zu", &bytes) != 1)
			bytes = 0;
		fclose(file);
	}
	return bytes ? bytes : (size_t)getpagesize();
}

static int make_hugetlb(struct part *part)
{
	if (mmap(part->at, part->len, mapping_prot(part->kind),
		 mapping_flags(part->kind) | MAP_ANONYMOUS | MAP_HUGETLB, -1,
		 0) == MAP_FAILED)
		return part_fail(part, "mmap");
	part->fill = FILL_ZERO;
	return 0;
}

/* There need not be one, or none for this process: the first touch tells. */
static int make_thp(struct part *part)
{
	char found[64] = "";

	if (mmap(part->at, part->len, mapping_prot(part->kind),
		 mapping_flags(part->kind) | MAP_ANONYMOUS, -1, 0) ==
	    MAP_FAILED)
		return part_fail(part, "mmap");
	if (madvise(part->at, part->len, MADV_HUGEPAGE))
		return part_fail(part, "MADV_HUGEPAGE");
	*(volatile char *)part->page = 0;
	part->fill = FILL_ZERO;
	errno = ENOMEM;
	return prove_folio(part, found, sizeof(found)) ?
		part_fail(part, found) : 0;
}

#define HUGETLB .props.flags = M_READ | M_WRITE | M_FILE | M_HUGETLB,	\
	.align = huge_page_size, .need.config = "HUGETLBFS",		\
	.proof = { .path = "/anon_hugepage", .vmflag = "ht" },		\
	.make = make_hugetlb

const struct mapping mappings_huge[] = {
	{
		.name = "hugetlb", .title = "a huge page of hugetlbfs",
		HUGETLB, .states = 1 << STATE_WRITTEN,
	}, {
		.name = "hugetlb_middle",
		.title = "pages from the middle of a huge page of hugetlbfs",
		HUGETLB, MIDDLE,
	}, {
		.name = "thp", .title = "pages of a transparent huge page",
		.props.flags = M_READ | M_WRITE | M_ANON,
		.traits = T_PREMAPPED, .align = thp_size, MIDDLE,
		.need.config = "TRANSPARENT_HUGEPAGE",
		.proof.path = "", .make = make_thp, .prove = prove_folio,
	}, {}
};
