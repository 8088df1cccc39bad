// SPDX-License-Identifier: GPL-2.0
/*
 * process_vm_readv(): segments on either side, addresses and lengths of the
 * other process at their edges. The rules are those of mm/process_vm_access.c.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/syscall.h>

#include "scenarios/edges_segments.h"

/* Pages of the buffer, and bytes of each of many segments. */
#define PAGES 4
#define SEGMENT 8

static long has_process_vm(struct attempt *a)
{
	return syscall(SYS_process_vm_readv, getpid(), NULL, 0, NULL, 0, 0) &&
	       errno == ENOSYS ? attempt_no_interface(a, "process_vm_readv") : 0;
}

enum { HERE, THERE };

static long copy_segments(void *ctx, const __u64 *v)
{
	const struct edge_segments *s = ctx;

	return or_errno(syscall(SYS_process_vm_readv, getpid(), s->iov, v[HERE],
				s->iov, v[THERE], 0));
}

static long segments_copied(const void *ctx, const __u64 *v)
{
	(void)ctx;
	return edges_least(v[HERE], v[THERE]) * SEGMENT;
}

EDGE_RULE(too_many_here, struct edge_segments, v[HERE] > IOV_MAX)
EDGE_RULE(too_many_there, struct edge_segments, v[THERE] > IOV_MAX && v[HERE])
EDGE_RULE(too_many_for_nothing, struct edge_segments,
	  v[THERE] > IOV_MAX && !v[HERE])

static const struct edge_rule segment_rules[] = {
	REFUSES(too_many_here, EINVAL),
	REFUSES(too_many_there, EINVAL),
	REFUSES(too_many_for_nothing, EINVAL, .may = true),
	{}
};

static const struct edge_call segments_call = {
	.name = "process_vm_readv",
	.argument = {
		ARGUMENT("liovcnt", 32, 1, .limit = IOV_MAX),
		ARGUMENT("riovcnt", 32, 1, .limit = IOV_MAX),
	},
	.rule = segment_rules, .call = copy_segments,
	.success = segments_copied,
};

static long try_segments(struct attempt *a)
{
	struct edge_segments s;

	return has_process_vm(a) ?: edges_segments(a, &s, PAGES, SEGMENT) ?:
	       edges_try(a, &segments_call, &s);
}

static long copy_range(void *ctx, const __u64 *v)
{
	char here[2 * edges_page()];
	const struct iovec to = { here, sizeof(here) };
	const struct iovec from = {
		(void *)(uintptr_t)v[EDGE_ADDRESS], v[EDGE_LENGTH],
	};

	(void)ctx;
	return or_errno(process_vm_readv(getpid(), &to, 1, &from, 1, 0));
}

/* Bytes of the buffer behind an address, if it lies there. */
static __u64 readable(const struct attempt *a, __u64 at)
{
	return edges_inside(a, at, 1) ? (uintptr_t)a->buf + a->len - at : 0;
}

static long range_copied(const void *ctx, const __u64 *v)
{
	return edges_least(2 * edges_page(),
			   edges_least(v[EDGE_LENGTH],
				       readable(ctx, v[EDGE_ADDRESS])));
}

EDGE_RULE(length_negative, struct attempt, v[EDGE_LENGTH] > INT64_MAX)
EDGE_RULE(range_unmapped, struct attempt,
	  v[EDGE_LENGTH] && !readable(f, v[EDGE_ADDRESS]))

static const struct edge_rule range_rules[] = {
	REFUSES(length_negative, EINVAL),
	REFUSES(range_unmapped, EFAULT, .late = true),
	{}
};

static long try_range(struct attempt *a)
{
	return has_process_vm(a) ?: edges_memory(a, PAGES * edges_page()) ?:
	       edges_try(a, &(struct edge_call){
		.name = "process_vm_readv",
		.argument = { EDGE_BUFFER(a) },
		.rule = range_rules, .call = copy_range,
		.success = range_copied,
	}, a);
}

const struct scenario scenarios_edges_process_vm[] = {
	{
		.name = "process_vm.edges.vectors",
		.title = "process_vm_readv() takes up to IOV_MAX segments on either side",
		SUCCESS_IS_ZERO, .need.config = "CROSS_MEMORY_ATTACH",
		.expect = scenario_works, .run = try_segments,
	}, {
		.name = "process_vm.edges.range",
		.title = "process_vm_readv() reads up to the end of a mapping and refuses addresses of the kernel",
		SUCCESS_IS_ZERO, .need.config = "CROSS_MEMORY_ATTACH",
		.expect = scenario_works, .run = try_range,
	}, {}
};
