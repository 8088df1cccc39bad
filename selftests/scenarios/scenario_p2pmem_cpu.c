// SPDX-License-Identifier: GPL-2.0
/*
 * P2PDMA memory and the CPU, which copies to and from it in the process and in
 * the kernel. Only GUP without FOLL_PCI_P2PDMA refuses its pages.
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

/* A memfd that holds the pattern: a descriptor, or -errno. */
static long open_file(struct attempt *a, size_t len)
{
	const int fd = memfd_create("pincer", MFD_CLOEXEC);

	if (fd < 0)
		return attempt_setup_error(a, "memfd_create");
	return pattern_fill_file(fd, 0, len) ? attempt_setup_error(a, "a file") : fd;
}

/* Copies begin unaligned, so that they cross pages. */
#define SKEW 3

/* read() into untouched P2PDMA memory, and write() from it. */
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

/* write() to a pipe from the buffer's beginning, read() into its end. */
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

/* memcpy() by the process. */
static void copy_in_user(struct attempt *a, char *plain)
{
	const size_t half = a->len / 2;

	pattern_fill(a->buf, half, PATTERN_MEMORY, 0);
	memcpy(a->buf + half, a->buf, half);
	memcpy(plain, a->buf + half, half);
	a->wrong_data |= !pattern_is(a->buf, half, PATTERN_MEMORY, 0) ||
			 !pattern_is(plain, half, PATTERN_MEMORY, 0);
}

/* copy_to_user() and copy_from_user() return EFAULT where a touch is SIGBUS. */
static bool fault_in_kernel(struct attempt *a, int fd)
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
static long copy_by_cpu(struct attempt *a)
{
	const size_t page = getpagesize(), len = 2 * page + 1;
	struct p2pmem p;
	long ret = p2pmem_buffer(a, "PINCER_P2PMEM", &p, PAGES), fd;
	char *plain;

	if (ret)
		return ret;
	plain = attempt_memory(a, a->len);
	fd = open_file(a, a->len);
	if (!plain || fd < 0)
		return -ENOMEM;
	a->disagrees = !copy_file(a, fd, plain, len) || !copy_pipe(a, page);
	copy_in_user(a, plain);
	if (!a->disagrees)
		a->disagrees = !fault_in_kernel(a, fd);
	close(fd);
	return 0;
}

/* Maps a memfd, which a core dump with COREDUMP_ANON_SHARED holds. */
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

/* Makes a core dump; an error unless it holds the control mapping. */
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

/* Whether the core dump has @len bytes of the buffer, all of them zero. */
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

/* get_dump_page() fails for each page, which leaves a hole in the core dump. */
static long leave_holes(struct attempt *a)
{
	struct p2pmem p;
	long ret = p2pmem_buffer(a, "PINCER_P2PMEM", &p, PAGES);
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
		P2PMEM, .run = copy_by_cpu,
	}, {
		.name = "p2pmem.coredump",
		.title = "a core dump has a hole where P2PDMA memory was",
		P2PMEM, .need.also = "ELF_CORE", .need.guest_only = true,
		.run = leave_holes,
	}, {}
};
