// SPDX-License-Identifier: GPL-2.0
/*
 * A pinned page stays with the process that pinned it, at its address: fork()
 * copies it for the child, UFFDIO_MOVE fails.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "doors/door_io_uring.h"
#include "memory/verify.h"
#include "scenarios/scenario.h"

/* Two pages of order-0 folios, of which the first is to be pinned. */
static long make_pages(struct attempt *a)
{
	const size_t page = getpagesize();

	a->buf = attempt_memory(a, 2 * page);
	if (!a->buf)
		return -ENOMEM;
	madvise(a->buf, 2 * page, MADV_NOHUGEPAGE);
	pattern_fill(a->buf, page, PATTERN_MEMORY, 0);
	a->len = page;
	return 0;
}

/* Whether this process alone has the page mapped: 0 or 1. */
static long is_alone(struct attempt *a, const char *page)
{
	uint64_t entry;

	if (pagemap_entry(page, &entry))
		return attempt_setup_error(a, "pagemap");
	return !!(entry & PAGE_EXCLUSIVE);
}

/* Once the gate is closed: whether the child's page is as it was at fork(). */
static int check_in_child(struct attempt *a, const int *gate)
{
	char none;

	close(gate[1]);
	if (read(gate[0], &none, 1))
		return 1;
	return !pattern_is(a->buf, a->len, PATTERN_MEMORY, 0);
}

/* Closes the gate; 0 if the child's page is as it was. */
static int end_child(pid_t child, const int *gate)
{
	int status;

	close(gate[1]);
	close(gate[0]);
	return waitpid(child, &status, 0) == child ? status : -1;
}

/* Whether the child shares the page beside the pinned one, and only that. */
static bool shares_the_other(struct attempt *a)
{
	return scenario_answer(a, "alone with the page that is pinned",
			       is_alone(a, a->buf), 1) &&
	       scenario_answer(a, "alone with the page beside it",
			       is_alone(a, a->buf + a->len), 0);
}

/* Whether the process sees what READ_FIXED puts into the pinned page. */
static bool page_is_ours(struct attempt *a, struct ring *r, int file)
{
	long moved;

	pattern_fill(a->buf, a->len, PATTERN_DEVICE, a->len);
	moved = attempt_fixed(a, r, IORING_OP_READ_FIXED, file, 0);
	a->wrong_data = !pattern_is(a->buf, a->len, PATTERN_DEVICE, 0);
	return scenario_answer(a, "read after the fork", moved, a->len);
}

/* fork() copies a pinned huge page: ENOMEM if there is no other one. */
static long no_fork(struct attempt *a)
{
	if (errno != ENOMEM)
		return attempt_setup_error(a, "fork");
	return attempt_skip(a, "memory for a child's copy");
}

/* A file that holds the device's pattern. */
static int make_file(struct attempt *a)
{
	const int file = memfd_create("pincer", MFD_CLOEXEC);
	char data[a->len];

	pattern_fill(data, a->len, PATTERN_DEVICE, 0);
	if (file < 0 || write(file, data, a->len) != (ssize_t)a->len)
		return attempt_setup_error(a, "memfd");
	return file;
}

/* copy_present_ptes() copies pages that may be pinned for the child. */
static long fork_with_pin(struct attempt *a,
			  bool (*look)(struct attempt *a))
{
	int gate[2], file;
	struct ring r;
	pid_t child;
	long ret = attempt_ring(a, &r, 1) ?: attempt_register(a, r.fd);

	if (ret)
		return ret;
	file = make_file(a);
	if (file < 0)
		return file;
	if (pipe2(gate, O_CLOEXEC))
		return attempt_setup_error(a, "pipe2");
	child = fork();
	if (!child)
		_exit(check_in_child(a, gate));
	if (child < 0)
		return no_fork(a);
	a->disagrees = (look && !look(a)) || !page_is_ours(a, &r, file);
	if (end_child(child, gate))
		a->wrong_data = true;
	return 0;
}

static long fork_with_page(struct attempt *a)
{
	const long ret = make_pages(a);

	if (ret)
		return ret;
	pattern_fill(a->buf + a->len, a->len, PATTERN_MEMORY, a->len);
	return fork_with_pin(a, shares_the_other);
}

