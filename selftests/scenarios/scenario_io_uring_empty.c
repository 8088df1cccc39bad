// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: no byte of a registered buffer, at its very end. struct bio_vec of its
 * last page is the last one: what comes behind is not looked at, or KASAN tells.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "scenarios/scenario.h"

/*
 * Pages of the buffer. struct io_mapped_ubuf is allocated for 32 of them
 * (IO_CACHED_BVECS_SEGS) or for as many as there are.
 */
static const int sizes[] = { 1, 2, 31, 32, 33, 64 };

#define NR_SIZES (int)(sizeof(sizes) / sizeof(sizes[0]))

static const int opcodes[] = { IORING_OP_READ_FIXED, IORING_OP_WRITE_FIXED };

static long move_nothing(struct attempt *a, struct ring *r, int opcode, int fd,
			 size_t at)
{
	const struct io_uring_sqe sqe = {
		.opcode = opcode, .fd = fd, .addr = (uintptr_t)a->buf + at,
	};

	return ring_do(r, &sqe);
}

static bool nothing_moves(struct attempt *a, struct ring *r, int fd)
{
	const size_t page = getpagesize();
	const size_t ats[] = { 0, page, a->len - page, a->len - 1, a->len };
	unsigned int op, at;

	for (op = 0; op < 2; op++)
		for (at = 0; at < sizeof(ats) / sizeof(ats[0]); at++)
			if (!scenario_answer(a, "no byte",
					     move_nothing(a, r, opcodes[op],
							  fd, ats[at]), 0))
				return false;
	return true;
}

static long move_nothing_of_all(struct attempt *a)
{
	const size_t page = getpagesize();
	const int file = memfd_create("pincer", MFD_CLOEXEC);
	struct ring r;
	long ret = attempt_ring(a, &r, 1);
	int i;

	if (ret)
		return ret;
	if (file < 0)
		return attempt_setup_error(a, "memfd");
	a->buf = attempt_memory(a, sizes[NR_SIZES - 1] * page);
	if (!a->buf)
		return -ENOMEM;
	madvise(a->buf, sizes[NR_SIZES - 1] * page, MADV_NOHUGEPAGE);
	for (i = 0; i < NR_SIZES && !a->disagrees; i++) {
		a->len = sizes[i] * page;
		ret = attempt_register(a, r.fd);
		if (ret)
			return ret;
		a->disagrees = !nothing_moves(a, &r, file);
		if (attempt_unregister(a, r.fd))
			return -1;
	}
	return 0;
}

const struct scenario scenarios_io_uring_empty[] = {
	{
		.name = "io_uring.fixed.empty",
		.title = "a request of no byte of a registered buffer moves nothing, also at its very end",
		SUCCESS_IS_ZERO, .need.config = "IO_URING",
		.expect = scenario_works, .run = move_nothing_of_all,
	}, {}
};
