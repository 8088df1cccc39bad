// SPDX-License-Identifier: GPL-2.0
/* Commands by write(): all kernels take them, ioctl() came later. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <rdma/ib_user_verbs.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/rdma.h"

/* IB_MR_REREG_ACCESS of include/rdma/ib_verbs.h, which is no UAPI. */
#define REREG_ACCESS (1 << 2)

/* The longest argument, that of IB_USER_VERBS_CMD_MODIFY_QP, and more. */
#define ARGUMENT_MAX 256

int rdma_command(int fd, int number, const void *in, size_t in_len,
		 size_t out_len)
{
	struct {
		struct ib_uverbs_cmd_hdr head;
		char in[ARGUMENT_MAX];
	} c = { .head = { .command = number } };
	const size_t len = sizeof(c.head) + in_len;

	c.head.in_words = len / 4;
	c.head.out_words = out_len / 4;
	memcpy(c.in, in, in_len);
	return write(fd, &c, len) == (ssize_t)len ? 0 : -errno;
}

/* A protection domain, or -errno. */
static long make_pd(int fd)
{
	struct ib_uverbs_get_context_resp context = { 0 };
	struct ib_uverbs_alloc_pd_resp pd = { 0 };
	const struct ib_uverbs_get_context get = {
		.response = (uintptr_t)&context,
	};
	const struct ib_uverbs_alloc_pd alloc = { .response = (uintptr_t)&pd };
	int ret;

	ret = rdma_command(fd, IB_USER_VERBS_CMD_GET_CONTEXT, &get, sizeof(get),
			   sizeof(context));
	if (ret)
		return ret;
	close(context.async_fd);
	ret = rdma_command(fd, IB_USER_VERBS_CMD_ALLOC_PD, &alloc, sizeof(alloc),
			   sizeof(pd));
	return ret ? ret : (long)pd.pd_handle;
}

static long make_region(struct rdma_region *r, void *at, size_t len,
			unsigned int access)
{
	struct ib_uverbs_reg_mr_resp region = { 0 };
	const struct ib_uverbs_reg_mr reg = {
		.response = (uintptr_t)&region, .start = (uintptr_t)at,
		.hca_va = (uintptr_t)at, .length = len, .pd_handle = r->pd,
		.access_flags = access,
	};
	const long ret = rdma_command(r->fd, IB_USER_VERBS_CMD_REG_MR, &reg,
				      sizeof(reg), sizeof(region));

	r->handle = region.mr_handle;
	r->lkey = region.lkey;
	r->rkey = region.rkey;
	return ret;
}

long rdma_open(struct attempt *a, struct rdma_region *r)
{
	const char *device = getenv("PINCER_RDMA");
	long ret;

	errno = ENOENT;
	r->fd = device ? open(device, O_RDWR | O_CLOEXEC) : -1;
	if (r->fd < 0)
		return attempt_no_interface(a, device ?: "PINCER_RDMA");
	ret = make_pd(r->fd);
	errno = -ret;
	if (ret < 0) {
		attempt_setup_error(a, "protection domain");
		close(r->fd);
		return ret;
	}
	r->pd = ret;
	return 0;
}

long rdma_try(struct attempt *a, struct rdma_region *r, void *at, size_t len,
	      unsigned int access)
{
	long ret = rdma_open(a, r);

	if (ret)
		return ret;
	ret = make_region(r, at, len, access);
	if (ret)
		close(r->fd);
	return ret;
}

long rdma_deregister(const struct rdma_region *r)
{
	const struct ib_uverbs_dereg_mr dereg = { .mr_handle = r->handle };

	return rdma_command(r->fd, IB_USER_VERBS_CMD_DEREG_MR, &dereg,
			    sizeof(dereg), 0);
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

long rdma_register_beside(struct attempt *a, struct rdma_region *r,
			  const struct rdma_region *first, void *at, size_t len,
			  unsigned int access)
{
	long ret;

	*r = *first;
	ret = make_region(r, at, len, access);
	if (ret == -ENOMEM || ret == -EPERM)
		attempt_skip(a, "RLIMIT_MEMLOCK is too small");
	return ret;
}

long rdma_change_access(struct rdma_region *r, unsigned int access)
{
	struct ib_uverbs_rereg_mr_resp region;
	const struct ib_uverbs_rereg_mr rereg = {
		.response = (uintptr_t)&region, .mr_handle = r->handle,
		.flags = REREG_ACCESS, .access_flags = access,
	};

	return rdma_command(r->fd, IB_USER_VERBS_CMD_REREG_MR, &rereg,
			    sizeof(rereg), sizeof(region));
}

void rdma_close(struct rdma_region *r)
{
	close(r->fd);
}
