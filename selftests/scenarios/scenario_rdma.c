// SPDX-License-Identifier: GPL-2.0
/* RDMA regions: rereg_mr adds no access that the memory was not pinned for. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/rdma.h"
#include "scenarios/scenario.h"

#define FROM_AFAR IB_UVERBS_ACCESS_REMOTE_READ

/* Adds remote read access, which is allowed, then local write access. */
static long change_access(struct attempt *a, struct rdma_region *r)
{
	const long ret = rdma_change_access(r, FROM_AFAR);

	errno = -ret;
	if (ret == -EOPNOTSUPP)
		return attempt_no_interface(a, "IB_USER_VERBS_CMD_REREG_MR");
	if (ret)
		return attempt_setup_error(a, "IB_USER_VERBS_CMD_REREG_MR");
	return rdma_change_access(r, IB_UVERBS_ACCESS_LOCAL_WRITE);
}

/* The region is of read-only memory. */
static long gain_write(struct attempt *a)
{
	const size_t len = getpagesize();
	void *at = mmap(NULL, len, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1,
			0);
	struct rdma_region r;
	long ret;

	if (at == MAP_FAILED)
		return attempt_setup_error(a, "mmap");
	ret = rdma_register(a, &r, at, len, 0);
	errno = -ret;
	if (!ret) {
		ret = change_access(a, &r);
		rdma_close(&r);
	} else if (!a->setup_error[0] && !a->skip_reason[0]) {
		attempt_setup_error(a, "registration for reading");
	}
	munmap(at, len);
	return ret;
}

/*
 * Since b40656aa7d55 a region to be read is pinned without FOLL_WRITE, so that
 * rereg_mr must not add write access to it: badad6fad60d refuses that.
 */
DEFINE_EXPECT(is_refused, .ret = h->has[C_RDMA_REREG_CHECKED] ? -EACCES : 0);

/* A region that was pinned for writing loses write access, and regains it. */
static long regain_write(struct attempt *a)
{
	const unsigned int write = IB_UVERBS_ACCESS_LOCAL_WRITE;
	const size_t len = getpagesize();
	void *at = attempt_memory(a, len);
	struct rdma_region r;
	long ret;

	if (!at)
		return -ENOMEM;
	ret = rdma_register(a, &r, at, len, write);
	if (ret)
		return ret;
	ret = rdma_change_access(&r, FROM_AFAR);
	errno = -ret;
	if (ret == -EOPNOTSUPP)
		attempt_no_interface(a, "IB_USER_VERBS_CMD_REREG_MR");
	else if (!ret)
		ret = rdma_change_access(&r, write);
	rdma_close(&r);
	return ret;
}

#define REREG								\
	SUCCESS_IS_ZERO,						\
	.need = { .config = "RDMA_RXE", .feature = C_RXE_REREG,		\
		  .env = "PINCER_RDMA" }

const struct scenario scenarios_rdma[] = {
	{
		.name = "rdma.mr.gains_write",
		.title = "an RDMA region that was pinned for reading gains no write access",
		REREG, .expect = is_refused, .run = gain_write,
	}, {
		.name = "rdma.mr.regains_write",
		.title = "an RDMA region that was pinned for writing may lose write access and regain it",
		REREG, .expect = scenario_works, .run = regain_write,
	}, {}
};
