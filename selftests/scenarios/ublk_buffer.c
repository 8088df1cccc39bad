// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "scenarios/ublk_buffer.h"
#include "scenarios/scenario.h"

#define PAGES 4

/* Bytes of the first segment, which so ends within a page. */
#define FIRST 77

static int fill_patterns(struct attempt *a, struct ublk_buffer *l)
{
	pattern_fill(l->memory, l->len + 2 * UBLK_BUFFER_MARGIN, PATTERN_MEMORY,
		     0);
	pattern_fill(l->copy, l->len, PATTERN_DEVICE, UBLK_BUFFER_MARGIN);
	return pwrite(l->disk.store, l->copy, l->len, UBLK_OFFSET) ==
	       (ssize_t)l->len ? 0 : attempt_setup_error(a, "memfd");
}

static long make_request(struct attempt *a, struct ublk_buffer *l)
{
	long ret;

	ublk_ask(&l->disk, l->what);
	ret = ublk_next(&l->disk, l->what);
	errno = -ret;
	return ret ? attempt_setup_error(a, "a request to a ublk disk") : 0;
}

long ublk_buffer_open(struct attempt *a, struct ublk_buffer *l,
		      enum ublk_order what, __u64 features)
{
	const size_t size = PAGES * (size_t)getpagesize();
	struct iovec buffer = { .iov_len = size - 2 * UBLK_BUFFER_MARGIN };
	long ret;

	*l = (struct ublk_buffer){ .what = what, .len = buffer.iov_len };
	l->copy = attempt_memory(a, size);
	l->memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (!l->copy || l->memory == MAP_FAILED)
		return attempt_setup_error(a, "mmap");
	buffer.iov_base = l->memory + UBLK_BUFFER_MARGIN;
	ret = ublk_open(a, &l->disk, features, &buffer);
	if (ret)
		return ret;
	ret = fill_patterns(a, l) ?: make_request(a, l);
	if (ret)
		ublk_close(&l->disk);
	return ret;
}

long ublk_buffer_close(struct attempt *a, struct ublk_buffer *l)
{
	const long ret = ublk_close(&l->disk);

	if (!a->disagrees)
		a->disagrees = !scenario_answer(a, "the end of the disk", ret,
						0);
	return 0;
}

long ublk_buffer_move(struct ublk_buffer *l, int opcode, size_t from,
		      size_t len)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = l->disk.store, .addr = from,
		.off = UBLK_OFFSET + from, .len = len,
	};

	return l->other ? ring_do(l->other, &sqe) : ublk_do(&l->disk, &sqe);
}

long ublk_buffer_move_segments(struct ublk_buffer *l, int opcode,
			     const struct iovec *segment, int nr)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = l->disk.store,
		.addr = (uintptr_t)segment, .off = UBLK_OFFSET, .len = nr,
	};

	return ublk_do(&l->disk, &sqe);
}

/* The server fills the buffer of a read, and empties that of a write. */
static int allowed(const struct ublk_buffer *l)
{
	return l->what == UBLK_READ ? IORING_OP_READ_FIXED :
				      IORING_OP_WRITE_FIXED;
}

static int refused(const struct ublk_buffer *l)
{
	return l->what == UBLK_READ ? IORING_OP_WRITE_FIXED :
				      IORING_OP_READ_FIXED;
}

/* Compares buffer and disk with patterns, and the margins with theirs. */
static void check_patterns(struct attempt *a, struct ublk_buffer *l,
		  unsigned char memory, unsigned char disk)
{
	const char *at = l->memory + UBLK_BUFFER_MARGIN, *end = at + l->len;

	if (pread(l->disk.store, l->copy, l->len, UBLK_OFFSET) !=
	    (ssize_t)l->len)
		attempt_setup_error(a, "reading a memfd");
	if (!pattern_is(l->memory, UBLK_BUFFER_MARGIN, PATTERN_MEMORY, 0) ||
	    !pattern_is(at, l->len, memory, UBLK_BUFFER_MARGIN) ||
	    !pattern_is(end, UBLK_BUFFER_MARGIN, PATTERN_MEMORY,
			UBLK_BUFFER_MARGIN + l->len) ||
	    !pattern_is(l->copy, l->len, disk, UBLK_BUFFER_MARGIN))
		a->wrong_data = true;
}

static void check_moved(struct attempt *a, struct ublk_buffer *l)
{
	const int seed = l->what == UBLK_READ ? PATTERN_DEVICE : PATTERN_MEMORY;

	check_patterns(a, l, seed, seed);
}

