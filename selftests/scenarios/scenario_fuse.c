// SPDX-License-Identifier: GPL-2.0
/*
 * A FUSE server that answers a read by splice() with SPLICE_F_MOVE: the kernel
 * may take the page for its page cache, fs/fuse/dev.c, fuse_try_move_folio().
 * What the server does with its memory afterwards shows nowhere.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/statfs.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lib/fuse.h"
#include "lib/read_file.h"
#include "memory/pattern.h"
#include "scenarios/scenario.h"

static bool begin_answer(int ends[2], const struct fuse_out_header *head)
{
	return !pipe2(ends, O_CLOEXEC) &&
	       write(ends[1], head, sizeof(*head)) == sizeof(*head);
}

static bool end_answer(const int ends[2], int device,
		       const struct fuse_out_header *head)
{
	return splice(ends[0], NULL, device, NULL, head->len,
		      SPLICE_F_MOVE) == head->len;
}

static size_t data_length(const struct fuse_out_header *head)
{
	return head->len - sizeof(*head);
}

/* A page that write() made; the pipe must not write to it again. */
static bool answer_from_pipe(int device, const struct fuse_out_header *head,
			     uint64_t offset)
{
	const size_t len = data_length(head);
	char data[len];
	int ends[2];
	bool done;

	pattern_fill(data, len, PATTERN_DEVICE, offset);
	done = begin_answer(ends, head) &&
	       write(ends[1], data, len) == (ssize_t)len &&
	       end_answer(ends, device, head);
	pattern_fill(data, len, PATTERN_MEMORY, offset);
	return write(ends[1], data, len) == (ssize_t)len &&
	       write(ends[1], data, len) == (ssize_t)len && done;
}

/* A page of a file, which is changed afterwards. */
static bool answer_from_file(int device, const struct fuse_out_header *head,
			     uint64_t offset)
{
	const int file = memfd_create("pincer", MFD_CLOEXEC);
	const size_t len = data_length(head);
	char data[len];
	loff_t at = 0;
	int ends[2];
	bool done;

	pattern_fill(data, len, PATTERN_DEVICE, offset);
	done = begin_answer(ends, head) &&
	       write(file, data, len) == (ssize_t)len &&
	       splice(file, &at, ends[1], NULL, len, 0) == (ssize_t)len &&
	       end_answer(ends, device, head);
	pattern_fill(data, len, PATTERN_MEMORY, offset);
	return pwrite(file, data, len, 0) == (ssize_t)len && done;
}

/* Memory that is one huge page: a store to one page maps its neighbour too. */
static char *map_huge_page(size_t size)
{
	char *at = mmap(NULL, 2 * size, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char resident;

	if (at == MAP_FAILED)
		return NULL;
	at += -(uintptr_t)at % size;
	if (madvise(at, size, MADV_HUGEPAGE))
		return NULL;
	*at = 1;
	return !mincore(at + size - getpagesize(), getpagesize(), &resident) &&
	       resident & 1 ? at : NULL;
}

/* The gift of a page of a huge page, which nobody else refers to any more. */
static bool answer_from_huge_page(int device,
				  const struct fuse_out_header *head,
				  uint64_t offset)
{
	const size_t size = read_number(
		"/sys/kernel/mm/transparent_hugepage/hpage_pmd_size");
	struct iovec iov = { .iov_len = data_length(head) };
	char *at = map_huge_page(size);
	int ends[2];
	bool done;

	if (!at || !begin_answer(ends, head))
		return false;
	iov.iov_base = at + 3 * getpagesize();
	pattern_fill(iov.iov_base, iov.iov_len, PATTERN_DEVICE, offset);
	done = vmsplice(ends[1], &iov, 1, SPLICE_F_GIFT) ==
	       (ssize_t)iov.iov_len;
	munmap(at, size);
	return done && end_answer(ends, device, head);
}

static const struct fuse_service services[] = {
	{ .cached = true, .answer_read = answer_from_pipe },
	{ .cached = true, .answer_read = answer_from_file },
	{ .cached = true, .answer_read = answer_from_huge_page },
};

static bool holds(int file, const char *at)
{
	return pread(file, (void *)at, getpagesize(), TARGET_OFFSET) ==
	       getpagesize() &&
	       pattern_is(at, getpagesize(), PATTERN_DEVICE, TARGET_OFFSET);
}

/* The answer to fstatfs() comes when the server is done with the read. */
static long read_moved_page(struct attempt *a)
{
	const int file = fuse_open_service(
		a, &services[a->contract->scenario->how]);
	char *at = attempt_memory(a, getpagesize());
	struct statfs any;
	char byte;

	if (file < 0 || !at)
		return -1;
	if (pread(file, &byte, 1, TARGET_OFFSET) != 1 ||
	    fstatfs(file, &any))
		return attempt_setup_error(a, "a read that the server splices");
	a->wrong_data = !holds(file, at);
	close(file);
	return 0;
}

/* Without the fix the kernel logs a page that it finds weird, and copies. */
DEFINE_EXPECT(quiet, .flaws = h->has[C_FUSE_LARGE_FOLIO] ? 0 : FLAW(WARNING));

#define MOVES(name_, title_, how_, expect_, ...)			\
	{								\
		.name = "fuse.reply." name_,				\
		.title = "what a FUSE server does to " title_		\
			 " after its answer shows nowhere",		\
		SUCCESS_IS_ZERO, .expect = expect_, .how = how_,		\
		.run = read_moved_page, __VA_ARGS__			\
	}

const struct scenario scenarios_fuse[] = {
	MOVES("pipe", "the pipe whose page was moved", 0, scenario_works,
	      .need.config = "FUSE_FS"),
	MOVES("file", "the file whose page was moved", 1, scenario_works,
	      .need.config = "FUSE_FS"),
	MOVES("huge_gift", "a huge page of which it gave a part", 2, quiet,
	      .need = { .config = "FUSE_FS",
			.also = "TRANSPARENT_HUGEPAGE" }),
	{}
};
