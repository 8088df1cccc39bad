// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring charges a huge page to RLIMIT_MEMLOCK as a whole, for as long as any
 * buffer in it is registered. Rings that share a buffer are both charged for
 * it, or neither is.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "lib/memlock.h"
#include "scenarios/scenario.h"

/* Registers one page; ENOMEM is not retried. */
static long try_page(int fd, void *at)
{
	const struct iovec iov = { at, getpagesize() };

	return or_errno(ring_register(fd, IORING_REGISTER_BUFFERS, &iov, 1));
}

static long no_limit(struct attempt *a)
{
	errno = ENOMEM;
	return attempt_no_ring(a);
}

/* io_buffer_account_pin() charges a huge page as a whole, and once. */
static long charge_huge_page(struct attempt *a)
{
	const size_t page = getpagesize();
	const long start = memlock_charge();
	size_t size;
	char *at = scenario_huge_pages(a, 1, &size);
	const struct iovec two[] = { { at, page }, { at + 2 * page, page } };
	bool refused, stranger;
	int fd;

	if (!at)
		return -ENOMEM;
	stranger = memlock_become_stranger();
	if (!memlock_set_privilege(false))
		return attempt_setup_error(a, "CAP_IPC_LOCK");
	fd = ring_bare();
	if (fd < 0)
		return attempt_no_ring(a);
	if (!memlock_set_limit(size - page))
		return no_limit(a);
	refused = scenario_answer(a, "a page, and too little for all",
				  try_page(fd, at), -ENOMEM);
	if (!memlock_set_limit(size))
		return no_limit(a);
	/* Of a new user, ENOMEM is the kernel's answer to the huge page. */
	if (ring_register_buffers(fd, two, 2))
		return errno == ENOMEM && !stranger ? attempt_no_ring(a) : -errno;
	a->disagrees = !refused ||
		       !scenario_answer(a, "charged for two pages",
					memlock_charge() - start, size);
	return 0;
}

