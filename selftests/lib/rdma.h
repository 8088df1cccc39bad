/* SPDX-License-Identifier: GPL-2.0 */
/* RDMA memory regions: user memory that a device may read, or write to. */
#ifndef PINCER_RDMA_H
#define PINCER_RDMA_H

#include <rdma/ib_user_ioctl_verbs.h>

#include "lib/attempt.h"

/**
 * struct rdma_region - a memory region
 * @fd: the device; all that was made with it goes when it is closed
 * @handle: the region
 */
struct rdma_region {
	int fd;
	uint32_t handle;
};

/**
 * rdma_register() - have memory pinned for the device that PINCER_RDMA names
 * @a: the attempt; says why it could not be tried
 * @r: filled in on success
 * @at: where
 * @len: bytes
 * @access: what it is for, IB_UVERBS_ACCESS_*; it may always be read from here
 *
 * Return: 0 or -errno.
 */
long rdma_register(struct attempt *a, struct rdma_region *r, void *at,
		   size_t len, unsigned int access);

/** rdma_change_access() - and nothing else of a region; 0 or -errno */
long rdma_change_access(struct rdma_region *r, unsigned int access);

/** rdma_close() - give the memory back */
void rdma_close(struct rdma_region *r);

#endif
