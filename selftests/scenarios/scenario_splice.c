// SPDX-License-Identifier: GPL-2.0
/* splice(), vmsplice(), sendfile(): the data that comes out of the pipe. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "lib/fuse.h"
#include "lib/pipe.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

#define PAGES 4

/* Less than a block, a multiple of an NVMe's dma_alignment. */
#define PART 256

/* Page-aligned memory with a pattern. */
static char *pattern_pages(struct attempt *a, unsigned char seed)
{
	char *at = attempt_memory(a, PAGES * getpagesize());

	if (at)
		pattern_fill(at, PAGES * getpagesize(), seed, 0);
	return at;
}

static bool fill_target(struct attempt *a)
{
	return target_pattern_memory(a, PAGES * getpagesize(), PATTERN_DEVICE,
				     0);
}

/* Opens the target again, as later cases use its descriptor as well. */
static int reopen_target(struct attempt *a, int flags)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", a->fd);
	a->fd = open(path, O_RDWR | O_CLOEXEC | flags);
	return a->fd < 0 ? attempt_setup_error(a, path) : 0;
}

/* Whether @len bytes of the pattern can be read from a descriptor. */
static bool yields(int fd, size_t len, unsigned char seed)
{
	char some[512];
	size_t done;
	ssize_t n;

	for (done = 0; done < len; done += n) {
		n = read(fd, some, sizeof(some));
		if (n <= 0 || !pattern_is(some, n, seed, done))
			return false;
	}
	return true;
}

/* copy_splice_read(): a pipe gets copies of DAX pages, never the storage. */
static long change_after_splice(struct attempt *a)
{
	const long len = PAGES * getpagesize();
	const char *other = pattern_pages(a, PATTERN_MEMORY);
	struct pipe_ends pipe;

	if (!other || !fill_target(a) || pipe_open(a, &pipe))
		return -1;
	if (pipe_splice_from(&pipe, a->fd, len) != len)
		return attempt_setup_error(a, "splicing the whole target");
	if (pwrite(a->fd, other, len, TARGET_OFFSET) != len)
		return attempt_setup_error(a, "writing to the target");
	a->wrong_data = !yields(pipe.read_end, len, PATTERN_DEVICE);
	return 0;
}

/* copy_splice_read() of an O_DIRECT file is a direct read, aligned as one. */
static long splice_misaligned(struct attempt *a)
{
	loff_t at = TARGET_OFFSET + 8;
	struct pipe_ends pipe;

	if (!fill_target(a) || pipe_open(a, &pipe))
		return -1;
	return splice(a->fd, &at, pipe.write_end, NULL, getpagesize(), 0) < 0 ?
		-errno : 0;
}

/* iter_file_splice_write() gives iomap bvecs that are no whole blocks. */
static long splice_parts(struct attempt *a)
{
	const long page = getpagesize();
	const char *at = pattern_pages(a, PATTERN_MEMORY);
	struct pipe_ends pipe;
	long ret;

	if (!at || !fill_target(a) || pipe_open(a, &pipe))
		return -1;
	if (pipe_vmsplice(&pipe, at, PART, 0) != PART ||
	    pipe_vmsplice(&pipe, at + page, page - PART, 0) != page - PART)
		return attempt_setup_error(a, "vmsplice");
	ret = pipe_splice_to(&pipe, a->fd, page);
	return ret < 0 ? ret : ret - page;
}

/* SPLICE_F_GIFT of part of a page: spliced, though it cannot be stolen. */
static long gift_of_a_part(struct attempt *a)
{
	const long len = getpagesize() / 2;
	const char *at = pattern_pages(a, PATTERN_DEVICE);
	struct pipe_ends pipe;
	long ret;

	if (!at || pipe_open(a, &pipe))
		return -1;
	ret = pipe_vmsplice(&pipe, at, len, SPLICE_F_GIFT);
	a->wrong_data = ret == len && !yields(pipe.read_end, len, PATTERN_DEVICE);
	return ret < 0 ? ret : ret - len;
}

static long send_file(struct attempt *a)
{
	const ssize_t len = PAGES * getpagesize();
	off_t at = TARGET_OFFSET;
	int ends[2];
	ssize_t ret;

	if (!fill_target(a))
		return -1;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return attempt_setup_error(a, "socketpair");
	ret = sendfile(ends[0], a->fd, &at, len);
	a->wrong_data = ret > 0 && !yields(ends[1], ret, PATTERN_DEVICE);
	return ret < 0 ? -errno : ret - len;
}

static long send_buffered_file(struct attempt *a)
{
	return reopen_target(a, 0) ? -1 : send_file(a);
}

