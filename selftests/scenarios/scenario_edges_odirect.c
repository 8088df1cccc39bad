// SPDX-License-Identifier: GPL-2.0
/*
 * O_DIRECT: addresses, lengths, offsets and segments at their edges. The rules
 * are those of fs/read_write.c and lib/iov_iter.c.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>

#include "scenarios/edges_segments.h"

/* Pages of the buffer, and of the file. */
#define PAGES 4

/* MAX_RW_COUNT */
#define MAX_RW (INT_MAX & -edges_page())

enum { ADDRESS = EDGE_ADDRESS, LENGTH = EDGE_LENGTH, OFFSET };

static long open_file(struct edge_segments *s)
{
	s->fd = edges_direct_file(s->a);
	return s->fd < 0 ? s->fd : 0;
}

static long read_direct(void *ctx, const __u64 *v)
{
	const struct edge_segments *s = ctx;

	return or_errno(pread(s->fd, (void *)(uintptr_t)v[ADDRESS], v[LENGTH],
			      v[OFFSET]));
}

static long bytes_read(const void *ctx, const __u64 *v)
{
	const __u64 size = PAGES * edges_page();

	(void)ctx;
	return edges_least(v[LENGTH], size - edges_least(v[OFFSET], size));
}

EDGE_RULE(length_negative, struct edge_segments, v[LENGTH] > INT64_MAX)
EDGE_RULE(offset_negative, struct edge_segments, v[OFFSET] > INT64_MAX)
EDGE_RULE(end_negative, struct edge_segments,
	  v[OFFSET] + v[LENGTH] > INT64_MAX)
EDGE_RULE(range_outside, struct edge_segments,
	  edges_wrap(v[ADDRESS], v[LENGTH]) ||
	  v[ADDRESS] + v[LENGTH] > edges_task_size() - edges_page())
EDGE_RULE(read_unmapped, struct edge_segments,
	  bytes_read(f, v) && !edges_inside(f->a, v[ADDRESS], bytes_read(f, v)))
EDGE_RULE(rest_unmapped, struct edge_segments,
	  bytes_read(f, v) && !edges_inside(f->a, v[ADDRESS], v[LENGTH]))

static const struct edge_rule read_rules[] = {
	REFUSES(length_negative, EINVAL),
	REFUSES(offset_negative, EINVAL),
	REFUSES(end_negative, EINVAL),
	/* access_ok() of some architectures looks at the highest bit only. */
	REFUSES(range_outside, EFAULT, .may = true),
	REFUSES(read_unmapped, EFAULT, .late = true),
	/* What lies behind the end of the file may be pinned too. */
	REFUSES(rest_unmapped, EFAULT, .late = true, .may = true),
	{}
};

static long try_read(struct attempt *a)
{
	const __u64 page = edges_page();
	struct edge_segments s;

	return edges_segments(a, &s, PAGES, page) ?: open_file(&s) ?:
	       edges_try(a, &(struct edge_call){
		.name = "pread",
		.argument = {
			ARGUMENT("addr", 64, (uintptr_t)a->buf,
				 .multiple = page),
			ARGUMENT("len", 64, page, .limit = a->len,
				 .multiple = page),
			ARGUMENT("offset", 64, page, .limit = a->len,
				 .multiple = page),
		},
		.rule = read_rules, .call = read_direct, .success = bytes_read,
	}, &s);
}

static long read_segments(void *ctx, const __u64 *v)
{
	const struct edge_segments *s = ctx;

	return or_errno(syscall(SYS_preadv, s->fd, s->iov, v[0], 0, 0));
}

static long segments_read(const void *ctx, const __u64 *v)
{
	const struct edge_segments *s = ctx;

	return edges_least(v[0], PAGES) * s->len;
}

static const struct edge_call preadv_call = {
	.name = "preadv",
	.argument = { ARGUMENT("iovcnt", 32, 1, .limit = IOV_MAX) },
	.rule = edges_segment_count, .call = read_segments,
	.success = segments_read,
};

static long try_segments(struct attempt *a)
{
	struct edge_segments s;

	return edges_segments(a, &s, PAGES, edges_page()) ?: open_file(&s) ?:
	       edges_try(a, &preadv_call, &s);
}

static long write_two(void *ctx, const __u64 *v)
{
	struct edge_segments *s = ctx;

	s->iov[0].iov_len = v[0];
	s->iov[1].iov_len = v[1];
	return or_errno(writev(s->fd, s->iov, 2));
}

static long two_written(const void *ctx, const __u64 *v)
{
	(void)ctx;
	return edges_least(edges_least(v[0], MAX_RW) +
			   edges_least(v[1], MAX_RW), MAX_RW);
}

/* Whether a segment reaches beyond the process's addresses. */
static bool is_outside(const struct edge_segments *s, __u64 len)
{
	return edges_least(len, INT64_MAX) + (uintptr_t)s->a->buf >
	       edges_task_size() - edges_page();
}

EDGE_RULE(one_negative, struct edge_segments,
	  v[0] > INT64_MAX || v[1] > INT64_MAX)
EDGE_RULE(one_outside, struct edge_segments,
	  is_outside(f, v[0]) || is_outside(f, v[1]))

static const struct edge_rule total_rules[] = {
	REFUSES(one_negative, EINVAL),
	REFUSES(one_outside, EFAULT, .may = true),
	{}
};

static long open_null(struct edge_segments *s)
{
	s->fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	return s->fd < 0 ? attempt_setup_error(s->a, "/dev/null") : 0;
}

/* /dev/null takes what import_iovec() leaves, and looks at none of it. */
static long try_total(struct attempt *a)
{
	struct edge_segments s;

	return edges_segments(a, &s, PAGES, 1) ?: open_null(&s) ?:
	       edges_try(a, &(struct edge_call){
		.name = "writev",
		.argument = {
			ARGUMENT("len0", 64, edges_page(), .limit = MAX_RW),
			ARGUMENT("len1", 64, edges_page(), .limit = MAX_RW),
		},
		.rule = total_rules, .call = write_two,
		.success = two_written,
	}, &s);
}

#define ON_EXT4_DIRECTORY .need = { .config = "EXT4_FS", .env = "PINCER_EXT4" }

const struct scenario scenarios_edges_odirect[] = {
	{
		.name = "odirect.edges.range",
		.title = "an O_DIRECT read refuses negative lengths and offsets, sums that wrap and addresses of the kernel",
		SUCCESS_IS_ZERO, ON_EXT4_DIRECTORY,
		.expect = scenario_works, .run = try_read,
	}, {
		.name = "odirect.edges.vectors",
		.title = "an O_DIRECT preadv() takes up to IOV_MAX segments",
		SUCCESS_IS_ZERO, ON_EXT4_DIRECTORY,
		.expect = scenario_works, .run = try_segments,
	}, {
		.name = "odirect.edges.total",
		.title = "segments together are cut to MAX_RW_COUNT, and none is negative",
		SUCCESS_IS_ZERO,
		.expect = scenario_works, .run = try_total,
	}, {}
};
