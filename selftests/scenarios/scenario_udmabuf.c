// SPDX-License-Identifier: GPL-2.0
/*
 * udmabuf makes a dma-buf of a memfd's pages. It takes them from the file, not
 * through a mapping, so it is no door.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/udmabuf.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "lib/pin_counters.h"
#include "lib/read_file.h"
#include "scenarios/scenario.h"
#include "lib/udmabuf.h"

/* The first page holds the pattern, the second is not allocated yet. */
#define PAGES 2

/* A file of PAGES pages, the first of which holds the pattern. */
static int make_memfd(unsigned int seals)
{
	const size_t page = getpagesize();
	const int fd = memfd_create("pincer", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd >= 0 && (ftruncate(fd, PAGES * page) ||
			pattern_fill_file(fd, 0, page) ||
			(seals && fcntl(fd, F_ADD_SEALS, seals)))) {
		close(fd);
		return -1;
	}
	return fd;
}

/** struct shared - a memfd, the dma-buf that was made of it, and its mapping */
struct shared {
	int memfd, buf;
	char *at;
};

static long make_shared(struct attempt *a, struct shared *s)
{
	const int device = attempt_open_device(a, UDMABUF_DEVICE);
	const size_t len = PAGES * getpagesize();

	if (device < 0)
		return device;
	s->memfd = make_memfd(F_SEAL_SHRINK);
	if (s->memfd < 0)
		return attempt_setup_error(a, "memfd");
	s->buf = udmabuf_export(device, s->memfd, PAGES);
	close(device);
	if (s->buf < 0)
		return -errno;
	s->at = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED, s->buf, 0);
	return s->at == MAP_FAILED ? attempt_setup_error(a, "mmap") : 0;
}

static void end_shared(const struct shared *s)
{
	munmap(s->at, PAGES * getpagesize());
	close(s->buf);
	close(s->memfd);
}

/* Whether memfd and dma-buf show each other's writes, also to a new page. */
static long share_pages(struct attempt *a)
{
	const size_t page = getpagesize();
	char seen[page];
	struct shared s;
	long ret = make_shared(a, &s);

	if (ret)
		return ret;
	a->wrong_data = !pattern_is(s.at, page, PATTERN_MEMORY, 0) ||
			!pattern_is_zero(s.at + page, page);
	pattern_fill(s.at + page, page, PATTERN_DEVICE, page);
	if (pread(s.memfd, seen, page, page) != (ssize_t)page)
		ret = attempt_setup_error(a, "read");
	else if (!pattern_is(seen, page, PATTERN_DEVICE, page))
		a->wrong_data = true;
	end_shared(&s);
	return ret;
}

/* Since c6a3194c05e7 memfd_pin_folios() keeps the pages from moving. */
static long count_pins(struct attempt *a)
{
	const long before = pins_acquired();
	struct shared s;
	long ret = make_shared(a, &s), after;

	if (ret)
		return ret;
	after = pins_acquired();
	end_shared(&s);
	errno = EIO;
	return before < 0 ? attempt_setup_error(a, "/proc/vmstat") : after - before;
}

DEFINE_EXPECT(are_pinned, .ret = h->has[C_UDMABUF_PINS] ? PAGES : 0);

/* UDMABUF_CREATE of a file, which is closed: 0 or -errno. */
static int try_export(int device, int memfd)
{
	const int buf = udmabuf_export(device, memfd, PAGES);
	const int ret = buf < 0 ? -errno : 0;

	if (buf >= 0)
		close(buf);
	close(memfd);
	return ret;
}

/* EINVAL without F_SEAL_SHRINK or with F_SEAL_WRITE, EBADFD for no memfd. */
static long refuse_others(struct attempt *a)
{
	const char *dir = getenv("PINCER_EXT4");
	const int device = attempt_open_device(a, UDMABUF_DEVICE);
	int other;

	if (device < 0)
		return device;
	errno = ENOENT;
	other = dir ? open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
	if (other < 0)
		return attempt_no_interface(a, "a file on ext4");
	a->disagrees = !(
		scenario_answer(a, "without a seal",
				try_export(device, make_memfd(0)), -EINVAL) &&
		scenario_answer(a, "sealed against growing",
				try_export(device, make_memfd(F_SEAL_GROW)),
				-EINVAL) &&
		scenario_answer(a, "sealed against writing",
				try_export(device, make_memfd(F_SEAL_SHRINK |
							  F_SEAL_WRITE)),
				-EINVAL) &&
		scenario_answer(a, "a file on ext4", try_export(device, other),
				-EBADFD) &&
		scenario_answer(a, "a device", try_export(device, dup(device)),
				-EBADFD));
	close(device);
	return 0;
}

