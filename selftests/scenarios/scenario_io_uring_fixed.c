// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: READ_FIXED and WRITE_FIXED use the pages that were pinned when the
 * buffer was registered, whatever its addresses map by then.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "doors/door_io_uring.h"
#include "lib/memlock.h"
#include "lib/pin_counters.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

/* Pages that are registered. */
#define PAGES 16

/**
 * struct fixture - a ring, a file, and a buffer to register
 * @ring: the ring
 * @file: a memfd to move data to and from
 * @copy: memory to read the file into
 * @buf: the buffer
 * @len: of the file, the copy and the buffer, bytes
 */
struct fixture {
	struct ring ring;
	int file;
	char *copy, *buf;
	size_t len;
};

/* The buffer holds the memory's pattern, the file the device's. */
static long open_fixture(struct attempt *a, struct fixture *f)
{
	long ret = attempt_ring(a, &f->ring, 1);

	if (ret)
		return ret;
	f->len = PAGES * (size_t)getpagesize();
	f->copy = attempt_memory(a, 2 * f->len);
	f->file = memfd_create("pincer", MFD_CLOEXEC);
	if (!f->copy || f->file < 0)
		return attempt_setup_error(a, "memfd");
	f->buf = f->copy + f->len;
	pattern_fill(f->buf, f->len, PATTERN_MEMORY, 0);
	pattern_fill(f->copy, f->len, PATTERN_DEVICE, 0);
	if (write(f->file, f->copy, f->len) != (ssize_t)f->len)
		return attempt_setup_error(a, "memfd");
	return 0;
}

static long register_buf(struct attempt *a, struct fixture *f)
{
	a->buf = f->buf;
	a->len = f->len;
	return attempt_register(a, f->ring.fd);
}

static long move_fixed(struct fixture *f, int opcode, const void *at,
		       size_t len, int index)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = f->file, .addr = (uintptr_t)at,
		.len = len, .buf_index = index,
	};

	return ring_do(&f->ring, &sqe);
}

/* io_import_fixed(): -EFAULT for a byte outside the registered range. */
static bool range_is_kept(struct attempt *a, struct fixture *f, int opcode)
{
	const char *end = f->buf + f->len, *last = (char *)-2;

	return scenario_answer(a, "the last byte",
			       move_fixed(f, opcode, end - 1, 1, 0), 1) &&
	       scenario_answer(a, "a byte too many",
			       move_fixed(f, opcode, end - 1, 2, 0), -EFAULT) &&
	       scenario_answer(a, "the byte behind",
			       move_fixed(f, opcode, end, 1, 0), -EFAULT) &&
	       scenario_answer(a, "the byte before",
			       move_fixed(f, opcode, f->buf - 1, 1, 0),
			       -EFAULT) &&
	       scenario_answer(a, "from before to behind",
			       move_fixed(f, opcode, f->buf - 1, f->len + 2, 0),
			       -EFAULT) &&
	       scenario_answer(a, "around the end of all addresses",
			       move_fixed(f, opcode, last, 4, 0), -EFAULT) &&
	       scenario_answer(a, "a buffer that is not there",
			       move_fixed(f, opcode, f->buf, 1, 1), -EFAULT);
}

static long keep_range(struct attempt *a)
{
	struct fixture f;
	long ret = open_fixture(a, &f) ?: register_buf(a, &f);

	if (!ret)
		a->disagrees = !range_is_kept(a, &f, IORING_OP_READ_FIXED) ||
			       !range_is_kept(a, &f, IORING_OP_WRITE_FIXED);
	return ret;
}

/* Whether WRITE_FIXED writes what the buffer held when it was registered. */
static bool pages_hold(struct attempt *a, struct fixture *f, const char *when)
{
	const long moved = move_fixed(f, IORING_OP_WRITE_FIXED, f->buf, f->len,
				      0);

	if (pread(f->file, f->copy, f->len, 0) != (ssize_t)f->len)
		attempt_setup_error(a, "reading a memfd");
	if (moved == (long)f->len &&
	    !pattern_is(f->copy, f->len, PATTERN_MEMORY, 0))
		a->wrong_data = true;
	return scenario_answer(a, when, moved, f->len);
}

/* Whether READ_FIXED fills the pinned pages, and not those mapped there now. */
static bool pages_receive(struct attempt *a, struct fixture *f)
{
	const off_t other = f->len;
	long moved;

	pattern_fill(f->copy, f->len, PATTERN_DEVICE, other);
	if (pwrite(f->file, f->copy, f->len, 0) != (ssize_t)f->len)
		attempt_setup_error(a, "writing a memfd");
	moved = move_fixed(f, IORING_OP_READ_FIXED, f->buf, f->len, 0);
	if (!pattern_is(f->buf, f->len, PATTERN_DEVICE, 0))
		a->wrong_data = true;
	if (ftruncate(f->file, 0) ||
	    move_fixed(f, IORING_OP_WRITE_FIXED, f->buf, f->len, 0) !=
		    (long)f->len ||
	    pread(f->file, f->copy, f->len, 0) != (ssize_t)f->len ||
	    !pattern_is(f->copy, f->len, PATTERN_DEVICE, other))
		a->wrong_data = true;
	return scenario_answer(a, "read with another mapping there", moved,
			       f->len);
}