static long fork_with_folio(struct attempt *a)
{
	const long ret = scenario_buffer(a, a->contract->scenario->mapping);

	if (ret)
		return ret;
	pattern_fill(a->buf, a->len, PATTERN_MEMORY, 0);
	return fork_with_pin(a, NULL);
}

/* The parent got a copy on write, and the pinned huge page was the child's. */
DEFINE_EXPECT(hugetlb_is_copied,
	      .flaws = h->has[C_HUGETLB_FORK_PINNED] ? 0 : FLAW(DATA));

static int uffd_open(struct attempt *a)
{
	const int fd = syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_MODE);
	struct uffdio_api api = {
		.api = UFFD_API, .features = UFFD_KNOWS_MOVE,
	};

	if (fd < 0)
		return attempt_no_interface(a, "userfaultfd");
	if (ioctl(fd, UFFDIO_API, &api))
		return attempt_no_interface(a, "UFFD_FEATURE_MOVE");
	return fd;
}

/* UFFDIO_MOVE of the pinned page to the next one. */
static long move_page(struct attempt *a, int uffd)
{
	struct uffd_move move = {
		.dst = (uintptr_t)a->buf + a->len,
		.src = (uintptr_t)a->buf, .len = a->len,
	};
	int ret;

	/* EAGAIN asks for another try. */
	do
		ret = ioctl(uffd, UFFD_MOVE, &move);
	while (ret && errno == EAGAIN);
	return ret ? -errno : 0;
}

/* UFFDIO_MOVE of a pinned page fails with EBUSY, and works once it is not. */
static long move_pinned(struct attempt *a)
{
	const int uffd = uffd_open(a);
	struct uffdio_register area;
	struct ring r;
	long ret;

	if (uffd < 0)
		return uffd;
	ret = make_pages(a) ?: attempt_ring(a, &r, 1) ?:
	      attempt_register(a, r.fd);
	if (ret)
		return ret;
	area = (struct uffdio_register){
		.range = { (uintptr_t)a->buf + a->len, a->len },
		.mode = UFFDIO_REGISTER_MODE_MISSING,
	};
	if (ioctl(uffd, UFFDIO_REGISTER, &area))
		return attempt_setup_error(a, "UFFDIO_REGISTER");
	ret = move_page(a, uffd);
	a->wrong_data = ret && !pattern_is(a->buf, a->len, PATTERN_MEMORY, 0);
	if (attempt_unregister(a, r.fd))
		return -1;
	a->disagrees = !scenario_answer(a, "once it is unpinned",
					move_page(a, uffd), 0);
	if (!a->disagrees &&
	    !pattern_is(a->buf + a->len, a->len, PATTERN_MEMORY, 0))
		a->wrong_data = true;
	return ret;
}

DEFINE_EXPECT(is_busy, .ret = -EBUSY);

const struct scenario scenarios_pinned[] = {
	{
		.name = "fork.pinned",
		.title = "fork() copies a page that is registered with io_uring",
		SUCCESS_IS_ZERO, .need.config = "IO_URING",
		.expect = scenario_works, .run = fork_with_page,
	}, {
		.name = "fork.pinned.thp",
		.title = "fork() copies registered pages of a transparent huge page",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING",
			  .also = "TRANSPARENT_HUGEPAGE" },
		.mapping = "thp", .expect = scenario_works,
		.run = fork_with_folio,
	}, {
		.name = "fork.pinned.hugetlb",
		.title = "fork() copies a registered huge page of hugetlbfs",
		SUCCESS_IS_ZERO,
		.need = { .config = "IO_URING", .also = "HUGETLBFS" },
		.mapping = "hugetlb", .expect = hugetlb_is_copied,
		.run = fork_with_folio,
	}, {
		.name = "userfaultfd.move.pinned",
		.title = "UFFDIO_MOVE moves a page, unless it is pinned",
		SUCCESS_IS_ZERO,
		.need = { .config = "USERFAULTFD", .also = "IO_URING",
			  .feature = C_UFFD_MOVE },
		.expect = is_busy, .run = move_pinned,
	}, {}
};
