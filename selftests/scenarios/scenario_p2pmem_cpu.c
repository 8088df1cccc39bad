// SPDX-License-Identifier: GPL-2.0
/*
 * P2PDMA memory and the CPU: it reads and writes it like any other, for whoever
 * has it mapped and for the kernel, as long as nobody wants the page.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/coredump.h"
#include "memory/pattern.h"
#include "memory/p2pmem.h"
#include "scenarios/scenario.h"

#define PAGES 4

static long map_pages(struct attempt *a, struct p2pmem *p)
{
	return p2pmem_buffer(a, "PINCER_P2PMEM", p, PAGES);
}

/* A file that is read and written through the page cache, with the pattern. */
static long open_file(struct attempt *a, size_t len)
{
	const int fd = memfd_create("pincer", MFD_CLOEXEC);

	if (fd < 0)
		return attempt_setup_error(a, "memfd_create");
	return pattern_fill_file(fd, 0, len) ? attempt_setup_error(a, "a file") : fd;
}

/* No alignment, and more than a page: into it, within it, and out of it. */
#define SKEW 3

/* Memory that nobody has touched yet is read into. */
static bool copy_file(struct attempt *a, int fd, char *plain, size_t len)
{
	char *at = a->buf + SKEW;

	if (!scenario_answer(a, "read()", or_errno(pread(fd, at, len, 1)), len))
		return false;
	a->wrong_data |= !pattern_is(at, len, PATTERN_MEMORY, 1);
	if (!scenario_answer(a, "write()", or_errno(pwrite(fd, at, len, 0)),
			     len) ||
	    !scenario_answer(a, "reading it back",
			     or_errno(pread(fd, plain, len, 0)), len))
		return false;
	a->wrong_data |= !pattern_is(plain, len, PATTERN_MEMORY, 1);
	return true;
}

/* Through a pipe, from its beginning to its end. */
static bool copy_pipe(struct attempt *a, size_t len)
{
	char *to = a->buf + a->len - len;
	int end[2];
	bool same;

	if (pipe(end)) {
		attempt_setup_error(a, "pipe");
		return false;
	}
	pattern_fill(a->buf, len, PATTERN_DEVICE, 0);
	same = scenario_answer(a, "write() to a pipe",
			       or_errno(write(end[1], a->buf, len)), len) &&
	       scenario_answer(a, "read() from a pipe",
			       or_errno(read(end[0], to, len)), len);
	close(end[0]);
	close(end[1]);
	a->wrong_data |= !pattern_is(to, len, PATTERN_DEVICE, 0);
	return same;
}

/* By whoever has it mapped. */
static void copy_itself(struct attempt *a, char *plain)
{
	const size_t half = a->len / 2;

	pattern_fill(a->buf, half, PATTERN_MEMORY, 0);
	memcpy(a->buf + half, a->buf, half);
	memcpy(plain, a->buf + half, half);
	a->wrong_data |= !pattern_is(a->buf, half, PATTERN_MEMORY, 0) ||
			 !pattern_is(plain, half, PATTERN_MEMORY, 0);
}

/* No signal is given to who asks the kernel: it says so. */
static bool miss(struct attempt *a, int fd)
{
	const size_t page = getpagesize();

	return scenario_answer(a, "MADV_DONTNEED",
			       or_errno(madvise(a->buf, page, MADV_DONTNEED)),
			       0) &&
	       scenario_answer(a, "read() into what was given back",
			       or_errno(pread(fd, a->buf, page, 0)), -EFAULT) &&
	       scenario_answer(a, "write() from what was given back",
			       or_errno(pwrite(fd, a->buf, page, 0)), -EFAULT);
}

/* copy_from_user() and copy_to_user() pin nothing: they work. */
static long copy(struct attempt *a)
{
	const size_t page = getpagesize(), len = 2 * page + 1;
	struct p2pmem p;
	long ret = map_pages(a, &p), fd;
	char *plain;

	if (ret)
		return ret;
	plain = attempt_memory(a, a->len);
	fd = open_file(a, a->len);
	if (!plain || fd < 0)
		return -ENOMEM;
	a->disagrees = !copy_file(a, fd, plain, len) || !copy_pipe(a, page);
	copy_itself(a, plain);
	if (!a->disagrees)
		a->disagrees = !miss(a, fd);
	close(fd);
	return 0;
}

/* Memory of a file that has no name, which is dumped in any case. */
static char *map_control(struct attempt *a)
{
	const size_t page = getpagesize();
	const long fd = open_file(a, page);
	void *at;

	if (fd < 0)
		return NULL;
	at = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (at != MAP_FAILED)
		return at;
	attempt_setup_error(a, "mmap");
	return NULL;
}

/* A core dump in which other memory is as it was, or it proves nothing. */
static long dump_core(struct attempt *a, int filter, const char *control,
		      struct coredump *core)
{
	const long page = getpagesize();
	long ret = coredump_make(a, filter | COREDUMP_ANON_SHARED, core);
	const char *held;

	if (ret)
		return ret;
	errno = ENODATA;
	if (coredump_bytes(core, control, &held) == page &&
	    pattern_is(held, page, PATTERN_MEMORY, 0))
		return 0;
	return attempt_setup_error(a, "a core dump of other memory");
}

/* What it holds of ours: @len bytes, none of which is known. */
static long compare_core(struct attempt *a, int filter, const char *control,
			 long len)
{
	const char *held;
	struct coredump core;
	long ret = dump_core(a, filter, control, &core);

	if (ret)
		return ret;
	a->disagrees |= !(
		scenario_answer(a, filter ? "bytes, when it is asked for" :
				"bytes, when it is not asked for",
				coredump_bytes(&core, a->buf, &held), len) &&
		scenario_answer(a, "zeroes",
				!held || pattern_is_zero(held, len), 1));
	coredump_free(&core);
	return 0;
}

/*
 * get_dump_page() fails for each page, which leaves a hole in the core dump.
 */
static long leave_holes(struct attempt *a)
{
	struct p2pmem p;
	long ret = map_pages(a, &p);
	char *control;

	if (ret)
		return ret;
	pattern_fill(a->buf, a->len, PATTERN_MEMORY, 0);
	control = map_control(a);
	if (!control)
		return -ENOMEM;
	ret = compare_core(a, 0, control, 0) ?:
	      compare_core(a, COREDUMP_MAPPED_SHARED, control, a->len);
	a->wrong_data = !pattern_is(a->buf, a->len, PATTERN_MEMORY, 0);
	munmap(a->buf, a->len);
	if (!ret && !a->disagrees)
		a->disagrees = !scenario_answer(a, "pages out at the end",
						p2pmem_taken(&p), 0);
	return ret;
}

#define P2PMEM ABOUT_P2PMEM("PINCER_P2PMEM"), .expect = scenario_works

const struct scenario scenarios_p2pmem_cpu[] = {
	{
		.name = "p2pmem.copy",
		.title = "P2PDMA memory is copied to and from like any other, by its user and by the kernel",
		P2PMEM, .run = copy,
	}, {
		.name = "p2pmem.coredump",
		.title = "a core dump has a hole where P2PDMA memory was",
		P2PMEM, .need.also = "ELF_CORE", .need.guest_only = true,
		.run = leave_holes,
	}, {}
};