#define PARAMETERS "/sys/module/udmabuf/parameters/"
#define SIZE_LIMIT PARAMETERS "size_limit_mb"
#define COUNT_LIMIT PARAMETERS "list_limit"

/* UDMABUF_CREATE_LIST of the first page, again and again: 0 or -errno. */
static long try_list(int device, int memfd, unsigned int count)
{
	struct udmabuf_create_item item[3];
	unsigned int i;
	int buf;

	for (i = 0; i < count; i++)
		item[i] = (struct udmabuf_create_item){
			.memfd = memfd, .size = getpagesize(),
		};
	buf = udmabuf_export_list(device, item, count, count);
	if (buf < 0)
		return -errno;
	close(buf);
	return 0;
}

/* UDMABUF_CREATE of so many bytes: 0 or -errno. */
static long try_size(int device, int memfd, size_t bytes)
{
	const int buf = udmabuf_export(device, memfd, bytes / getpagesize());

	if (buf < 0)
		return -errno;
	close(buf);
	return 0;
}

/* 1 MiB, and two ranges: no more. */
static void check_limits(struct attempt *a, int device, int memfd)
{
	const size_t most = 1 << 20;

	if (ftruncate(memfd, 2 * most))
		attempt_setup_error(a, "ftruncate");
	a->disagrees = !(
		scenario_answer(a, "as large as the limit",
				try_size(device, memfd, most), 0) &&
		scenario_answer(a, "a page more",
				try_size(device, memfd, most + getpagesize()),
				-EINVAL) &&
		scenario_answer(a, "as many ranges as the limit",
				try_list(device, memfd, 2), 0) &&
		scenario_answer(a, "a range more", try_list(device, memfd, 3),
				-EINVAL));
}

static void write_limits(long mib, long count)
{
	char text[NUMBER_LENGTH];

	snprintf(text, sizeof(text), "%ld", mib);
	write_path(SIZE_LIMIT, text);
	snprintf(text, sizeof(text), "%ld", count);
	write_path(COUNT_LIMIT, text);
}

static long keep_limits(struct attempt *a)
{
	const long mib = read_number(SIZE_LIMIT), count = read_number(COUNT_LIMIT);
	const int device = attempt_open_device(a, UDMABUF_DEVICE);
	const int memfd = make_memfd(F_SEAL_SHRINK);

	if (device < 0)
		return device;
	if (mib < 0 || count < 0 || memfd < 0)
		return attempt_no_interface(a, SIZE_LIMIT);
	write_limits(1, 2);
	check_limits(a, device, memfd);
	write_limits(mib, count);
	close(memfd);
	close(device);
	return 0;
}

const struct scenario scenarios_udmabuf[] = {
	{
		.name = "udmabuf.shares_pages",
		.title = "a dma-buf made of a memfd shares its pages",
		SUCCESS_IS_ZERO, .need.config = "UDMABUF",
		.expect = scenario_works, .run = share_pages,
	}, {
		.name = "udmabuf.pins",
		.title = "udmabuf pins the pages of a memfd",
		.need.config = "UDMABUF", .need.guest_only = true,
		.expect = are_pinned, .run = count_pins,
	}, {
		.name = "udmabuf.limit",
		.title = "udmabuf keeps its limits of size and of ranges",
		SUCCESS_IS_ZERO,
		.need = { .config = "UDMABUF", .feature = C_UDMABUF_PINS,
			  .guest_only = true },
		.expect = scenario_works, .run = keep_limits,
	}, {
		.name = "udmabuf.refuses_others",
		.title = "udmabuf takes a memfd with F_SEAL_SHRINK and without F_SEAL_WRITE, and nothing else",
		SUCCESS_IS_ZERO,
		.need.config = "UDMABUF",
		.expect = scenario_works, .run = refuse_others,
	}, {}
};
