/* SPDX-License-Identifier: GPL-2.0 */
/* Calls that take segments: more of them than IOV_MAX, lengths at their edges. */
#ifndef PINCER_EDGES_SEGMENTS_H
#define PINCER_EDGES_SEGMENTS_H

#include <limits.h>
#include <sys/uio.h>

#include "scenarios/edges.h"

/**
 * struct edge_segments - what the calls work on
 * @a: the attempt, with the buffer
 * @fd: what they read or write
 * @len: of each segment, bytes
 * @iov: the segments, more than the kernel takes
 */
struct edge_segments {
	struct attempt *a;
	int fd;
	size_t len;
	struct iovec iov[IOV_MAX + 2];
};

/**
 * edges_segments() - map a buffer and let all segments be its first bytes
 * @a: the attempt
 * @s: receives the segments
 * @pages: of the buffer
 * @len: of each segment, bytes
 *
 * Return: 0, or -errno after attempt_setup_error().
 */
long edges_segments(struct attempt *a, struct edge_segments *s, int pages,
		    size_t len);

/** edges_segment_count - the rules of a first argument that counts segments */
extern const struct edge_rule edges_segment_count[];

#endif
