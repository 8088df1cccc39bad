// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: READV_FIXED and WRITEV_FIXED of several segments of a registered
 * buffer, in another order than in memory.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "doors/door_io_uring.h"
#include "scenarios/scenario.h"

/* Pages of the buffer, and those in the first of two huge pages. */
#define PAGES 12
#define PAGES_IN_FIRST 5

#define NR_SEGMENTS 4

/**
 * struct fixture - a ring, a file, and a registered buffer
 * @ring: the ring, where the buffer has index 0
 * @file: a memfd to move data to and from
 * @copy: memory to read the file into
 * @buf: the buffer
 * @len: of the buffer, the file and the copy, bytes
 * @segment: of the buffer
 * @total: bytes of all segments
 */
struct fixture {
	struct ring ring;
	int file;
	char *copy, *buf;
	size_t len;
	struct iovec segment[NR_SEGMENTS];
	size_t total;
};

static void add_segment(struct fixture *f, int nr, size_t from, size_t to)
{
	f->segment[nr] = (struct iovec){ f->buf + from, to - from };
	f->total += to - from;
}

/* The end, the beginning, several pages, a part of a page. */
static void add_segments(struct fixture *f)
{
	const size_t page = getpagesize();

	add_segment(f, 0, f->len - page - 7, f->len);
	add_segment(f, 1, 0, 5);
	add_segment(f, 2, 3 * page + 9, 8 * page + 1);
	add_segment(f, 3, 2 * page, 2 * page + 8);
}

/* The buffer holds the memory's pattern, the file the device's. */
static long open_fixture(struct attempt *a, struct fixture *f)
{
	long ret = attempt_ring(a, &f->ring, 1);

	if (ret)
		return ret;
	pattern_fill(f->buf, f->len, PATTERN_MEMORY, 0);
	a->buf = f->buf;
	a->len = f->len;
	ret = attempt_register(a, f->ring.fd);
	if (ret)
		return ret;
	add_segments(f);
	pattern_fill(f->copy, f->len, PATTERN_DEVICE, 0);
	f->file = memfd_create("pincer", MFD_CLOEXEC);
	return write(f->file, f->copy, f->len) == (ssize_t)f->len ? 0 :
		attempt_setup_error(a, "memfd");
}

static long move_segments(struct fixture *f, int opcode,
			  const struct iovec *segment, int nr)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = f->file, .addr = (uintptr_t)segment,
		.len = nr,
	};

	return ring_do(&f->ring, &sqe);
}

/* Whether the file holds the segments one after the other. */
static bool file_has_segments(struct fixture *f)
{
	size_t at = 0;
	int i;

	if (pread(f->file, f->copy, f->total, 0) != (ssize_t)f->total)
		return false;
	for (i = 0; i < NR_SEGMENTS; at += f->segment[i++].iov_len)
		if (memcmp(f->copy + at, f->segment[i].iov_base,
			   f->segment[i].iov_len))
			return false;
	return true;
}

/* Whether the buffer's segments hold the file, and the rest what it held. */
static bool buffer_has_segments(struct fixture *f)
{
	char *want = f->copy;
	size_t at = 0;
	int i;

	pattern_fill(want, f->len, PATTERN_MEMORY, 0);
	for (i = 0; i < NR_SEGMENTS; at += f->segment[i++].iov_len)
		pattern_fill(want + ((char *)f->segment[i].iov_base - f->buf),
			     f->segment[i].iov_len, PATTERN_DEVICE, at);
	return !memcmp(want, f->buf, f->len);
}

/* A valid segment comes first; it must not be moved either. */
static long move_after(struct fixture *f, int opcode, const char *from,
		       size_t len)
{
	const struct iovec two[] = { f->segment[0], { (void *)from, len } };

	return move_segments(f, opcode, two, 2);
}

