/* SPDX-License-Identifier: GPL-2.0 */
/* A TCP connection over the loopback interface. */
#ifndef PINCER_TCP_LOOPBACK_H
#define PINCER_TCP_LOOPBACK_H

#include "lib/attempt.h"

/** struct tcp_loopback - both ends of a connection */
struct tcp_loopback {
	int sender, receiver;
};

/**
 * tcp_loopback_open() - connect a socket to another one of this process
 * @a: the attempt
 * @l: filled in
 *
 * Return: 0, or -errno after attempt_no_interface(), attempt_skip() or
 * attempt_setup_error().
 */
long tcp_loopback_open(struct attempt *a, struct tcp_loopback *l);

/**
 * tcp_loopback_stall() - fill the receiver's window, so that what is sent next
 *	stays in the sender's queue until a socket is closed
 * @a: the attempt
 * @l: the connection
 *
 * Return: 0, or -errno after attempt_setup_error().
 */
long tcp_loopback_stall(struct attempt *a, const struct tcp_loopback *l);

/** tcp_loopback_close() - close both ends */
void tcp_loopback_close(const struct tcp_loopback *l);

#endif
