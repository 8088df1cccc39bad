// SPDX-License-Identifier: GPL-2.0
/* vmsplice(): the number of segments at its edge, as in lib/iov_iter.c. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>

#include "lib/pipe.h"
#include "scenarios/edges_segments.h"

static long splice_segments(void *ctx, const __u64 *v)
{
	const struct edge_segments *s = ctx;
	struct pipe_ends pipe;
	long ret = pipe_open(s->a, &pipe);

	if (ret)
		return ret;
	ret = or_errno(syscall(SYS_vmsplice, pipe.write_end, s->iov, v[0],
			       SPLICE_F_NONBLOCK));
	pipe_close(&pipe);
	return ret;
}

static long segments_spliced(const void *ctx, const __u64 *v)
{
	const struct edge_segments *s = ctx;

	return edges_least(v[0], PIPE_PAGES) * s->len;
}

static const struct edge_call vmsplice_call = {
	.name = "vmsplice",
	.argument = { ARGUMENT("nr_segs", 32, 1, .limit = IOV_MAX) },
	.rule = edges_segment_count, .call = splice_segments,
	.success = segments_spliced,
};

static long try_vmsplice(struct attempt *a)
{
	struct edge_segments s;

	return edges_segments(a, &s, 1, edges_page()) ?:
	       edges_try(a, &vmsplice_call, &s);
}

const struct scenario scenarios_edges_splice[] = {
	{
		.name = "splice.vmsplice.edges",
		.title = "vmsplice() takes up to IOV_MAX segments",
		SUCCESS_IS_ZERO,
		.expect = scenario_works, .run = try_vmsplice,
	}, {}
};