/* A page of anonymous memory, and behind it a huge page. */
static char *small_before_huge(struct attempt *a, size_t *size)
{
	const size_t page = getpagesize();
	char *probe = scenario_huge_pages(a, 1, size), *at;

	if (!probe)
		return NULL;
	munmap(probe, *size);
	at = mmap(NULL, 3 * *size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED)
		return NULL;
	at += 2 * *size - (uintptr_t)at % *size;
	if (mmap(at, *size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED |
		 MAP_ANONYMOUS | MAP_HUGETLB, -1, 0) == MAP_FAILED ||
	    mmap(at - page, page, PROT_READ | PROT_WRITE, MAP_PRIVATE |
		 MAP_FIXED | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
		return NULL;
	return at - page;
}

/* Two pages of a huge page, which io_uring cannot treat as one piece. */
static long charge_mixed(struct attempt *a)
{
	const size_t page = getpagesize();
	size_t size;
	char *at = small_before_huge(a, &size);
	const struct iovec iov = { at, 3 * page };
	long start, ret;
	int fd;

	if (!at)
		return a->skip_reason[0] ? -ENOMEM : attempt_setup_error(a, "mmap");
	if ((!memlock_become_stranger() && a->kernel->guest) ||
	    !memlock_set_privilege(false) || !memlock_set_limit(size + page))
		return attempt_setup_error(a, "CAP_IPC_LOCK");
	start = memlock_charge();
	fd = ring_bare();
	if (fd < 0)
		return attempt_no_ring(a);
	ret = or_errno(ring_register_buffers(fd, &iov, 1));
	if (ret)
		return ret;
	a->disagrees = !(
		scenario_answer(a, "charged", memlock_charge() - start, size + page) &&
		scenario_answer(a, "unregistration",
				or_errno(ring_unregister_buffers(fd)), 0) &&
		scenario_answer(a, "still charged", memlock_charge() - start, 0));
	return 0;
}

/* edd478269640 wants all pages of a buffer to be of one file, or of none. */
DEFINE_EXPECT(of_one_source,
	      .ret = h->has[C_IO_URING_SINGLE_SOURCE] &&
		     !h->has[C_IO_URING_SINGLE_SOURCE_REVERT] ? -EINVAL : 0);

/* The tag of the removed buffer, whose completion says that it is unpinned. */
#define TAG 1

/* Longer than the kernel takes for the next step. */
#define MOMENT_US 50000

static int register_two(int fd, char *at)
{
	const size_t page = getpagesize();
	const struct iovec two[] = { { at, page }, { at + 2 * page, page } };
	const __u64 tags[] = { TAG, 0 };
	const struct io_uring_rsrc_register arg = {
		.nr = 2, .data = (uintptr_t)two, .tags = (uintptr_t)tags,
	};

	return ring_register(fd, IORING_REGISTER_BUFFERS2, &arg, sizeof(arg));
}

/*
 * Older kernels unpin a removed buffer a second later, or when another table of
 * the ring, here that of its files, is unregistered.
 */
static void flush_removed(int fd)
{
	const int none = -1;

	usleep(MOMENT_US);
	if (!ring_register(fd, IORING_REGISTER_FILES, &none, 1))
		ring_register(fd, IORING_UNREGISTER_FILES, NULL, 0);
}

static int remove_first(struct ring *r)
{
	const struct iovec none = { .iov_base = NULL };
	const struct io_uring_rsrc_update2 arg = {
		.nr = 1, .data = (uintptr_t)&none,
	};
	struct io_uring_cqe cqe;

	if (ring_register(r->fd, IORING_REGISTER_BUFFERS_UPDATE, &arg,
			  sizeof(arg)) < 0)
		return -errno;
	if (ring_next(r, &cqe))
		return 0;
	flush_removed(r->fd);
	return ring_wait(r, &cqe);
}

/* Removes one of two buffers in a huge page; returns huge pages not charged. */
static long keep_charge(struct attempt *a)
{
	struct ring r;
	size_t size;
	char *at = scenario_huge_pages(a, 1, &size);
	long ret, start = memlock_charge();
	bool stranger;

	if (!at)
		return -ENOMEM;
	stranger = memlock_become_stranger();
	if (!memlock_set_privilege(false))
		return attempt_setup_error(a, "CAP_IPC_LOCK");
	ret = attempt_ring(a, &r, 1);
	if (ret)
		return ret;
	if (register_two(r.fd, at)) {
		if (errno == EINVAL)
			return attempt_no_interface(a, "IORING_REGISTER_BUFFERS2");
		return errno == ENOMEM && !stranger ? attempt_no_ring(a) : -errno;
	}
	ret = remove_first(&r);
	if (ret)
		return ret;
	usleep(MOMENT_US);
	return (start + (long)size - memlock_charge()) / (long)size;
}

DEFINE_EXPECT(charge_kept, .ret = !h->has[C_IO_URING_HUGE_CHARGE]);

/* 19d340a2988d: EINVAL if one ring is charged for buffers and one is not. */
static long clone_to_uncharged(struct attempt *a)
{
	void *at = attempt_memory(a, getpagesize());
	int with, without;
	const long ret = attempt_ring_pair(a, &with, &without);

	if (ret || !at)
		return ret ?: -ENOMEM;
	if (!ring_knows_clone(without))
		return attempt_no_interface(a, "IORING_REGISTER_CLONE_BUFFERS");
	if (try_page(with, at))
		return attempt_setup_error(a, "IORING_REGISTER_BUFFERS");
	return or_errno(ring_clone_buffers(without, with));
}

DEFINE_EXPECT(stays_apart,
	      .ret = h->has[C_IO_URING_CLONE_CHARGE] ? -EINVAL : 0);

const struct scenario scenarios_io_uring_charge[] = {
	{
		.name = "io_uring.charge.huge",
		.title = "io_uring charges for a huge page as a whole, and once",
		SUCCESS_IS_ZERO, .need.config = "HUGETLBFS",
		.expect = scenario_works, .run = charge_huge_page,
	}, {
		.name = "io_uring.charge.mixed",
		.title = "io_uring charges once for pages of a huge page that a buffer has beside another page",
		SUCCESS_IS_ZERO, .need.config = "HUGETLBFS",
		.expect = of_one_source, .run = charge_mixed,
	}, {
		.name = "io_uring.charge.kept",
		.title = "io_uring charges for a huge page while any buffer in it is registered",
		SUCCESS_IS_ZERO,
		.need = { .config = "HUGETLBFS",
			  .feature = C_IO_URING_BUFFERS_UPDATE },
		.expect = charge_kept, .run = keep_charge,
	}, {
		.name = "io_uring.charge.clone",
		.title = "io_uring clones no buffer between a ring that is charged and one that is not",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_CLONE_BUFFERS },
		.expect = stays_apart, .run = clone_to_uncharged,
	}, {}
};
