// SPDX-License-Identifier: GPL-2.0
/*
 * Pages of large folios, mapped in another order: those that are adjacent in
 * memory may be merged into one segment, and no others may.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "model/array_size.h"
#include "memory/pattern.h"
#include "doors/door_io_uring.h"
#include "lib/pipe.h"
#include "memory/verify.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

/* Pages of the folio that are used, and of the buffer. */
#define PAGES 8

/* In an order: a page of a second folio. */
#define SECOND 100

/** struct order - which page of the folios each page of the buffer is */
struct order {
	int page[PAGES];
};

static const struct order orders[] = {
	{ { 0, 1, 2, 3, 4, 5, 6, 7 } },
	{ { 7, 6, 5, 4, 3, 2, 1, 0 } },
	{ { 3, 3, 3, 3, 3, 3, 3, 3 } },
	{ { 0, 1, 0, 1, 0, 1, 0, 1 } },
	{ { 0, 2, 1, 3, 4, 4, 5, 7 } },
	{ { 2, 3, SECOND, SECOND + 1, SECOND + 2, SECOND + 3, SECOND + 4,
	    SECOND + 5 } },
};

static size_t folio_size(void)
{
	return mapping_granule(mapping_find("thp"));
}

/* Where a page of the order is in the file. */
static off_t file_offset(const struct order *o, int i)
{
	return (o->page[i] >= SECOND ? folio_size() : 0) +
	       o->page[i] % SECOND * getpagesize();
}

/* A file with the pattern in the first pages of two large folios. */
static int make_file(struct attempt *a)
{
	const size_t folio = folio_size();
	const int file = attempt_open_tmpfile(a, "PINCER_TMPFS_HUGE", 0);

	if (file < 0)
		return file;
	if (TEMP_FAILURE_RETRY(fallocate(file, 0, 0, 2 * folio)) ||
	    pattern_fill_file(file, 0, a->len) ||
	    pattern_fill_file(file, folio, a->len))
		return attempt_setup_error(a, "fallocate");
	return file;
}

/* Whether, in each folio, the page frame numbers differ as the offsets do. */
static bool lie_in_order(const char *at, const struct order *o)
{
	uint64_t entry, first[2] = { 0 }, *base;
	int i;

	for (i = 0; i < PAGES; i++, at += getpagesize()) {
		/* A page that is not faulted in has no page frame number. */
		*(volatile const char *)at;
		if (pagemap_entry(at, &entry) || !(entry & PAGE_NUMBER))
			return false;
		entry = (entry & PAGE_NUMBER) - o->page[i] % SECOND;
		base = &first[o->page[i] >= SECOND];
		if (*base && entry != *base)
			return false;
		*base = entry;
	}
	return true;
}

static long map_in_order(struct attempt *a, int file, const struct order *o)
{
	const size_t page = getpagesize();
	int i;

	for (i = 0; i < PAGES; i++)
		if (mmap(a->buf + i * page, page, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_FIXED, file, file_offset(o, i)) ==
		    MAP_FAILED)
			return attempt_setup_error(a, "mmap");
	if (lie_in_order(a->buf, o))
		return 0;
	return attempt_skip(a, "no large folio is to be had");
}

/* Whether memory holds the pages of the pattern in an order. */
static bool is_in_order(const char *at, const struct order *o)
{
	const size_t page = getpagesize();
	int i;

	for (i = 0; i < PAGES; i++)
		if (!pattern_is(at + i * page, page, PATTERN_MEMORY,
				o->page[i] % SECOND * page))
			return false;
	return true;
}

/* The attempt's memory behind the buffer receives what has moved. */
static char *copy_of(const struct attempt *a)
{
	return a->buf + a->len;
}

/* O_DIRECT from the buffer to the target, and from there to copy_of(). */
static long write_directly(struct attempt *a)
{
	const long ret = pwrite(a->fd, a->buf, a->len, TARGET_OFFSET);

	if (ret < 0)
		return -errno;
	return pread(a->fd, copy_of(a), a->len, TARGET_OFFSET) == ret ?
		ret : attempt_setup_error(a, "reading the target back");
}

