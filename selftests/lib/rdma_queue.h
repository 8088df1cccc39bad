/* SPDX-License-Identifier: GPL-2.0 */
/* A queue pair of soft-RoCE that is connected to itself: RDMA within a host. */
#ifndef PINCER_RDMA_QUEUE_H
#define PINCER_RDMA_QUEUE_H

#include "lib/rdma.h"

struct rxe_queue_buf;

/**
 * struct rdma_queue - a queue pair
 * @fd: the device
 * @pair: the pair's handle
 * @number: its number
 * @completions: its completion queue, mapped
 * @completions_len: bytes
 * @requests: its send queue, mapped
 * @requests_len: bytes
 */
struct rdma_queue {
	int fd;
	uint32_t pair, number;
	struct rxe_queue_buf *completions, *requests;
	size_t completions_len, requests_len;
};

/**
 * rdma_queue_open() - make and connect a queue pair
 * @a: the attempt
 * @q: filled in
 * @r: a region, whose device and domain it belongs to
 *
 * Return: 0, or -errno after attempt_setup_error().
 */
long rdma_queue_open(struct attempt *a, struct rdma_queue *q,
		     const struct rdma_region *r);

/**
 * rdma_queue_write() - RDMA WRITE: have the device copy memory
 * @q: the queue pair; once a WRITE has failed, so do all others
 * @from: the region of the source
 * @source: where
 * @to: the region of the destination
 * @destination: where
 * @len: bytes
 *
 * Return: 0; -EIO where the device completes it with an error, -ETIMEDOUT where it
 * does not complete it, or -errno.
 */
long rdma_queue_write(struct rdma_queue *q, const struct rdma_region *from,
		      const void *source, const struct rdma_region *to,
		      void *destination, size_t len);

/** rdma_queue_close() - unmap the queues; rdma_close() does the rest */
void rdma_queue_close(struct rdma_queue *q);

#endif
