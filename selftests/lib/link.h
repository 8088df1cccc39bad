/* SPDX-License-Identifier: GPL-2.0 */
/* TCP to ourselves: what is sent without a copy must arrive all the same. */
#ifndef PINCER_LINK_H
#define PINCER_LINK_H

#include "lib/attempt.h"

/** struct link - a connection to ourselves */
struct link {
	int from, to;
};

/**
 * link_open() - connect to ourselves
 * @a: the attempt; says why that cannot be
 * @l: filled in
 *
 * Return: 0 or -errno.
 */
long link_open(struct attempt *a, struct link *l);

/** link_close() - both ends */
void link_close(const struct link *l);

#endif
