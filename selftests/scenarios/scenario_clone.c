// SPDX-License-Identifier: GPL-2.0
/* io_uring: a clone at an offset replaces a part of a table of buffers. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "scenarios/scenario.h"

/* Buffers of either table; a byte of each says which one it is. */
#define SOURCES 4
#define TARGETS 8

/* IORING_REGISTER_DST_REPLACE */
#define REPLACE 2

/* The part that is cloned, and where it goes. */
#define FROM 1
#define TO 3
#define COUNT 2

/**
 * struct fixture - two rings with buffers
 * @ring: whose table is replaced in part
 * @source: the ring to clone from
 * @file: a memfd to write bytes of buffers to
 * @at: a byte for each buffer of the table, then one for each of the source
 */
struct fixture {
	struct ring ring;
	int source, file;
	char *at;
};

static long register_bytes(int fd, char *at, int nr)
{
	struct iovec iov[TARGETS];
	int i;

	for (i = 0; i < nr; i++)
		iov[i] = (struct iovec){ at + i, 1 };
	return or_errno(ring_register_buffers(fd, iov, nr));
}

static long open_fixture(struct attempt *a, struct fixture *f)
{
	long ret = attempt_ring(a, &f->ring, 1);
	int i;

	if (ret)
		return ret;
	f->at = attempt_memory(a, getpagesize());
	f->source = ring_bare();
	f->file = memfd_create("pincer", MFD_CLOEXEC);
	if (!f->at || f->source < 0 || f->file < 0)
		return attempt_setup_error(a, "memfd");
	for (i = 0; i < TARGETS + SOURCES; i++)
		f->at[i] = 'a' + i;
	ret = register_bytes(f->ring.fd, f->at, TARGETS) ?:
	      register_bytes(f->source, f->at + TARGETS, SOURCES);
	errno = -ret;
	return ret ? attempt_no_ring(a) : 0;
}

static long clone_part(struct attempt *a, struct fixture *f)
{
	const struct ring_clone_buffers arg = {
		.src_fd = f->source, .flags = REPLACE, .src_off = FROM,
		.dst_off = TO, .nr = COUNT,
	};

	if (!ring_register(f->ring.fd, RING_CLONE_BUFFERS, &arg, 1))
		return 0;
	return errno == EINVAL || errno == EBUSY ?
		attempt_no_interface(a, "IORING_REGISTER_DST_REPLACE") : -errno;
}

static char *byte_of(struct fixture *f, int index)
{
	return index < TO || index >= TO + COUNT ?
		f->at + index : f->at + TARGETS + FROM + index - TO;
}

/* The byte that a buffer of the table writes to the file, or -errno. */
static long written(struct fixture *f, int index)
{
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_WRITE_FIXED, .fd = f->file, .len = 1,
		.addr = (uintptr_t)byte_of(f, index), .buf_index = index,
	};
	const long ret = ring_do(&f->ring, &sqe);
	char byte = 0;

	return ret == 1 && pread(f->file, &byte, 1, 0) == 1 ? byte : ret;
}

static long replace_part(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f) ?: clone_part(a, &f);
	int i;

	for (i = 0; i < TARGETS && !ret && !a->disagrees; i++)
		a->disagrees = !scenario_answer(a, "a buffer of the table",
						written(&f, i), *byte_of(&f, i));
	return ret;
}

const struct scenario scenarios_clone[] = {
	{
		.name = "io_uring.clone.replaces",
		.title = "a clone with IORING_REGISTER_DST_REPLACE replaces the buffers at its offset and no others",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_CLONE_OFFSET },
		.expect = scenario_works, .run = replace_part,
	}, {}
};
