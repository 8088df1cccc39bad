// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: what has been registered is pinned, and what is asked of it later
 * goes to those pages, whatever has become of the addresses.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "doors/door_io_uring.h"
#include "lib/pin_counters.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

/* Pages that are registered. */
#define PAGES 16

/**
 * struct stage - what these scenarios need
 * @ring: the ring
 * @file: a memfd to move data to and from
 * @copy: of the file, for us to look at
 * @buf: what is to be registered
 * @len: how long it, the file and the copy are, bytes
 */
struct stage {
	struct ring ring;
	int file;
	char *copy, *buf;
	size_t len;
};

/* The buffer holds the memory's pattern, the file the device's. */
static long set_stage(struct attempt *a, struct stage *s)
{
	long ret = attempt_ring(a, &s->ring, 1);

	if (ret)
		return ret;
	s->len = PAGES * (size_t)getpagesize();
	s->copy = attempt_memory(a, 2 * s->len);
	s->file = memfd_create("pincer", MFD_CLOEXEC);
	if (!s->copy || s->file < 0)
		return attempt_setup_error(a, "memfd");
	s->buf = s->copy + s->len;
	pattern_fill(s->buf, s->len, PATTERN_MEMORY, 0);
	pattern_fill(s->copy, s->len, PATTERN_DEVICE, 0);
	if (write(s->file, s->copy, s->len) != (ssize_t)s->len)
		return attempt_setup_error(a, "memfd");
	return 0;
}

static long register_buf(struct attempt *a, struct stage *s)
{
	a->buf = s->buf;
	a->len = s->len;
	return attempt_register(a, s->ring.fd);
}

static long move(struct stage *s, int opcode, const void *at, size_t len,
		 int index)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = s->file, .addr = (uintptr_t)at,
		.len = len, .buf_index = index,
	};

	return ring_do(&s->ring, &sqe);
}

/* io_import_fixed(): -EFAULT for a byte outside the registered range. */
static bool range_is_kept(struct attempt *a, struct stage *s, int opcode)
{
	const char *end = s->buf + s->len, *last = (char *)-2;

	return scenario_answer(a, "the last byte",
			       move(s, opcode, end - 1, 1, 0), 1) &&
	       scenario_answer(a, "a byte too many",
			       move(s, opcode, end - 1, 2, 0), -EFAULT) &&
	       scenario_answer(a, "the byte behind",
			       move(s, opcode, end, 1, 0), -EFAULT) &&
	       scenario_answer(a, "the byte before",
			       move(s, opcode, s->buf - 1, 1, 0), -EFAULT) &&
	       scenario_answer(a, "from before to behind",
			       move(s, opcode, s->buf - 1, s->len + 2, 0),
			       -EFAULT) &&
	       scenario_answer(a, "around the end of all addresses",
			       move(s, opcode, last, 4, 0), -EFAULT) &&
	       scenario_answer(a, "a buffer that is not there",
			       move(s, opcode, s->buf, 1, 1), -EFAULT);
}

static long keep_range(struct attempt *a)
{
	struct stage s;
	long ret = set_stage(a, &s) ?: register_buf(a, &s);

	if (!ret)
		a->disagrees = !range_is_kept(a, &s, IORING_OP_READ_FIXED) ||
			       !range_is_kept(a, &s, IORING_OP_WRITE_FIXED);
	return ret;
}

/* Whether the registered pages hold what the buffer did at the time. */
static bool pages_hold(struct attempt *a, struct stage *s, const char *when)
{
	const long moved = move(s, IORING_OP_WRITE_FIXED, s->buf, s->len, 0);

	if (pread(s->file, s->copy, s->len, 0) != (ssize_t)s->len)
		attempt_setup_error(a, "reading a memfd");
	if (moved == (long)s->len &&
	    !pattern_is(s->copy, s->len, PATTERN_MEMORY, 0))
		a->wrong_data = true;
	return scenario_answer(a, when, moved, s->len);
}

