/* SPDX-License-Identifier: GPL-2.0 */
/* RDMA memory regions: user memory that a device reads or writes. */
#ifndef PINCER_RDMA_H
#define PINCER_RDMA_H

#include <rdma/ib_user_ioctl_verbs.h>

#include "lib/attempt.h"

/**
 * struct rdma_region - a memory region
 * @fd: the device; close() frees all that was made with it
 * @pd: the protection domain
 * @handle: the region
 * @lkey: what a request that reads or writes it here names it by
 * @rkey: what one from afar does
 */
struct rdma_region {
	int fd;
	uint32_t pd;
	uint32_t handle;
	uint32_t lkey, rkey;
};

/* IB_ACCESS_ON_DEMAND of include/rdma/ib_verbs.h: nothing is pinned. */
#define RDMA_ON_DEMAND (1 << 6)

/**
 * rdma_try() - register memory with the device that PINCER_RDMA names
 * @a: the attempt
 * @r: filled in on success
 * @at: where
 * @len: bytes
 * @access: IB_UVERBS_ACCESS_*; the device may always read
 *
 * Return: 0 or -errno.
 */
long rdma_try(struct attempt *a, struct rdma_region *r, void *at, size_t len,
	      unsigned int access);

/** rdma_register() - rdma_try(); attempt_skip() where RLIMIT_MEMLOCK is too small */
long rdma_register(struct attempt *a, struct rdma_region *r, void *at,
		   size_t len, unsigned int access);

/**
 * rdma_open() - open the device that PINCER_RDMA names
 * @a: the attempt
 * @r: receives the device and a protection domain, and no region
 *
 * Return: 0, or -errno after attempt_no_interface() or attempt_setup_error().
 */
long rdma_open(struct attempt *a, struct rdma_region *r);

/** rdma_deregister() - IB_USER_VERBS_CMD_DEREG_MR: 0 or -errno */
long rdma_deregister(const struct rdma_region *r);

/** rdma_register_beside() - the same with the device and domain of @first */
long rdma_register_beside(struct attempt *a, struct rdma_region *r,
			  const struct rdma_region *first, void *at, size_t len,
			  unsigned int access);

/** rdma_change_access() - IB_USER_VERBS_CMD_REREG_MR of the access; 0 or -errno */
long rdma_change_access(struct rdma_region *r, unsigned int access);

/**
 * rdma_command() - a command of uverbs
 * @fd: the device
 * @number: IB_USER_VERBS_CMD_*
 * @in: its argument
 * @in_len: bytes
 * @out_len: bytes of the response, to whose address @in points; 0 for none
 *
 * Return: 0 or -errno.
 */
int rdma_command(int fd, int number, const void *in, size_t in_len,
		 size_t out_len);

/** rdma_close() - close the device, which unpins the memory */
void rdma_close(struct rdma_region *r);

#endif
