/* SPDX-License-Identifier: GPL-2.0 */
/* Devices that hold memory of a process, and write to it later. */
#ifndef PINCER_HOLDER_H
#define PINCER_HOLDER_H

#include "lib/attempt_ring.h"
#include "lib/rdma_queue.h"

/**
 * struct holding - memory that is held
 * @a: the attempt; its buffer is a page of anonymous memory
 * @source: a page that the device reads from, which holds the device's pattern
 * @ring: of io_uring, where the buffer is registered
 * @file: what READ_FIXED reads from
 * @from: the region of @source
 * @to: that of the buffer
 * @queue: copies from one to the other
 */
struct holding {
	struct attempt *a;
	char *source;
	struct ring ring;
	int file;
	struct rdma_region from, to;
	struct rdma_queue queue;
};

/**
 * struct holder - who holds memory
 * @hold: begins; 0, or -errno after attempt_setup_error() or the like
 * @write: has the device write its pattern to the buffer's address, as it was when
 *	it was held: 0 or -errno
 * @release: ends
 */
struct holder {
	long (*hold)(struct holding *h);
	long (*write)(struct holding *h);
	void (*release)(struct holding *h);
};

/** enum holder_name - the holders */
enum holder_name { HOLDER_IO_URING, HOLDER_RDMA, HOLDER_RDMA_ON_DEMAND, HOLDERS };

extern const struct holder holders[HOLDERS];

#endif