bool ublk_buffer_is_no_more(struct attempt *a, struct ublk_buffer *l,
			    const char *when)
{
	return scenario_answer(
		a, when, ublk_buffer_move(l, allowed(l), 0, l->len), -EFAULT);
}

bool ublk_buffer_register(struct attempt *a, struct ublk_buffer *l)
{
	return ublk_buffer_is_no_more(a, l, "before it is registered") &&
	       scenario_answer(a, "registration", ublk_register(&l->disk),
			       0) &&
	       scenario_answer(a, "another where one is",
			       ublk_register(&l->disk), -EBUSY);
}

bool ublk_buffer_unregister(struct attempt *a, struct ublk_buffer *l)
{
	return scenario_answer(a, "its end", ublk_unregister(&l->disk), 0) &&
	       scenario_answer(a, "another end", ublk_unregister(&l->disk),
			       -EINVAL) &&
	       ublk_buffer_is_no_more(a, l, "after its end");
}

bool ublk_buffer_is_one_way(struct attempt *a, struct ublk_buffer *l)
{
	const bool is =
		scenario_answer(a, "against its direction",
				ublk_buffer_move(l, refused(l), 0, l->len),
				-EFAULT) &&
		scenario_answer(a, "a byte against its direction",
				ublk_buffer_move(l, refused(l), l->len - 1, 1),
				-EFAULT) &&
		scenario_answer(a, "a byte too many",
				ublk_buffer_move(l, allowed(l), l->len - 1, 2),
				-EFAULT) &&
		scenario_answer(a, "the byte behind",
				ublk_buffer_move(l, allowed(l), l->len, 1),
				-EFAULT);

	check_patterns(a, l, PATTERN_MEMORY, PATTERN_DEVICE);
	return is;
}

/* Two transfers, which meet within a page. */
bool ublk_buffer_is_used(struct attempt *a, struct ublk_buffer *l)
{
	const size_t first = getpagesize() + FIRST, rest = l->len - first;
	const bool is =
		scenario_answer(a, "in its direction",
				ublk_buffer_move(l, allowed(l), 0, first),
				first) &&
		scenario_answer(a, "in its direction, the rest",
				ublk_buffer_move(l, allowed(l), first, rest),
				rest);

	/* Before the request ends: the buffer is no copy of its memory. */
	check_moved(a, l);
	return is;
}

static long move_allowed(struct ublk_buffer *l, const struct iovec *segment,
			 int nr)
{
	return ublk_buffer_move_segments(
		l, l->what == UBLK_READ ? RING_READV_FIXED : RING_WRITEV_FIXED,
		segment, nr);
}

static long move_refused(struct ublk_buffer *l, const struct iovec *segment,
			 int nr)
{
	return ublk_buffer_move_segments(
		l, l->what == UBLK_READ ? RING_WRITEV_FIXED : RING_READV_FIXED,
		segment, nr);
}

static struct iovec segment(size_t from, size_t to)
{
	return (struct iovec){ (void *)from, to - from };
}

bool ublk_segments_are_one_way(struct attempt *a, struct ublk_buffer *l)
{
	const struct iovec two[] = {
		segment(0, FIRST), segment(FIRST, l->len),
	}, beyond[] = {
		segment(0, FIRST), segment(l->len - 1, l->len + 1),
	};
	const bool is =
		scenario_answer(a, "segments against its direction",
				move_refused(l, two, 2), -EFAULT) &&
		scenario_answer(a, "segments, with a byte too many",
				move_allowed(l, beyond, 2), -EFAULT);

	check_patterns(a, l, PATTERN_MEMORY, PATTERN_DEVICE);
	return is;
}

/* The middle one is longer than a page, and meets the others within pages. */
bool ublk_segments_are_used(struct attempt *a, struct ublk_buffer *l)
{
	const size_t end = FIRST + 2 * getpagesize();
	const struct iovec three[] = {
		segment(0, FIRST), segment(FIRST, end),
		segment(end, l->len),
	};
	const bool is = scenario_answer(a, "segments in its direction",
					move_allowed(l, three, 3), l->len);

	check_moved(a, l);
	return is;
}

bool ublk_buffer_is_done(struct attempt *a, struct ublk_buffer *l)
{
	const bool is = scenario_answer(a, "the request",
					ublk_answer(&l->disk), l->len);

	check_moved(a, l);
	return is;
}
