/* SPDX-License-Identifier: GPL-2.0 */
/* TCP to ourselves: what is sent without a copy must arrive all the same. */
#ifndef PINCER_TCP_LOOPBACK_H
#define PINCER_TCP_LOOPBACK_H

#include "lib/attempt.h"

/** struct tcp_loopback - a connection to ourselves */
struct tcp_loopback {
	int sender, receiver;
};

/**
 * tcp_loopback_open() - connect to ourselves
 * @a: the attempt; says why that cannot be
 * @l: filled in
 *
 * Return: 0 or -errno.
 */
long tcp_loopback_open(struct attempt *a, struct tcp_loopback *l);

/** tcp_loopback_close() - both ends */
void tcp_loopback_close(const struct tcp_loopback *l);

#endif
