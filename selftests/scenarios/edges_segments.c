// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include "model/array_size.h"
#include "scenarios/edges_segments.h"

long edges_segments(struct attempt *a, struct edge_segments *s, int pages,
		    size_t len)
{
	const long ret = edges_memory(a, pages * edges_page());
	size_t i;

	s->a = a;
	s->fd = -1;
	s->len = len;
	for (i = 0; i < ARRAY_SIZE(s->iov); i++)
		s->iov[i] = (struct iovec){ a->buf, len };
	return ret;
}

EDGE_RULE(too_many, struct edge_segments, v[0] > IOV_MAX)

const struct edge_rule edges_segment_count[] = {
	REFUSES(too_many, EINVAL),
	{}
};