/*
 * Before 9d2231c5d74e a reused pipe_buffer keeps PIPE_BUF_FLAG_CAN_MERGE: then
 * a write() goes to the page cache page that was spliced (CVE-2022-0847).
 */
static long write_after_splice(struct attempt *a)
{
	const int file = memfd_create("pincer", MFD_CLOEXEC);
	const long page = getpagesize();
	char *at = pattern_pages(a, PATTERN_DEVICE), *before;
	loff_t offset = 0;
	struct pipe_ends pipe;
	int i;

	if (!at || file < 0 || pipe_open(a, &pipe))
		return attempt_setup_error(a, "memfd_create");
	before = at + page;
	if (write(file, at, page) != page)
		return attempt_setup_error(a, "write");
	for (i = 0; i < PIPE_PAGES; i++)
		if (write(pipe.write_end, at, page) != page ||
		    read(pipe.read_end, before, page) != page)
			return attempt_setup_error(a, "filling a pipe");
	if (splice(file, &offset, pipe.write_end, NULL, 1, 0) != 1)
		return attempt_setup_error(a, "splice");
	if (write(pipe.write_end, at + 2 * page, 8) != 8)
		return attempt_setup_error(a, "writing to a pipe");
	memset(before, 0, page);
	if (pread(file, before, page, 0) != page)
		return attempt_setup_error(a, "pread");
	a->wrong_data = !pattern_is(before, page, PATTERN_DEVICE, 0);
	return 0;
}

DEFINE_EXPECT(pipe_flags, .flaws = h->has[C_PIPE_FLAGS] ? 0 : FLAW(DATA));

/* copy_splice_read() turns EFAULT into EAGAIN: it stands for a full pipe. */
static long splice_a_fault(struct attempt *a)
{
	loff_t at = FUSE_FAULT_OFFSET;
	struct pipe_ends pipe;
	char byte;

	if (pread(a->fd, &byte, 1, at) >= 0 || errno != EFAULT)
		return attempt_setup_error(a, "reading where there is a fault");
	if (reopen_target(a, O_DIRECT) || pipe_open(a, &pipe))
		return -1;
	return splice(a->fd, &at, pipe.write_end, NULL, getpagesize(), 0) < 0 ?
		-errno : 0;
}

DEFINE_EXPECT(gets_eagain, .ret = -EAGAIN);

DEFINE_EXPECT(is_misaligned, .ret = -EINVAL);

DEFINE_EXPECT(parts, .ret = h->has[C_IOMAP_SEGMENT_ALIGN] ? 0 : -EINVAL);

const struct scenario scenarios_splice[] = {
	{
		.name = "splice.read.dax.copies",
		.title = "splice copies the pages of a DAX file into the pipe",
		SUCCESS_IS_ZERO, ON_FSDAX, .expect = scenario_works,
		.run = change_after_splice,
	}, {
		.name = "splice.read.odirect.misaligned",
		.title = "splice of an O_DIRECT file from the middle of a block is refused",
		SUCCESS_IS_ZERO, ON_EXT4, .expect = is_misaligned,
		.run = splice_misaligned,
	}, {
		.name = "splice.write.odirect.pieces",
		.title = "splice of two parts of a block to an O_DIRECT file works, or is refused",
		SUCCESS_IS_ZERO, ON_NVME_EXT4, .expect = parts,
		.run = splice_parts,
	}, {
		.name = "splice.vmsplice.gift.part",
		.title = "vmsplice with SPLICE_F_GIFT takes part of a page",
		SUCCESS_IS_ZERO,
		.expect = scenario_works, .run = gift_of_a_part,
	}, {
		.name = "splice.sendfile.odirect",
		.title = "sendfile() from an O_DIRECT file works",
		SUCCESS_IS_ZERO, ON_EXT4, .expect = scenario_works,
		.run = send_file,
	}, {
		.name = "splice.sendfile.buffered",
		.title = "sendfile() from a file works",
		SUCCESS_IS_ZERO, ON_EXT4, .expect = scenario_works,
		.run = send_buffered_file,
	}, {
		.name = "splice.sendfile.dax",
		.title = "sendfile() from a DAX file works",
		SUCCESS_IS_ZERO, ON_FSDAX, .expect = scenario_works,
		.run = send_file,
	}, {
		.name = "splice.pipe_flags_clean",
		.title = "write() to a pipe does not change a file's page that was spliced into it",
		SUCCESS_IS_ZERO,
		.expect = pipe_flags, .run = write_after_splice,
	}, {
		.name = "splice.read.error_map",
		.title = "splice of a file whose direct read fails with EFAULT fails with EAGAIN",
		SUCCESS_IS_ZERO, ON_FUSE, .expect = gets_eagain,
		.run = splice_a_fault,
	}, {}
};
