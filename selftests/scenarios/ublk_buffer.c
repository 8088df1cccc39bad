// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/data.h"
#include "lib/loan.h"
#include "scenarios/scenario.h"

#define PAGES 4

/* Where a piece may end: nowhere in particular. */
#define SHORT 77

static int fill(struct attempt *a, struct loan *l)
{
	data_fill(l->memory, l->len + 2 * LOAN_MARGIN, DATA_MEMORY, 0);
	data_fill(l->copy, l->len, DATA_DEVICE, LOAN_MARGIN);
	return pwrite(l->disk.store, l->copy, l->len, UBLK_OFFSET) ==
	       (ssize_t)l->len ? 0 : attempt_broken(a, "memfd");
}

static long request(struct attempt *a, struct loan *l)
{
	long ret;

	ublk_ask(&l->disk, l->what);
	ret = ublk_next(&l->disk, l->what);
	errno = -ret;
	return ret ? attempt_broken(a, "a request to a disk of ublk's") : 0;
}

long loan_open(struct attempt *a, struct loan *l, enum ublk_order what,
	       __u64 features)
{
	const size_t size = PAGES * (size_t)getpagesize();
	struct iovec buffer = { .iov_len = size - 2 * LOAN_MARGIN };
	long ret;

	*l = (struct loan){ .what = what, .len = buffer.iov_len };
	l->copy = attempt_memory(a, size);
	l->memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (!l->copy || l->memory == MAP_FAILED)
		return attempt_broken(a, "mmap");
	buffer.iov_base = l->memory + LOAN_MARGIN;
	ret = ublk_open(a, &l->disk, features, &buffer);
	if (ret)
		return ret;
	ret = fill(a, l) ?: request(a, l);
	if (ret)
		ublk_close(&l->disk);
	return ret;
}

long loan_close(struct attempt *a, struct loan *l)
{
	const long ret = ublk_close(&l->disk);

	if (!a->disagrees)
		a->disagrees = !scenario_answer(a, "the end of the disk", ret,
						0);
	return 0;
}

long loan_move(struct loan *l, int opcode, size_t from, size_t len)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = l->disk.store, .addr = from,
		.off = UBLK_OFFSET + from, .len = len,
	};

	return l->other ? ring_do(l->other, &sqe) : ublk_do(&l->disk, &sqe);
}

long loan_move_pieces(struct loan *l, int opcode, const struct iovec *piece,
		      int nr)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = l->disk.store,
		.addr = (uintptr_t)piece, .off = UBLK_OFFSET, .len = nr,
	};

	return ublk_do(&l->disk, &sqe);
}

/* What is asked for is read into its buffer, what is handed over from it. */
static int right(const struct loan *l)
{
	return l->what == UBLK_READ ? IORING_OP_READ_FIXED :
				      IORING_OP_WRITE_FIXED;
}

static int wrong(const struct loan *l)
{
	return l->what == UBLK_READ ? IORING_OP_WRITE_FIXED :
				      IORING_OP_READ_FIXED;
}

/* What both have to hold, and that nothing has changed beside the buffer. */
static void check(struct attempt *a, struct loan *l, unsigned char memory,
		  unsigned char disk)
{
	const char *at = l->memory + LOAN_MARGIN, *end = at + l->len;

	if (pread(l->disk.store, l->copy, l->len, UBLK_OFFSET) !=
	    (ssize_t)l->len)
		attempt_broken(a, "reading a memfd");
	if (!data_is(l->memory, LOAN_MARGIN, DATA_MEMORY, 0) ||
	    !data_is(at, l->len, memory, LOAN_MARGIN) ||
	    !data_is(end, LOAN_MARGIN, DATA_MEMORY, LOAN_MARGIN + l->len) ||
	    !data_is(l->copy, l->len, disk, LOAN_MARGIN))
		a->wrong_data = true;
}

static void check_moved(struct attempt *a, struct loan *l)
{
	const int seed = l->what == UBLK_READ ? DATA_DEVICE : DATA_MEMORY;

	check(a, l, seed, seed);
}

