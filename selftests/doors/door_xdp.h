/* SPDX-License-Identifier: GPL-2.0 */
/* AF_XDP: what its door and its scenarios have in common. */
#ifndef PINCER_DOOR_XDP_H
#define PINCER_DOOR_XDP_H

#include "lib/attempt.h"

/** xdp_socket() - a new socket, or -errno; why is in @a */
int xdp_socket(struct attempt *a);

/**
 * xdp_umem() - give memory to a socket
 * @fd: the socket; closing it gives the memory back, some time later
 * @at: where
 * @len: bytes, of whole pages
 *
 * Return: 0 or -errno.
 */
long xdp_umem(int fd, void *at, size_t len);

#endif