static int map_anew(struct fixture *f)
{
	if (mmap(f->buf, f->len, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
		return -errno;
	pattern_fill(f->buf, f->len, PATTERN_DEVICE, 0);
	return 0;
}

/* A registered buffer is its pages: no later change of the VMA matters. */
static long outlive_mapping(struct attempt *a)
{
	struct fixture f;
	long ret = open_fixture(a, &f) ?: register_buf(a, &f);

	if (ret)
		return ret;
	a->disagrees = !(
		scenario_answer(a, "mprotect()",
				mprotect(f.buf, f.len, PROT_NONE), 0) &&
		pages_hold(a, &f, "after mprotect()") &&
		scenario_answer(a, "madvise()",
				madvise(f.buf, f.len, MADV_DONTNEED), 0) &&
		pages_hold(a, &f, "after MADV_DONTNEED") &&
		scenario_answer(a, "munmap()", munmap(f.buf, f.len), 0) &&
		pages_hold(a, &f, "after munmap()") &&
		scenario_answer(a, "mmap()", map_anew(&f), 0) &&
		pages_hold(a, &f, "with another mapping there") &&
		pages_receive(a, &f));
	return 0;
}

/* A clone shares struct io_mapped_ubuf: the last one to go unpins. */
static long outlive_source(struct attempt *a)
{
	struct fixture f;
	long ret = open_fixture(a, &f);
	int source;

	if (ret)
		return ret;
	if (!ring_knows_clone(f.ring.fd))
		return attempt_no_interface(a, "IORING_REGISTER_CLONE_BUFFERS");
	source = ring_bare();
	a->buf = f.buf;
	a->len = f.len;
	if (source < 0)
		return attempt_no_ring(a);
	ret = attempt_register(a, source);
	if (ret)
		return ret;
	a->disagrees = !(
		scenario_answer(a, "the clone",
				ring_clone_buffers(f.ring.fd, source), 0) &&
		scenario_answer(a, "the source",
				ring_unregister_buffers(source) ?:
				close(source), 0) &&
		scenario_answer(a, "munmap()", munmap(f.buf, f.len), 0) &&
		scenario_answer(a, "mmap()", map_anew(&f), 0) &&
		pages_hold(a, &f, "after its source and its mapping"));
	return 0;
}

/* Reads into the registered buffer. */
#define ROUNDS 100

/* An ITER_BVEC of registered pages adds no pin of its own to a bio. */
static long borrow_pins(struct attempt *a)
{
	struct fixture f;
	long ret = open_fixture(a, &f), before, after;
	int i;

	if (ret)
		return ret;
	before = pins_acquired();
	ret = register_buf(a, &f);
	if (ret)
		return ret;
	after = pins_acquired();
	if (before < 0)
		return attempt_setup_error(a, "/proc/vmstat");
	a->disagrees = !scenario_answer(a, "pages pinned", after - before,
					PAGES);
	for (i = 0; i < ROUNDS; i++)
		if (attempt_fixed(a, &f.ring, IORING_OP_READ_FIXED, a->fd,
				  TARGET_OFFSET) != (long)f.len)
			return attempt_setup_error(a, "READ_FIXED");
	return pins_acquired() - after;
}

/* Both buffers begin within a huge page; the second one crosses its end. */
static long register_amid(struct attempt *a, int fd, char *huge, size_t size)
{
	const size_t page = getpagesize();
	const struct iovec iov[] = {
		{ huge + 3 * page, 5 * page },
		{ huge + size - 2 * page, 5 * page },
	};

	if (!ring_register_buffers(fd, iov, 2))
		return 0;
	return errno == ENOMEM && !memlock_unlimited() ? attempt_no_ring(a) : -errno;
}

/*
 * Pins go when buffers are unregistered, when the ring is closed and when the
 * process exits, also where a buffer begins in the middle of a huge page.
 */
static long release_pins(struct attempt *a)
{
	size_t size;
	char *huge = scenario_huge_pages(a, 2, &size);
	long ret = 0;
	int i, fd;

	for (i = 0; huge && i < 3 && !ret; i++) {
		fd = ring_bare();
		if (fd < 0)
			return attempt_no_ring(a);
		ret = register_amid(a, fd, huge, size);
		if (!ret && i == 0)
			ret = attempt_unregister(a, fd);
		if (i < 2)
			close(fd);
	}
	return ret;
}

const struct scenario scenarios_io_uring_fixed[] = {
	{
		.name = "io_uring.fixed.range",
		.title = "io_uring fails with EFAULT beyond a registered buffer",
		SUCCESS_IS_ZERO, .need.config = "IO_URING",
		.expect = scenario_works, .run = keep_range,
	}, {
		.name = "io_uring.fixed.outlives_mapping",
		.title = "a registered buffer keeps its pages after mprotect(), MADV_DONTNEED and munmap()",
		SUCCESS_IS_ZERO, .need.config = "IO_URING",
		.expect = scenario_works, .run = outlive_mapping,
	}, {
		.name = "io_uring.fixed.outlives_source",
		.title = "a cloned buffer stays pinned when the ring it was cloned from is closed",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_CLONE_BUFFERS },
		.expect = scenario_works, .run = outlive_source,
	}, {
		.name = "io_uring.fixed.borrows_pins",
		.title = "direct reads into a registered buffer pin none of its pages again",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING", .env = "PINCER_VIRTIO_BLK",
			  .target = TARGET_VIRTIO_BLK, .guest_only = true },
		.expect = scenario_works, .run = borrow_pins,
	}, {
		.name = "io_uring.fixed.releases_pins",
		.title = "a buffer amid huge pages is unpinned when it is unregistered, its ring closed, or its process exits",
		SUCCESS_IS_ZERO, .need.config = "HUGETLBFS",
		.expect = scenario_works, .run = release_pins,
	}, {}
};
