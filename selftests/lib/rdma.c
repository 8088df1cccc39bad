// SPDX-License-Identifier: GPL-2.0
/* Commands by write(): all kernels take them, ioctl() came later. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <rdma/ib_user_verbs.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/rdma.h"

/* IB_MR_REREG_ACCESS of include/rdma/ib_verbs.h, which is no UAPI. */
#define REREG_ACCESS (1 << 2)

/** struct command - a command of uverbs, as write() takes it */
struct command {
	struct ib_uverbs_cmd_hdr head;
	union {
		struct ib_uverbs_get_context context;
		struct ib_uverbs_alloc_pd pd;
		struct ib_uverbs_reg_mr reg;
		struct ib_uverbs_rereg_mr rereg;
	};
};

static int write_command(int fd, struct command *c, int number, size_t in, size_t out)
{
	const size_t len = sizeof(c->head) + in;

	c->head.command = number;
	c->head.in_words = len / 4;
	c->head.out_words = out / 4;
	return write(fd, c, len) == (ssize_t)len ? 0 : -errno;
}

/* A protection domain, or -errno. */
static long make_pd(int fd)
{
	struct ib_uverbs_get_context_resp context = { 0 };
	struct ib_uverbs_alloc_pd_resp pd = { 0 };
	struct command c = { .context.response = (uintptr_t)&context };
	int ret;

	ret = write_command(fd, &c, IB_USER_VERBS_CMD_GET_CONTEXT, sizeof(c.context),
		    sizeof(context));
	if (ret)
		return ret;
	close(context.async_fd);
	c = (struct command){ .pd.response = (uintptr_t)&pd };
	ret = write_command(fd, &c, IB_USER_VERBS_CMD_ALLOC_PD, sizeof(c.pd),
		    sizeof(pd));
	return ret ? ret : (long)pd.pd_handle;
}

static long make_region(struct attempt *a, struct rdma_region *r, void *at,
			size_t len, unsigned int access)
{
	struct ib_uverbs_reg_mr_resp region = { 0 };
	struct command c = { .reg = {
		.response = (uintptr_t)&region, .start = (uintptr_t)at,
		.hca_va = (uintptr_t)at, .length = len, .access_flags = access,
	} };
	const long pd = make_pd(r->fd);
	long ret;

	errno = -pd;
	if (pd < 0)
		return attempt_setup_error(a, "protection domain");
	c.reg.pd_handle = pd;
	ret = write_command(r->fd, &c, IB_USER_VERBS_CMD_REG_MR, sizeof(c.reg),
		    sizeof(region));
	r->handle = region.mr_handle;
	return ret;
}

long rdma_try(struct attempt *a, struct rdma_region *r, void *at, size_t len,
	      unsigned int access)
{
	const char *device = getenv("PINCER_RDMA");
	long ret;

	errno = ENOENT;
	r->fd = device ? open(device, O_RDWR | O_CLOEXEC) : -1;
	if (r->fd < 0)
		return attempt_no_interface(a, device ?: "PINCER_RDMA");
	ret = make_region(a, r, at, len, access);
	if (ret)
		close(r->fd);
	return ret;
}

long rdma_register(struct attempt *a, struct rdma_region *r, void *at,
		   size_t len, unsigned int access)
{
	const long ret = rdma_try(a, r, at, len, access);

	/* Pages without CAP_IPC_LOCK count against RLIMIT_MEMLOCK. */
	if (!a->setup_error[0] && (ret == -ENOMEM || ret == -EPERM))
		attempt_skip(a, "RLIMIT_MEMLOCK is too small");
	return ret;
}

long rdma_change_access(struct rdma_region *r, unsigned int access)
{
	struct ib_uverbs_rereg_mr_resp region;
	struct command c = { .rereg = {
		.response = (uintptr_t)&region, .mr_handle = r->handle,
		.flags = REREG_ACCESS, .access_flags = access,
	} };

	return write_command(r->fd, &c, IB_USER_VERBS_CMD_REREG_MR, sizeof(c.rereg),
		     sizeof(region));
}

void rdma_close(struct rdma_region *r)
{
	close(r->fd);
}
