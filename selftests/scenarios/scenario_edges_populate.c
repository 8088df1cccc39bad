// SPDX-License-Identifier: GPL-2.0
/*
 * MADV_POPULATE_READ: addresses and lengths at their edges. The rules are those
 * of mm/madvise.c.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>

#include "lib/uapi.h"
#include "scenarios/edges.h"

/* Pages of the buffer. */
#define PAGES 4

enum { ADDRESS = EDGE_ADDRESS, LENGTH = EDGE_LENGTH };

static long populate_range(void *ctx, const __u64 *v)
{
	(void)ctx;
	return or_errno(madvise((void *)(uintptr_t)v[ADDRESS], v[LENGTH],
				MADV_POPULATE_READ));
}

EDGE_RULE(amid_a_page, struct attempt, v[ADDRESS] % edges_page())
EDGE_RULE(pages_wrap, struct attempt,
	  edges_wrap(v[LENGTH], edges_page() - 1) ||
	  edges_wrap(v[ADDRESS], edges_whole_pages(v[LENGTH])))
EDGE_RULE(pages_unmapped, struct attempt,
	  v[LENGTH] && !edges_inside(f, v[ADDRESS],
				     edges_whole_pages(v[LENGTH])))

static const struct edge_rule populate_rules[] = {
	REFUSES(amid_a_page, EINVAL),
	REFUSES(pages_wrap, EINVAL),
	REFUSES(pages_unmapped, ENOMEM, .late = true),
	REFUSES(pages_unmapped, EFAULT, .late = true),
	REFUSES(pages_unmapped, EINVAL, .late = true),
	{}
};

static long try_populate(struct attempt *a)
{
	const long ret = edges_memory(a, PAGES * edges_page());

	if (ret)
		return ret;
	if (madvise(a->buf, a->len, MADV_POPULATE_READ))
		return attempt_no_interface(a, "MADV_POPULATE_READ");
	return edges_try(a, &(struct edge_call){
		.name = "MADV_POPULATE_READ",
		.argument = { EDGE_BUFFER(a) },
		.rule = populate_rules, .call = populate_range,
	}, a);
}

const struct scenario scenarios_edges_populate[] = {
	{
		.name = "populate.edges",
		.title = "MADV_POPULATE_READ refuses ranges that wrap, begin amid a page or are not mapped",
		SUCCESS_IS_ZERO, .need.feature = C_MADV_POPULATE,
		.expect = scenario_works, .run = try_populate,
	}, {}
};
