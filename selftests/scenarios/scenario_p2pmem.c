// SPDX-License-Identifier: GPL-2.0
/* P2PDMA memory: mmap() of p2pmem/allocate, that mapping, and the pool. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "memory/p2pmem.h"
#include "scenarios/scenario.h"

#define RW (PROT_READ | PROT_WRITE)

static bool whole_pages(long bytes)
{
	return bytes > 0 && bytes % getpagesize() == 0;
}

/* Documentation/ABI/testing/sysfs-bus-pci: p2pmem/size, available, published. */
static long read_sysfs(struct attempt *a)
{
	struct p2pmem p;
	long ret = p2pmem_open(a, "PINCER_P2PMEM", &p), size, published;
	struct stat st;
	char byte = 0;

	if (ret)
		return ret;
	size = p2pmem_number(&p, "size");
	published = p2pmem_number(&p, "published");
	if (fstat(p.file, &st))
		return attempt_setup_error(a, "fstat");
	a->disagrees = !(
		scenario_answer(a, "a size of whole pages", whole_pages(size),
				1) &&
		scenario_answer(a, "some whole pages left",
				whole_pages(p.start) && p.start <= size, 1) &&
		scenario_answer(a, "published or not",
				published == 0 || published == 1, 1) &&
		scenario_answer(a, "its mode", st.st_mode & 07777, 0660) &&
		scenario_answer(a, "read()", or_errno(read(p.file, &byte, 1)),
				-EIO) &&
		scenario_answer(a, "write()", or_errno(write(p.file, &byte, 1)),
				-EIO));
	p2pmem_close(&p);
	return 0;
}

/* mmap() and munmap(): 0 or -errno. */
static long try_map(int fd, size_t len, int prot, int flags, off_t at)
{
	void *got = mmap(NULL, len, prot, flags, fd, at);

	if (got == MAP_FAILED)
		return -errno;
	munmap(got, len);
	return 0;
}

/* PROT_WRITE of an O_RDONLY descriptor, by mmap() or later by mprotect(). */
static long try_to_write(const char *path, int prot)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	const size_t page = getpagesize();
	long ret = try_map(fd, page, prot, MAP_SHARED, 0);
	void *at;

	if (ret || prot & PROT_WRITE)
		goto out;
	at = mmap(NULL, page, prot, MAP_SHARED, fd, 0);
	ret = mprotect(at, page, RW) ? -errno : 0;
	munmap(at, page);
out:
	close(fd);
	return ret;
}

/* p2pmem_alloc_mmap(): -EINVAL for a private mapping or an offset. */
static long refuse_mmap(struct attempt *a)
{
	const size_t page = getpagesize();
	const char *path = getenv("PINCER_P2PMEM");
	struct p2pmem p;
	long ret = p2pmem_open(a, "PINCER_P2PMEM", &p), size;

	if (ret)
		return ret;
	size = p2pmem_number(&p, "size");
	a->disagrees = !(
		scenario_answer(a, "a page",
				try_map(p.file, page, RW, MAP_SHARED, 0), 0) &&
		scenario_answer(a, "for reading only",
				try_map(p.file, page, PROT_READ, MAP_SHARED, 0),
				0) &&
		scenario_answer(a, "a private mapping",
				try_map(p.file, page, RW, MAP_PRIVATE, 0),
				-EINVAL) &&
		scenario_answer(a, "an offset",
				try_map(p.file, page, RW, MAP_SHARED, page),
				-EINVAL) &&
		scenario_answer(a, "more than there is",
				try_map(p.file, size + page, RW, MAP_SHARED, 0),
				-ENOMEM) &&
		scenario_answer(a, "to write, open to be read",
				try_to_write(path, RW), -EACCES) &&
		scenario_answer(a, "mprotect(), open to be read",
				try_to_write(path, PROT_READ), -EACCES) &&
		scenario_answer(a, "pages that are out", p2pmem_taken(&p), 0));
	p2pmem_close(&p);
	return 0;
}

/* Pages of a mapping. */
#define PAGES 4

static long map_pages(struct attempt *a, struct p2pmem *p)
{
	const long ret = p2pmem_buffer(a, "PINCER_P2PMEM", p, PAGES);

	if (!ret)
		pattern_fill(a->buf, a->len, PATTERN_MEMORY, 0);
	return ret;
}

