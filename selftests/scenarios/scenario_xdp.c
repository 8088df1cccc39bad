// SPDX-License-Identifier: GPL-2.0
/* AF_XDP: a UMEM's charge to RLIMIT_MEMLOCK, and its alignment. */
#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

#include "doors/door_xdp.h"
#include "lib/memlock.h"
#include "scenarios/scenario.h"

/* RLIMIT_MEMLOCK, pages. */
#define LIMIT 4

/* A closed socket's UMEM is uncharged asynchronously: waits up to a second. */
#define PATIENCE 100
#define PATIENCE_US 10000

/** struct umem - memory to register as a UMEM */
struct umem {
	struct attempt *a;
	char *at;
	size_t page;
};

static long register_umem(const struct umem *u, int pages, int *fd)
{
	*fd = xdp_socket(u->a);
	return *fd < 0 ? *fd : xdp_umem(*fd, u->at, pages * u->page);
}

static long try_umem(const struct umem *u, int pages)
{
	int fd;
	const long ret = register_umem(u, pages, &fd);

	close(fd);
	return ret;
}

/* Registers LIMIT pages, once closed sockets are uncharged. */
static long register_in_time(const struct umem *u, int *fd)
{
	long ret;
	int i;

	for (i = 0; i < PATIENCE; i++) {
		ret = register_umem(u, LIMIT, fd);
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
	struct umem u = { .a = a, .page = getpagesize() };
	int fd, again;
	long ret;

	u.at = attempt_memory(a, (LIMIT + 1) * u.page);
	if (!u.at)
		return -ENOMEM;
	if (!memlock_set_limit(LIMIT * u.page) ||
	    !memlock_set_privilege(false))
		return attempt_setup_error(a, "CAP_IPC_LOCK");
	ret = register_in_time(&u, &fd);
	if (ret == -ENOBUFS)
		attempt_skip(a, "others of this user have locked too much");
	if (ret)
		return ret;
	a->disagrees = !scenario_answer(a, "a page more", try_umem(&u, 1),
					-ENOBUFS);
	close(fd);
	if (a->disagrees)
		return 0;
	a->disagrees = !(
		scenario_answer(a, "after the first is closed",
				register_in_time(&u, &fd), 0) &&
		scenario_answer(a, "closed", close(fd), 0) &&
		scenario_answer(a, "a page too many", try_umem(&u, LIMIT + 1),
				-ENOBUFS) &&
		scenario_answer(a, "after one that was refused",
				register_in_time(&u, &again), 0));
	return 0;
}

/* xdp_umem_reg(): -EINVAL for an address amid a page and for no length. */
static long keep_alignment(struct attempt *a)
{
	struct umem u = { .a = a, .page = getpagesize() };
	const int fd = xdp_socket(a);

	if (fd < 0)
		return fd;
	u.at = attempt_memory(a, 2 * u.page);
	if (!u.at)
		return -ENOMEM;
	a->disagrees = !(
		scenario_answer(a, "amid a page",
				xdp_umem(fd, u.at + u.page / 2, u.page),
				-EINVAL) &&
		scenario_answer(a, "nothing", xdp_umem(fd, u.at, 0),
				-EINVAL) &&
		scenario_answer(a, "a page", xdp_umem(fd, u.at, u.page), 0) &&
		scenario_answer(a, "a page for a socket that has one",
				xdp_umem(fd, u.at + u.page, u.page), -EBUSY));
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