static bool range_is_kept(struct attempt *a, struct fixture *f, int opcode)
{
	const char *end = f->buf + f->len;

	return scenario_answer(a, "a segment with a byte too many",
			       move_after(f, opcode, end - 1, 2), -EFAULT) &&
	       scenario_answer(a, "a segment with the byte before",
			       move_after(f, opcode, f->buf - 1, 2),
			       -EFAULT) &&
	       scenario_answer(a, "a segment around the end of all addresses",
			       move_after(f, opcode, (char *)-2, 4),
			       -EFAULT) &&
	       scenario_answer(a, "an empty segment",
			       move_after(f, opcode, f->buf, 0), -EFAULT);
}

static bool nothing_has_moved(struct fixture *f)
{
	return pread(f->file, f->copy, f->len, 0) == (ssize_t)f->len &&
	       pattern_is(f->copy, f->len, PATTERN_DEVICE, 0) &&
	       pattern_is(f->buf, f->len, PATTERN_MEMORY, 0);
}

static bool segments_move(struct attempt *a, struct fixture *f)
{
	if (!scenario_answer(a, "segments to a file",
			     move_segments(f, RING_WRITEV_FIXED, f->segment,
					   NR_SEGMENTS),
			     f->total))
		return false;
	a->wrong_data |= !file_has_segments(f);
	pattern_fill(f->copy, f->len, PATTERN_DEVICE, 0);
	if (pwrite(f->file, f->copy, f->len, 0) != (ssize_t)f->len)
		attempt_setup_error(a, "writing a memfd");
	if (!scenario_answer(a, "segments from a file",
			     move_segments(f, RING_READV_FIXED, f->segment,
					   NR_SEGMENTS),
			     f->total))
		return false;
	a->wrong_data |= !buffer_has_segments(f);
	return true;
}

static long use_segments(struct attempt *a, struct fixture *f)
{
	const long ret = open_fixture(a, f);

	if (ret)
		return ret;
	/* EINVAL without the opcode, EFAULT with it. */
	if (move_after(f, RING_READV_FIXED, f->buf - 1, 2) == -EINVAL) {
		errno = EINVAL;
		return attempt_no_interface(a, "IORING_OP_READV_FIXED");
	}
	a->disagrees = !(range_is_kept(a, f, RING_READV_FIXED) &&
			 range_is_kept(a, f, RING_WRITEV_FIXED));
	a->wrong_data = !nothing_has_moved(f);
	if (!a->disagrees)
		a->disagrees = !segments_move(a, f);
	return 0;
}

/* A buffer with a page on each side that is not registered. */
static long use_pages(struct attempt *a)
{
	const size_t page = getpagesize();
	struct fixture f = { .len = PAGES * page };

	f.copy = attempt_memory(a, 2 * f.len + 2 * page);
	if (!f.copy)
		return -ENOMEM;
	f.buf = f.copy + f.len + page;
	return use_segments(a, &f);
}

/* A buffer over two huge pages, each part of which is one bvec. */
static long use_huge_pages(struct attempt *a)
{
	const size_t page = getpagesize();
	struct fixture f = { .len = PAGES * page };
	size_t size;
	char *huge;

	f.copy = attempt_memory(a, f.len);
	huge = scenario_huge_pages(a, 2, &size);
	if (!f.copy || !huge)
		return -ENOMEM;
	f.buf = huge + size - PAGES_IN_FIRST * page;
	return use_segments(a, &f);
}

const struct scenario scenarios_io_uring_segments[] = {
	{
		.name = "io_uring.fixed.pieces",
		.title = "READV_FIXED and WRITEV_FIXED move segments of a registered buffer, and nothing beside it",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING", .feature = C_IO_URING_VECTORS },
		.expect = scenario_works, .run = use_pages,
	}, {
		.name = "io_uring.fixed.pieces.huge",
		.title = "READV_FIXED and WRITEV_FIXED move segments of a registered buffer amid huge pages",
		SUCCESS_IS_ZERO,
		.need = { .config = "HUGETLBFS",
			  .feature = C_IO_URING_VECTORS },
		.expect = scenario_works, .run = use_huge_pages,
	}, {}
};
