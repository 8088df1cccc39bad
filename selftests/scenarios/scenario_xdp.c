// SPDX-License-Identifier: GPL-2.0
/* AF_XDP: what its memory is charged to, and where it may begin. */
#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

#include "doors/door_xdp.h"
#include "lib/memlock.h"
#include "scenarios/scenario.h"

/* What may be locked, pages. */
#define LIMIT 4

/* A closed socket gives its memory back by and by: a second for that. */
#define PATIENCE 100
#define PATIENCE_US 10000

/** struct stage - memory, and the sockets that may have it */
struct stage {
	struct attempt *a;
	char *at;
	size_t page;
};

static long give(const struct stage *s, int pages, int *fd)
{
	*fd = xdp_socket(s->a);
	return *fd < 0 ? *fd : xdp_umem(*fd, s->at, pages * s->page);
}

static long try(const struct stage *s, int pages)
{
	int fd;
	const long ret = give(s, pages, &fd);

	close(fd);
	return ret;
}

/* As many as may be, once what others had has come back. */
static long give_at_last(const struct stage *s, int *fd)
{
	long ret;
	int i;

	for (i = 0; i < PATIENCE; i++) {
		ret = give(s, LIMIT, fd);
		if (ret != -ENOBUFS)
			break;
		close(*fd);
		usleep(PATIENCE_US);
	}
	return ret;
}

/* xdp_umem_account_pages(): -ENOBUFS above RLIMIT_MEMLOCK. */
static long keep_limit(struct attempt *a)
{
	struct stage s = { .a = a, .page = getpagesize() };
	int fd, again;
	long ret;

	s.at = attempt_memory(a, (LIMIT + 1) * s.page);
	if (!s.at)
		return -ENOMEM;
	if (!memlock_set_limit(LIMIT * s.page) ||
	    !memlock_set_privilege(false))
		return attempt_setup_error(a, "CAP_IPC_LOCK");
	ret = give_at_last(&s, &fd);
	if (ret == -ENOBUFS)
		attempt_skip(a, "others of this user have locked too much");
	if (ret)
		return ret;
	a->disagrees = !scenario_answer(a, "a page more", try(&s, 1),
					-ENOBUFS);
	close(fd);
	if (a->disagrees)
		return 0;
	a->disagrees = !(
		scenario_answer(a, "after the first is closed",
				give_at_last(&s, &fd), 0) &&
		scenario_answer(a, "closed", close(fd), 0) &&
		scenario_answer(a, "a page too many", try(&s, LIMIT + 1),
				-ENOBUFS) &&
		scenario_answer(a, "after one that was refused",
				give_at_last(&s, &again), 0));
	return 0;
}

/* xdp_umem_reg(): -EINVAL for an address amid a page and for no length. */
static long keep_alignment(struct attempt *a)
{
	struct stage s = { .a = a, .page = getpagesize() };
	const int fd = xdp_socket(a);

	if (fd < 0)
		return fd;
	s.at = attempt_memory(a, 2 * s.page);
	if (!s.at)
		return -ENOMEM;
	a->disagrees = !(
		scenario_answer(a, "amid a page",
				xdp_umem(fd, s.at + s.page / 2, s.page),
				-EINVAL) &&
		scenario_answer(a, "nothing", xdp_umem(fd, s.at, 0),
				-EINVAL) &&
		scenario_answer(a, "a page", xdp_umem(fd, s.at, s.page), 0) &&
		scenario_answer(a, "a page for a socket that has one",
				xdp_umem(fd, s.at + s.page, s.page), -EBUSY));
	close(fd);
	return 0;
}

const struct scenario scenarios_xdp[] = {
	{
		.name = "afxdp.memlock",
		.title = "a UMEM of AF_XDP counts against RLIMIT_MEMLOCK until its socket is closed",
		SUCCESS_IS_ZERO, .need.config = "XDP_SOCKETS",
		.expect = scenario_works, .run = keep_limit,
	}, {
		.name = "afxdp.alignment",
		.title = "a UMEM of AF_XDP begins at a page, and a socket registers one only",
		SUCCESS_IS_ZERO, .need.config = "XDP_SOCKETS",
		.expect = scenario_works, .run = keep_alignment,
	}, {}
};