/* munmap() and MADV_DONTNEED free each page at once. */
static long unmap_pages(struct attempt *a)
{
	const size_t page = getpagesize();
	struct p2pmem p;
	long ret = map_pages(a, &p);
	char *last;

	if (ret)
		return ret;
	last = a->buf + 3 * page;
	a->disagrees = !(
		scenario_answer(a, "pages out at first", p2pmem_taken(&p), 4) &&
		scenario_answer(a, "munmap() amid",
				or_errno(munmap(a->buf + page, page)), 0) &&
		scenario_answer(a, "without one", p2pmem_taken(&p), 3) &&
		scenario_answer(a, "MADV_DONTNEED",
				or_errno(madvise(last, page, MADV_DONTNEED)),
				0) &&
		scenario_answer(a, "without two", p2pmem_taken(&p), 2) &&
		scenario_answer(a, "a touch of what was given back",
				p2pmem_touch(last), SIGBUS));
	a->wrong_data =
		!pattern_is(a->buf, page, PATTERN_MEMORY, 0) ||
		!pattern_is(a->buf + 2 * page, page, PATTERN_MEMORY, 2 * page);
	munmap(a->buf, a->len);
	if (!a->disagrees)
		a->disagrees = !scenario_answer(a, "with none",
						p2pmem_taken(&p), 0);
	return 0;
}

/* VM_DONTEXPAND is not set: mremap() adds addresses, but no pages. */
static long grow_mapping(struct attempt *a)
{
	const size_t page = getpagesize();
	struct p2pmem p;
	long ret = map_pages(a, &p);
	char *at;

	if (ret)
		return ret;
	at = mremap(a->buf, a->len, a->len + page, MREMAP_MAYMOVE);
	if (at == MAP_FAILED)
		return -errno;
	a->wrong_data = !pattern_is(at, a->len, PATTERN_MEMORY, 0);
	a->disagrees = !(
		scenario_answer(a, "pages out when it has grown",
				p2pmem_taken(&p), PAGES) &&
		scenario_answer(a, "a touch of what it had",
				p2pmem_touch(at), 0) &&
		scenario_answer(a, "a touch of what it has not",
				p2pmem_touch(at + a->len), SIGBUS) &&
		scenario_answer(a, "mremap()",
				mremap(at, a->len + page, page, 0) == at, 1) &&
		scenario_answer(a, "pages out when it has shrunk",
				p2pmem_taken(&p), 1));
	return 0;
}

/* Writes first after mprotect(); EAGAIN if the fault repeats without end. */
static long write_after_protect(struct attempt *a, const struct p2pmem *p)
{
	const size_t page = getpagesize();
	char *at = p2pmem_map(p, 1);

	if (!at || mprotect(at, page, PROT_READ) || mprotect(at, page, RW))
		return attempt_setup_error(a, "mprotect");
	switch (p2pmem_touch(at)) {
	case 0:
		return 0;
	case SIGKILL:
		return -EAGAIN;
	default:
		return -EFAULT;
	}
}

/* A write fails with PROT_READ, and succeeds once PROT_WRITE is back. */
static long protect_page(struct attempt *a)
{
	const size_t page = getpagesize();
	struct p2pmem p;
	long ret = map_pages(a, &p);

	if (ret)
		return ret;
	a->disagrees = !(
		scenario_answer(a, "PROT_READ",
				or_errno(mprotect(a->buf, page, PROT_READ)),
				0) &&
		scenario_answer(a, "a touch when it is not to be written to",
				p2pmem_touch(a->buf), SIGSEGV) &&
		scenario_answer(a, "PROT_WRITE",
				or_errno(mprotect(a->buf, page, RW)), 0) &&
		scenario_answer(a, "a touch when it may be again",
				p2pmem_touch(a->buf), 0));
	return write_after_protect(a, &p);
}

/*
 * bfd40eaff5ab gives a VMA without vm_ops empty ones, which kernfs takes for
 * the file's: its page_mkwrite() has the write fault repeated without end.
 */
DEFINE_EXPECT(is_written, .ret = h->has[C_KERNFS_MKWRITE] ? -EAGAIN : 0);

#define P2PMEM ABOUT_P2PMEM("PINCER_P2PMEM")

const struct scenario scenarios_p2pmem[] = {
	{
		.name = "p2pmem.sysfs",
		.title = "sysfs says how much P2PDMA memory there is, and hands it out to mmap() alone",
		P2PMEM, .expect = scenario_works, .run = read_sysfs,
	}, {
		.name = "p2pmem.mmap",
		.title = "P2PDMA memory is mapped shared, from its beginning, and no more than there is",
		P2PMEM, .need.guest_only = true,
		.expect = scenario_works, .run = refuse_mmap,
	}, {
		.name = "p2pmem.munmap",
		.title = "each page of P2PDMA memory returns to its pool when it is unmapped",
		P2PMEM, .need.guest_only = true,
		.expect = scenario_works, .run = unmap_pages,
	}, {
		.name = "p2pmem.mremap",
		.title = "mremap() adds addresses to a mapping of P2PDMA memory, and no pages",
		P2PMEM, .need.guest_only = true,
		.expect = scenario_works, .run = grow_mapping,
	}, {
		.name = "p2pmem.mprotect",
		.title = "P2PDMA memory can be written to again after mprotect(PROT_WRITE)",
		P2PMEM, .expect = is_written, .run = protect_page,
	}, {}
};