bool loan_is_no_more(struct attempt *a, struct loan *l, const char *when)
{
	return scenario_answer(a, when, loan_move(l, right(l), 0, l->len),
			       -EFAULT);
}

bool loan_register(struct attempt *a, struct loan *l)
{
	return loan_is_no_more(a, l, "before it is registered") &&
	       scenario_answer(a, "registration", ublk_register(&l->disk),
			       0) &&
	       scenario_answer(a, "another where one is",
			       ublk_register(&l->disk), -EBUSY);
}

bool loan_unregister(struct attempt *a, struct loan *l)
{
	return scenario_answer(a, "its end", ublk_unregister(&l->disk), 0) &&
	       scenario_answer(a, "another end", ublk_unregister(&l->disk),
			       -EINVAL) &&
	       loan_is_no_more(a, l, "after its end");
}

bool loan_is_one_way(struct attempt *a, struct loan *l)
{
	const bool is =
		scenario_answer(a, "against its direction",
				loan_move(l, wrong(l), 0, l->len), -EFAULT) &&
		scenario_answer(a, "a byte against its direction",
				loan_move(l, wrong(l), l->len - 1, 1),
				-EFAULT) &&
		scenario_answer(a, "a byte too many",
				loan_move(l, right(l), l->len - 1, 2),
				-EFAULT) &&
		scenario_answer(a, "the byte behind",
				loan_move(l, right(l), l->len, 1), -EFAULT);

	check(a, l, DATA_MEMORY, DATA_DEVICE);
	return is;
}

/* First one part of it, and then the other. */
bool loan_is_used(struct attempt *a, struct loan *l)
{
	const size_t first = getpagesize() + SHORT, rest = l->len - first;
	const bool is =
		scenario_answer(a, "in its direction",
				loan_move(l, right(l), 0, first), first) &&
		scenario_answer(a, "in its direction, the rest",
				loan_move(l, right(l), first, rest), rest);

	/* The client's memory, not a copy that is made in the end. */
	check_moved(a, l);
	return is;
}

static long move_right(struct loan *l, const struct iovec *piece, int nr)
{
	return loan_move_pieces(l, l->what == UBLK_READ ? RING_READV_FIXED :
				RING_WRITEV_FIXED, piece, nr);
}

static long move_wrong(struct loan *l, const struct iovec *piece, int nr)
{
	return loan_move_pieces(l, l->what == UBLK_READ ? RING_WRITEV_FIXED :
				RING_READV_FIXED, piece, nr);
}

static struct iovec piece(size_t from, size_t to)
{
	return (struct iovec){ (void *)from, to - from };
}

bool loan_is_one_way_in_pieces(struct attempt *a, struct loan *l)
{
	const struct iovec two[] = {
		piece(0, SHORT), piece(SHORT, l->len),
	}, beyond[] = {
		piece(0, SHORT), piece(l->len - 1, l->len + 1),
	};
	const bool is =
		scenario_answer(a, "pieces against its direction",
				move_wrong(l, two, 2), -EFAULT) &&
		scenario_answer(a, "pieces, with a byte too many",
				move_right(l, beyond, 2), -EFAULT);

	check(a, l, DATA_MEMORY, DATA_DEVICE);
	return is;
}

/* The middle one is longer than a page, and meets the others amid pages. */
bool loan_is_used_in_pieces(struct attempt *a, struct loan *l)
{
	const size_t end = SHORT + 2 * getpagesize();
	const struct iovec three[] = {
		piece(0, SHORT), piece(SHORT, end), piece(end, l->len),
	};
	const bool is = scenario_answer(a, "pieces in its direction",
					move_right(l, three, 3), l->len);

	check_moved(a, l);
	return is;
}

bool loan_is_done(struct attempt *a, struct loan *l)
{
	const bool is = scenario_answer(a, "the request",
					ublk_answer(&l->disk), l->len);

	check_moved(a, l);
	return is;
}