/* What is read goes to them, and not to what is mapped there now. */
static bool pages_receive(struct attempt *a, struct stage *s)
{
	const off_t other = s->len;
	long moved;

	pattern_fill(s->copy, s->len, PATTERN_DEVICE, other);
	if (pwrite(s->file, s->copy, s->len, 0) != (ssize_t)s->len)
		attempt_setup_error(a, "writing a memfd");
	moved = move(s, IORING_OP_READ_FIXED, s->buf, s->len, 0);
	if (!pattern_is(s->buf, s->len, PATTERN_DEVICE, 0))
		a->wrong_data = true;
	if (ftruncate(s->file, 0) ||
	    move(s, IORING_OP_WRITE_FIXED, s->buf, s->len, 0) != (long)s->len ||
	    pread(s->file, s->copy, s->len, 0) != (ssize_t)s->len ||
	    !pattern_is(s->copy, s->len, PATTERN_DEVICE, other))
		a->wrong_data = true;
	return scenario_answer(a, "read with another mapping there", moved,
			       s->len);
}

static int map_anew(struct stage *s)
{
	if (mmap(s->buf, s->len, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
		return -errno;
	pattern_fill(s->buf, s->len, PATTERN_DEVICE, 0);
	return 0;
}

/* A registered buffer is its pages: no later change of the VMA matters. */
static long outlive_mapping(struct attempt *a)
{
	struct stage s;
	long ret = set_stage(a, &s) ?: register_buf(a, &s);

	if (ret)
		return ret;
	a->disagrees = !(
		scenario_answer(a, "mprotect()",
				mprotect(s.buf, s.len, PROT_NONE), 0) &&
		pages_hold(a, &s, "after mprotect()") &&
		scenario_answer(a, "madvise()",
				madvise(s.buf, s.len, MADV_DONTNEED), 0) &&
		pages_hold(a, &s, "after MADV_DONTNEED") &&
		scenario_answer(a, "munmap()", munmap(s.buf, s.len), 0) &&
		pages_hold(a, &s, "after munmap()") &&
		scenario_answer(a, "mmap()", map_anew(&s), 0) &&
		pages_hold(a, &s, "with another mapping there") &&
		pages_receive(a, &s));
	return 0;
}

/* A clone shares struct io_mapped_ubuf: the last one to go unpins. */
static long outlive_source(struct attempt *a)
{
	struct stage s;
	long ret = set_stage(a, &s);
	int source;

	if (ret)
		return ret;
	if (!ring_knows_clone(s.ring.fd))
		return attempt_no_interface(a, "IORING_REGISTER_CLONE_BUFFERS");
	source = ring_bare();
	a->buf = s.buf;
	a->len = s.len;
	if (source < 0)
		return attempt_no_ring(a);
	ret = attempt_register(a, source);
	if (ret)
		return ret;
	a->disagrees = !(
		scenario_answer(a, "the clone",
				ring_clone_buffers(s.ring.fd, source), 0) &&
		scenario_answer(a, "the source",
				ring_unregister_buffers(source) ?:
				close(source), 0) &&
		scenario_answer(a, "munmap()", munmap(s.buf, s.len), 0) &&
		scenario_answer(a, "mmap()", map_anew(&s), 0) &&
		pages_hold(a, &s, "after its source and its mapping"));
	return 0;
}

/* How often registered pages are read into. */
#define ROUNDS 100

/* An ITER_BVEC of registered pages adds no pin of its own to a bio. */
static long borrow_pins(struct attempt *a)
{
	struct stage s;
	long ret = set_stage(a, &s), before, after;
	int i;

	if (ret)
		return ret;
	before = pins_acquired();
	ret = register_buf(a, &s);
	if (ret)
		return ret;
	after = pins_acquired();
	if (before < 0)
		return attempt_setup_error(a, "/proc/vmstat");
	a->disagrees = !scenario_answer(a, "pages pinned", after - before,
					PAGES);
	for (i = 0; i < ROUNDS; i++)
		if (attempt_fixed(a, &s.ring, IORING_OP_READ_FIXED, a->fd,
				  TARGET_OFFSET) != (long)s.len)
			return attempt_setup_error(a, "READ_FIXED");
	return pins_acquired() - after;
}

/* Neither from a huge page's beginning, and one of them over its end. */
static long register_amid(struct attempt *a, int fd, char *huge, size_t size)
{
	const size_t page = getpagesize();
	const struct iovec iov[] = {
		{ huge + 3 * page, 5 * page },
		{ huge + size - 2 * page, 5 * page },
	};

	if (!ring_register_buffers(fd, iov, 2))
		return 0;
	return errno == ENOMEM ? attempt_no_ring(a) : -errno;
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
