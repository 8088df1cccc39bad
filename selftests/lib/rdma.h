/* SPDX-License-Identifier: GPL-2.0 */
/* RDMA memory regions: user memory that a device reads or writes. */
#ifndef PINCER_RDMA_H
#define PINCER_RDMA_H

#include <rdma/ib_user_ioctl_verbs.h>

#include "lib/attempt.h"

/**
 * struct rdma_region - a memory region
 * @fd: the device; close() frees all that was made with it
 * @handle: the region
 */
struct rdma_region {
	int fd;
	uint32_t handle;
};

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

/** rdma_change_access() - IB_USER_VERBS_CMD_REREG_MR of the access; 0 or -errno */
long rdma_change_access(struct rdma_region *r, unsigned int access);

/** rdma_close() - close the device, which unpins the memory */
void rdma_close(struct rdma_region *r);

#endif
