// SPDX-License-Identifier: GPL-2.0
/* Pages of large folios, mapped by PMDs and by PTEs. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/read_file.h"
#include "memory/pattern.h"
#include "memory/file_mapping.h"
#include "memory/verify.h"
#include "lib/uapi.h"
#include "memory/mappings.h"

/* Tail pages only: the folio's head is neither in the buffer nor beside it. */
#define MIDDLE .before = 100, .pages = 2

/* A page where the kernel does not tell; a failed read is repeated. */
static size_t size_or_page(long bytes)
{
	return bytes > 0 ? bytes : getpagesize();
}

static size_t huge_page_size(void)
{
	static long bytes;

	if (bytes <= 0)
		bytes = 1024 * read_number_after("/proc/meminfo",
						 "Hugepagesize:");
	return size_or_page(bytes);
}

static size_t thp_size(void)
{
	static long bytes;

	if (bytes <= 0)
		bytes = read_number("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size");
	return size_or_page(bytes);
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

/* The page fault falls back to small folios when no large one is free. */
static int got_folio(struct part *part)
{
	char found[64] = "";

	errno = ENOMEM;
	return verify_folio(part, found, sizeof(found)) ?
		part_fail(part, found) : 0;
}

static int make_thp(struct part *part)
{
	if (mmap(part->at, part->len, mapping_prot(part->kind),
		 mapping_flags(part->kind) | MAP_ANONYMOUS, -1, 0) ==
	    MAP_FAILED)
		return part_fail(part, "mmap");
	if (madvise(part->at, part->len, MADV_HUGEPAGE))
		return part_fail(part, "MADV_HUGEPAGE");
	*(volatile char *)part->page = 0;
	part->fill = FILL_ZERO;
	return got_folio(part);
}

/* Whether this process alone maps the page, and the page before it too. */
static bool shares_head_only(const struct part *part)
{
	uint64_t before, page;

	return !pagemap_entry(part->page - getpagesize(), &before) &&
	       !pagemap_entry(part->page, &page) &&
	       !(before & PAGE_EXCLUSIVE) && (page & PAGE_EXCLUSIVE);
}

/*
 * A child that has come and gone had all before the buffer: there, the folio's
 * head included, the kernel no longer calls pages exclusive (PageAnonExclusive).
 */
static int fork_without_buffer(struct part *part)
{
	int gate[2], status;
	pid_t child;
	char none;
	bool shares;

	if (madvise(part->page, part->at + part->len - part->page,
		    MADV_DONTFORK))
		return part_fail(part, "MADV_DONTFORK");
	if (pipe2(gate, O_CLOEXEC))
		return part_fail(part, "pipe2");
	child = fork();
	if (!child) {
		close(gate[1]);
		_exit(read(gate[0], &none, 1) != 0);
	}
	shares = shares_head_only(part);
	close(gate[0]);
	close(gate[1]);
	errno = ECHILD;
	if (child < 0 || waitpid(child, &status, 0) != child || status)
		return part_fail(part, "fork");
	errno = EINVAL;
	return shares ? 0 : part_fail(part, "a child with another part");
}

/* The buffer's VMA is one of its own. */
static int make_thp_tail(struct part *part)
{
	const int ret = make_thp(part);

	return ret ? ret : fork_without_buffer(part);
}

/* Where in the file's folio the mapping begins, pages. */
#define SHIFT 5

/*
 * tmpfs with huge=always, and a mapping whose address is not aligned like its
 * offset: PTEs map the large folio.
 */
static int make_shmem_thp(struct part *part)
{
	const size_t page = getpagesize();
	const char *dir = getenv("PINCER_TMPFS_HUGE");
	int i, ret;

	errno = ENOENT;
	if (!dir)
		return part_fail(part, "PINCER_TMPFS_HUGE");
	part->fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (part->fd < 0)
		return part_fail(part, dir);
	/* EINTR: task work of an io_uring that an earlier case closed. */
	if (TEMP_FAILURE_RETRY(fallocate(part->fd, 0, 0, part->len)) ||
	    pattern_fill_file(part->fd, SHIFT * page, (part->pages + 2) * page))
		return part_fail(part, "fallocate");
	ret = file_mapping_map(part, 0, SHIFT * page);
	for (i = 0; i < part->pages && !ret; i++)
		*(volatile char *)(part->page + i * page);
	return ret ? ret : got_folio(part);
}

static int verify_shifted(const struct part *part, char *text, size_t size)
{
	const size_t page = getpagesize(), pages = thp_size() / page;
	uint64_t entry;

	if (verify_folio(part, text, size))
		return -EINVAL;
	if (pagemap_entry(part->page, &entry) ||
	    (entry & PAGE_NUMBER) % pages ==
		    (uintptr_t)part->page / page % pages)
		return verify_fail(text, size, "mapped as a whole");
	return verify_note(text, size, "mapped page by page");
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
		.proof.path = "", .make = make_thp, .verify = verify_folio,
	}, {
		.name = "thp_tail",
		.title = "pages of a transparent huge page of whose head a child had a share",
		.props.flags = M_READ | M_WRITE | M_ANON,
		.traits = T_PREMAPPED, .align = thp_size, MIDDLE,
		.need.config = "TRANSPARENT_HUGEPAGE",
		.proof.path = "", .make = make_thp_tail, .verify = verify_folio,
	}, {
		.name = "shmem_thp",
		.title = "pages of a tmpfs file's large folio, at another place than in it",
		.props.flags = M_READ | M_WRITE | M_SHARED | M_FILE | M_SHMEM,
		.traits = T_PREMAPPED, .align = thp_size, .pages = 2,
		.need.config = "TRANSPARENT_HUGEPAGE",
		.proof = { .path = "/", .magic = MAGIC_TMPFS },
		.make = make_shmem_thp, .verify = verify_shifted,
	}, {}
};
