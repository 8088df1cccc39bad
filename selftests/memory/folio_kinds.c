// SPDX-License-Identifier: GPL-2.0
/* The kinds of large folios. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/read_file.h"
#include "lib/uapi.h"
#include "memory/folios.h"

#define THP_DIR "/sys/kernel/mm/transparent_hugepage/"

/* Pages of a folio that is larger than a page and smaller than a PMD maps. */
#define MTHP_PAGES 16

static int make_fail(struct folios *f, const char *what)
{
	snprintf(f->why, sizeof(f->why), "%s: %.80s: %s", f->kind->name, what,
		 strerror(errno));
	return -errno;
}

/* A page fault in each folio maps it. */
static int map_folios(struct folios *f, int flags)
{
	int i;

	if (mmap(f->at, FOLIOS * f->size, PROT_READ | PROT_WRITE,
		 MAP_FIXED | flags, f->fd, 0) == MAP_FAILED)
		return make_fail(f, "mmap");
	if (!(flags & MAP_HUGETLB))
		madvise(f->at, FOLIOS * f->size, MADV_HUGEPAGE);
	for (i = 0; i < FOLIOS; i++)
		*(volatile char *)(f->at + i * f->size) = 0;
	return 0;
}

static size_t thp_size(void)
{
	return mapping_granule(mapping_find("thp"));
}

static size_t hugetlb_size(void)
{
	return mapping_granule(mapping_find("hugetlb"));
}

static size_t mthp_size(void)
{
	return MTHP_PAGES * (size_t)getpagesize();
}

static int make_thp(struct folios *f)
{
	return map_folios(f, MAP_PRIVATE | MAP_ANONYMOUS);
}

/* Populated: a fault without a free huge page would be a SIGBUS. */
static int make_hugetlb(struct folios *f)
{
	return map_folios(f, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB |
			     MAP_POPULATE);
}

/* "always inherit [madvise] never": the word in brackets. */
static void chosen_word(const char *text, char word[16])
{
	const char *from = text ? strchr(text, '[') : NULL;

	snprintf(word, 16, "%.*s", from ? (int)strcspn(from + 1, "]") : 0,
		 from ? from + 1 : "");
}

/* Such folios are allowed while these are allocated. */
static int make_mthp(struct folios *f)
{
	char path[96], before[16];
	int ret;

	snprintf(path, sizeof(path), THP_DIR "hugepages-%zukB/enabled",
		 f->size >> 10);
	chosen_word(read_path(path), before);
	errno = -write_path(path, "madvise");
	if (errno)
		return make_fail(f, path);
	ret = map_folios(f, MAP_PRIVATE | MAP_ANONYMOUS);
	write_path(path, before);
	return ret;
}

static int make_shmem(struct folios *f)
{
	const char *dir = getenv("PINCER_TMPFS_HUGE");

	errno = ENOENT;
	if (!dir)
		return make_fail(f, "PINCER_TMPFS_HUGE");
	f->fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (f->fd < 0)
		return make_fail(f, dir);
	/* EINTR: task work of an io_uring that an earlier case closed. */
	if (TEMP_FAILURE_RETRY(fallocate(f->fd, 0, 0, FOLIOS * f->size)))
		return make_fail(f, "fallocate");
	return map_folios(f, MAP_SHARED);
}

const struct folio_kind folio_kinds[] = {
	{
		.name = "a transparent huge page", .mapping = "thp",
		.need.config = "TRANSPARENT_HUGEPAGE",
		.size = thp_size, .make = make_thp,
	}, {
		.name = "a large folio of tmpfs", .mapping = "shmem_thp",
		.need.config = "TRANSPARENT_HUGEPAGE",
		.need.env = "PINCER_TMPFS_HUGE",
		.size = thp_size, .make = make_shmem,
	}, {
		.name = "a transparent folio of 16 pages", .mapping = "thp",
		.need = { .config = "TRANSPARENT_HUGEPAGE",
			  .feature = C_ANON_MTHP },
		.size = mthp_size, .make = make_mthp,
	}, {
		.name = "a huge page of hugetlbfs", .mapping = "hugetlb",
		.whole = true, .need.config = "HUGETLBFS",
		.size = hugetlb_size, .make = make_hugetlb,
	}, {}
};
