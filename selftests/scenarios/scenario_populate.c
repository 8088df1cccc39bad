// SPDX-License-Identifier: GPL-2.0
/* mlock() and MAP_POPULATE of a shared file: it is read, and stays as it is. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doors/target.h"
#include "scenarios/scenario.h"

/* Pages of a hole. */
#define PAGES 4

enum { BY_MLOCK, BY_MAP_POPULATE };

static long populate(struct attempt *a, int fd, size_t len)
{
	const bool map = a->contract->scenario->how == BY_MAP_POPULATE;
	char *at = mmap(NULL, len, PROT_READ | PROT_WRITE,
			MAP_SHARED | (map ? MAP_POPULATE : 0), fd, 0);
	long ret = 0;

	if (at == MAP_FAILED)
		return attempt_setup_error(a, "mmap");
	if (!map && mlock(at, len))
		ret = -errno;
	munmap(at, len);
	return ret;
}

/*
 * populate_vma_page_range() faults for writing where memory is private. In a
 * shared mapping ext4 would allocate blocks for the hole, and date the file.
 */
static long leave_hole(struct attempt *a)
{
	const size_t len = PAGES * getpagesize();
	const int fd = attempt_open_tmpfile(a, "PINCER_EXT4", 0);
	struct stat before, after;
	long ret;

	if (fd < 0)
		return fd;
	if (ftruncate(fd, len) || fstat(fd, &before))
		return attempt_setup_error(a, "ftruncate");
	ret = populate(a, fd, len);
	if (fstat(fd, &after))
		return attempt_setup_error(a, "fstat");
	a->disagrees = !(scenario_answer(a, "blocks allocated",
					 after.st_blocks - before.st_blocks, 0) &&
			 scenario_answer(a, "seconds of st_mtime",
					 after.st_mtim.tv_sec -
						 before.st_mtim.tv_sec, 0) &&
			 scenario_answer(a, "nanoseconds of st_mtime",
					 after.st_mtim.tv_nsec -
						 before.st_mtim.tv_nsec, 0));
	close(fd);
	return ret;
}

#define LEAVES_HOLE(name_, title_, how_)				\
	{								\
		.name = name_ ".hole",					\
		.title = title_ " of a shared file's hole leaves the hole", \
		SUCCESS_IS_ZERO,					\
		.need = { .config = "EXT4_FS", .env = "PINCER_EXT4" },	\
		.expect = scenario_works, .how = how_, .run = leave_hole, \
	}

const struct scenario scenarios_populate[] = {
	LEAVES_HOLE("mlock", "mlock()", BY_MLOCK),
	LEAVES_HOLE("populate.map", "MAP_POPULATE", BY_MAP_POPULATE),
	{}
};
