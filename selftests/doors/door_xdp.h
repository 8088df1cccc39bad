/* SPDX-License-Identifier: GPL-2.0 */
/* AF_XDP: what its door and its scenarios share. */
#ifndef PINCER_DOOR_XDP_H
#define PINCER_DOOR_XDP_H

#include "lib/attempt.h"

/** xdp_socket() - a new socket; -errno after attempt_skip() for EPERM */
int xdp_socket(struct attempt *a);

/**
 * xdp_umem() - XDP_UMEM_REG
 * @fd: the socket; its close() unpins the memory, asynchronously
 * @at: where
 * @len: bytes, of whole pages
 *
 * Return: 0 or -errno.
 */
long xdp_umem(int fd, void *at, size_t len);

#endif