/* O_DIRECT into the buffer; a page that is mapped twice gets the same twice. */
static long read_directly(struct attempt *a)
{
	long ret = write_directly(a);

	if (ret < 0)
		return ret;
	memset(a->buf, 0, a->len);
	ret = or_errno(pread(a->fd, a->buf, a->len, TARGET_OFFSET));
	memcpy(copy_of(a), a->buf, a->len);
	return ret;
}

static long read_pipe(struct attempt *a, const struct pipe_ends *pipe, long len)
{
	return read(pipe->read_end, copy_of(a), len);
}

static long through_a_pipe(struct attempt *a)
{
	return pipe_vmsplice_buffer(a, 0, read_pipe);
}

static long through_a_ring(struct attempt *a)
{
	const int file = memfd_create("pincer", MFD_CLOEXEC);
	struct ring r;
	long ret = attempt_ring(a, &r, 1) ?: attempt_register(a, r.fd);

	if (!ret)
		ret = attempt_fixed(a, &r, IORING_OP_WRITE_FIXED, file, 0);
	if (ret > 0)
		ret = pread(file, copy_of(a), a->len, 0);
	close(file);
	if (!a->setup_error[0])
		ring_close(&r);
	return ret;
}

/* Values of .how: by what the buffer's pages come to copy_of(). */
enum { BY_WRITE, BY_READ, BY_PIPE, BY_RING };

static long (*const movers[])(struct attempt *a) = {
	[BY_WRITE] = write_directly,
	[BY_READ] = read_directly,
	[BY_PIPE] = through_a_pipe,
	[BY_RING] = through_a_ring,
};

static long move_in_order(struct attempt *a, int file, const struct order *o)
{
	long ret = map_in_order(a, file, o);

	if (ret)
		return ret;
	memset(copy_of(a), 0, a->len);
	ret = movers[a->contract->scenario->how](a);
	if (ret != (long)a->len)
		return ret < 0 ? ret : -EIO;
	a->wrong_data |= !is_in_order(copy_of(a), o);
	return 0;
}

static long move_in_each_order(struct attempt *a)
{
	long ret = 0;
	size_t i;
	int file;

	a->len = PAGES * getpagesize();
	a->buf = attempt_memory(a, 2 * a->len);
	if (!a->buf)
		return -ENOMEM;
	file = make_file(a);
	if (file < 0)
		return file;
	for (i = 0; i < ARRAY_SIZE(orders) && !ret; i++)
		ret = move_in_order(a, file, &orders[i]);
	return ret;
}

#define IN_ORDER(how_) SUCCESS_IS_ZERO, .expect = scenario_works,		\
	.how = how_, .run = move_in_each_order
#define OF_FOLIO_ON_NVME .need = { .config = "BLK_DEV_NVME",		\
			  .also = "TRANSPARENT_HUGEPAGE",		\
			  .env = "PINCER_NVME",				\
			  .target = TARGET_NVME }

const struct scenario scenarios_coalesce[] = {
	{
		.name = "odirect.folio_order.write",
		.title = "an O_DIRECT write of a folio's pages in any order writes them in that order",
		OF_FOLIO_ON_NVME, IN_ORDER(BY_WRITE),
	}, {
		.name = "odirect.folio_order.read",
		.title = "an O_DIRECT read into a folio's pages in any order fills them in that order",
		OF_FOLIO_ON_NVME, IN_ORDER(BY_READ),
	}, {
		.name = "splice.vmsplice.folio_order",
		.title = "vmsplice of a folio's pages in any order keeps that order",
		.need.config = "TRANSPARENT_HUGEPAGE",
		IN_ORDER(BY_PIPE),
	}, {
		.name = "io_uring.fixed.folio_order",
		.title = "registering a folio's pages in any order with io_uring keeps that order",
		.need = { .config = "IO_URING",
			  .also = "TRANSPARENT_HUGEPAGE" },
		IN_ORDER(BY_RING),
	}, {}
};
