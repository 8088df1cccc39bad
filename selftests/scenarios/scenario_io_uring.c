// SPDX-License-Identifier: GPL-2.0
/* io_uring: the size, the number and the order of registered buffers. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "model/mapping.h"
#include "scenarios/scenario.h"

#define GIB (1ULL << 30)
#define TIB (1ULL << 40)

/* More than IORING_MAX_REG_BUFFERS, which was UIO_MAXIOV before. */
#define TOO_MANY 16385

static int open_ring(struct attempt *a)
{
	const int fd = ring_bare();

	return fd < 0 ? attempt_no_ring(a) : fd;
}

static long register_nr(int fd, const struct iovec *iov, unsigned int nr)
{
	return or_errno(ring_register_buffers(fd, iov, nr));
}

static long register_one(int fd, void *base, size_t len)
{
	return register_nr(fd, &(struct iovec){ base, len }, 1);
}

static long unregister(int fd)
{
	return or_errno(ring_unregister_buffers(fd));
}

/* Registers 1 TiB and .how pages, the first page of which is mapped. */
static long register_tib(struct attempt *a)
{
	const unsigned long long len =
		TIB + a->contract->scenario->how * getpagesize();
	const int fd = open_ring(a);
	void *page;

	if (fd < 0)
		return fd;
	page = attempt_memory(a, getpagesize());
	if (!page)
		return -ENOMEM;
	if (len > SIZE_MAX)
		return attempt_skip(a, "addresses of 64 bits");
	return register_one(fd, page, len);
}

/* -EFAULT above 1 GiB; since b4e41050b212 -EINVAL above 1 TiB. */
DEFINE_EXPECT(too_long, .ret = h->has[C_IO_URING_TIB] ? -EINVAL : -EFAULT);

/*
 * EOVERFLOW since 3996771b8f75 where the array of 1 TiB's pages would exceed
 * INT_MAX bytes; kvmalloc() warned of such a size before.
 */
static struct outcome longest(const struct history *h, const struct machine *m)
{
	const bool fits = TIB / m->page_size <= INT_MAX / sizeof(void *);

	if (!h->has[C_IO_URING_TIB] || fits)
		return (struct outcome){ .ret = -EFAULT };
	if (!h->has[C_IO_URING_PIN_BOUND])
		return (struct outcome){ .ret = -ENOMEM, .flaws = FLAW(WARNING) };
	return (struct outcome){ .ret = -EOVERFLOW };
}

/* More than 1 GiB of addresses, all of which map one huge page. */
static void *map_over_and_over(struct attempt *a, size_t *len)
{
	const struct mapping *kind = mapping_find("hugetlb");
	const size_t huge = mapping_granule(kind);
	const int fd = memfd_create("pincer", MFD_CLOEXEC | MFD_HUGETLB);
	const size_t reserved = GIB + 2 * huge;
	char *at, *page;

	if (fd < 0 || ftruncate(fd, huge)) {
		scenario_no_huge_page(a);
		return NULL;
	}
	at = mmap(NULL, reserved, PROT_NONE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (at == MAP_FAILED) {
		attempt_setup_error(a, "mmap");
		return NULL;
	}
	*len = GIB / huge * huge + huge;
	at += huge - (uintptr_t)at % huge;
	for (page = at; page < at + *len; page += huge)
		if (mmap(page, huge, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED) {
			scenario_no_huge_page(a);
			return NULL;
		}
	return at;
}

static long register_gib(struct attempt *a)
{
	const int fd = open_ring(a);
	size_t len;
	void *at;

	if (fd < 0)
		return fd;
	at = map_over_and_over(a, &len);
	if (!at)
		return -ENOMEM;
	return register_one(fd, at, len) ?: attempt_unregister(a, fd);
}

DEFINE_EXPECT(gib, .ret = h->has[C_IO_URING_TIB] ? 0 : -EFAULT);

/* io_buffer_validate(): an iovec of NULL and 0 is an empty slot. */
static long register_nothing(struct attempt *a)
{
	const int fd = open_ring(a);
	const size_t size = getpagesize();
	char *page;

	if (fd < 0)
		return fd;
	page = attempt_memory(a, size);
	if (!page)
		return -ENOMEM;
	a->disagrees = !(
		scenario_answer(a, "no address, no length",
				register_one(fd, NULL, 0), 0) &&
		scenario_answer(a, "unregistration of the empty slot", unregister(fd), 0) &&
		scenario_answer(a, "no address",
				register_one(fd, NULL, size), -EFAULT) &&
		scenario_answer(a, "no length",
				register_one(fd, page, 0), -EFAULT) &&
		scenario_answer(a, "beyond the last address",
				register_one(fd, (char *)-size, 2 * size),
				-EOVERFLOW));
	return 0;
}

/* The number of iovecs is checked before the first is read. */
static long register_in_order(struct attempt *a)
{
	static const struct iovec nothing[TOO_MANY];
	const struct iovec bad = { .iov_base = NULL, .iov_len = 1 };
	const int fd = open_ring(a);

	if (fd < 0)
		return fd;
	a->disagrees = !(
		scenario_answer(a, "none to unregister", unregister(fd),
				-ENXIO) &&
		scenario_answer(a, "none to register",
				register_nr(fd, nothing, 0), -EINVAL) &&
		scenario_answer(a, "too many",
				register_nr(fd, nothing, TOO_MANY), -EINVAL) &&
		scenario_answer(a, "some", register_nr(fd, nothing, 2), 0) &&
		scenario_answer(a, "again", register_nr(fd, &bad, 1),
				-EBUSY) &&
		scenario_answer(a, "unregistration", unregister(fd), 0) &&
		scenario_answer(a, "unregistration again",
				unregister(fd), -ENXIO));
	return 0;
}

const struct scenario scenarios_io_uring[] = {
	{
		.name = "io_uring.size.gib",
		.title = "io_uring registers a buffer of more than 1 GiB",
		SUCCESS_IS_ZERO,
		.need.config = "HUGETLBFS",
		.expect = gib, .run = register_gib,
	}, {
		.name = "io_uring.size.tib",
		.title = "io_uring refuses a buffer of 1 TiB where its page array would exceed INT_MAX bytes",
		.need.config = "IO_URING",
		.expect = longest, .run = register_tib,
	}, {
		.name = "io_uring.size.more",
		.title = "io_uring refuses a buffer of more than 1 TiB",
		.need.config = "IO_URING",
		.how = 1, .expect = too_long, .run = register_tib,
	}, {
		.name = "io_uring.null_and_zero",
		.title = "io_uring registers NULL and 0 as an empty slot, and refuses either alone",
		SUCCESS_IS_ZERO,
		.need.config = "IO_URING",
		.expect = scenario_works, .run = register_nothing,
	}, {
		.name = "io_uring.order",
		.title = "io_uring refuses to register no buffers, too many, or any twice",
		SUCCESS_IS_ZERO,
		.need.config = "IO_URING",
		.expect = scenario_works, .run = register_in_order,
	}, {}
};
