/* SPDX-License-Identifier: GPL-2.0 */
/* Pairs of sockets: what one end sends, the other one receives. */
#ifndef PINCER_WIRE_H
#define PINCER_WIRE_H

#include "lib/attempt.h"

/**
 * enum wire_kind - protocols, and the end that sends
 * @WIRE_TCP: TCP on the loopback interface, sent by who connected
 * @WIRE_TCP_ACCEPTED: the same, sent by who accepted
 * @WIRE_UDP: UDP on the loopback interface, whose receiver verifies checksums
 * @WIRE_UDP_FRAGMENTS: the same in a network namespace of this process, where
 *	the interface has an MTU of 1500 bytes
 * @WIRE_UNIX: an AF_UNIX stream, sent by who connected
 * @WIRE_UNIX_ACCEPTED: the same, sent by who accepted
 */
enum wire_kind {
	WIRE_TCP, WIRE_TCP_ACCEPTED, WIRE_UDP, WIRE_UDP_FRAGMENTS, WIRE_UNIX,
	WIRE_UNIX_ACCEPTED,
};

/** struct wire - an open pair; its ends are descriptors */
struct wire {
	int from, to;
	bool datagrams;
};

/**
 * wire_open() - connect two sockets
 * @a: the attempt
 * @kind: how
 * @w: filled in. A read of @w->to that waits for a second fails with EAGAIN
 *
 * Return: 0, or -errno after attempt_no_interface(), attempt_skip() or
 * attempt_setup_error().
 */
long wire_open(struct attempt *a, enum wire_kind kind, struct wire *w);

/** wire_close() - close both ends */
void wire_close(const struct wire *w);

#endif
