// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: pieces of a registered buffer, in an order of our own and all of
 * them in one request. Which pages they are is found out for each piece.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "doors/door_io_uring.h"
#include "scenarios/scenario.h"

/* Pages of the buffer; of one on huge pages, so many lie in the first. */
#define PAGES 12
#define PAGES_BEFORE 5

/* Of the request: they meet nowhere in particular. */
#define NR_PIECES 4

/**
 * struct stage - what these scenarios need
 * @ring: the ring, with the buffer as its first
 * @file: a memfd to move data to and from
 * @copy: of the file, for us to look at
 * @buf: the buffer
 * @len: how long it and the copy are, bytes
 * @piece: pieces of it
 * @total: how long they are in all, bytes
 */
struct stage {
	struct ring ring;
	int file;
	char *copy, *buf;
	size_t len;
	struct iovec piece[NR_PIECES];
	size_t total;
};

static void add_piece(struct stage *s, int nr, size_t from, size_t to)
{
	s->piece[nr] = (struct iovec){ s->buf + from, to - from };
	s->total += to - from;
}

/* From the end, the beginning, over several pages, and over no more than one. */
static void cut(struct stage *s)
{
	const size_t page = getpagesize();

	add_piece(s, 0, s->len - page - 7, s->len);
	add_piece(s, 1, 0, 5);
	add_piece(s, 2, 3 * page + 9, 8 * page + 1);
	add_piece(s, 3, 2 * page, 2 * page + 8);
}

/* The buffer holds the memory's pattern, the file the device's. */
static long set_stage(struct attempt *a, struct stage *s)
{
	long ret = attempt_ring(a, &s->ring, 1);

	if (ret)
		return ret;
	pattern_fill(s->buf, s->len, PATTERN_MEMORY, 0);
	a->buf = s->buf;
	a->len = s->len;
	ret = attempt_register(a, s->ring.fd);
	if (ret)
		return ret;
	cut(s);
	pattern_fill(s->copy, s->len, PATTERN_DEVICE, 0);
	s->file = memfd_create("pincer", MFD_CLOEXEC);
	return write(s->file, s->copy, s->len) == (ssize_t)s->len ? 0 :
		attempt_setup_error(a, "memfd");
}

static long move(struct stage *s, int opcode, const struct iovec *piece, int nr)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = s->file, .addr = (uintptr_t)piece,
		.len = nr,
	};

	return ring_do(&s->ring, &sqe);
}

/* The pieces are in the file, one after the other. */
static bool file_has_pieces(struct stage *s)
{
	size_t at = 0;
	int i;

	if (pread(s->file, s->copy, s->total, 0) != (ssize_t)s->total)
		return false;
	for (i = 0; i < NR_PIECES; at += s->piece[i++].iov_len)
		if (memcmp(s->copy + at, s->piece[i].iov_base,
			   s->piece[i].iov_len))
			return false;
	return true;
}

/* What a buffer is that had the pattern, and got its pieces from the file. */
static bool buffer_has_pieces(struct stage *s)
{
	char *want = s->copy;
	size_t at = 0;
	int i;

	pattern_fill(want, s->len, PATTERN_MEMORY, 0);
	for (i = 0; i < NR_PIECES; at += s->piece[i++].iov_len)
		pattern_fill(want + ((char *)s->piece[i].iov_base - s->buf),
			     s->piece[i].iov_len, PATTERN_DEVICE, at);
	return !memcmp(want, s->buf, s->len);
}

/* A piece that may be moved comes first: it is not. */
static long move_after(struct stage *s, int opcode, const char *from,
		       size_t len)
{
	const struct iovec two[] = { s->piece[0], { (void *)from, len } };

	return move(s, opcode, two, 2);
}

static bool range_is_kept(struct attempt *a, struct stage *s, int opcode)
{
	const char *end = s->buf + s->len;

	return scenario_answer(a, "a piece with a byte too many",
			       move_after(s, opcode, end - 1, 2), -EFAULT) &&
	       scenario_answer(a, "a piece with the byte before",
			       move_after(s, opcode, s->buf - 1, 2),
			       -EFAULT) &&
	       scenario_answer(a, "a piece around the end of all addresses",
			       move_after(s, opcode, (char *)-2, 4),
			       -EFAULT) &&
	       scenario_answer(a, "a piece of nothing",
			       move_after(s, opcode, s->buf, 0), -EFAULT);
}

static bool nothing_has_moved(struct stage *s)
{
	return pread(s->file, s->copy, s->len, 0) == (ssize_t)s->len &&
	       pattern_is(s->copy, s->len, PATTERN_DEVICE, 0) &&
	       pattern_is(s->buf, s->len, PATTERN_MEMORY, 0);
}

static bool pieces_move(struct attempt *a, struct stage *s)
{
	if (!scenario_answer(a, "pieces to a file",
			     move(s, RING_WRITEV_FIXED, s->piece, NR_PIECES),
			     s->total))
		return false;
	a->wrong_data |= !file_has_pieces(s);
	pattern_fill(s->copy, s->len, PATTERN_DEVICE, 0);
	if (pwrite(s->file, s->copy, s->len, 0) != (ssize_t)s->len)
		attempt_setup_error(a, "writing a memfd");
	if (!scenario_answer(a, "pieces from a file",
			     move(s, RING_READV_FIXED, s->piece, NR_PIECES),
			     s->total))
		return false;
	a->wrong_data |= !buffer_has_pieces(s);
	return true;
}

static long use_pieces(struct attempt *a, struct stage *s)
{
	const long ret = set_stage(a, s);

	if (ret)
		return ret;
	/* Where it is known, it is refused for another reason. */
	if (move_after(s, RING_READV_FIXED, s->buf - 1, 2) == -EINVAL) {
		errno = EINVAL;
		return attempt_no_interface(a, "IORING_OP_READV_FIXED");
	}
	a->disagrees = !(range_is_kept(a, s, RING_READV_FIXED) &&
			 range_is_kept(a, s, RING_WRITEV_FIXED));
	a->wrong_data = !nothing_has_moved(s);
	if (!a->disagrees)
		a->disagrees = !pieces_move(a, s);
	return 0;
}

/* The buffer has pages beside it that are not registered. */
static long use_pages(struct attempt *a)
{
	const size_t page = getpagesize();
	struct stage s = { .len = PAGES * page };

	s.copy = attempt_memory(a, 2 * s.len + 2 * page);
	if (!s.copy)
		return -ENOMEM;
	s.buf = s.copy + s.len + page;
	return use_pieces(a, &s);
}

/* So has it here, and its two halves are one piece of memory each. */
static long use_huge_pages(struct attempt *a)
{
	const size_t page = getpagesize();
	struct stage s = { .len = PAGES * page };
	size_t size;
	char *huge;

	s.copy = attempt_memory(a, s.len);
	huge = scenario_huge_pages(a, 2, &size);
	if (!s.copy || !huge)
		return -ENOMEM;
	s.buf = huge + size - PAGES_BEFORE * page;
	return use_pieces(a, &s);
}

const struct scenario scenarios_io_uring_pieces[] = {
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
