// SPDX-License-Identifier: GPL-2.0
/*
 * A child vmsplices inherited memory into a pipe and exits. Its parent is then
 * the only one to map the page, but the pipe still refers to it: a write by the
 * parent has to go to a copy, or the pipe shows it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "lib/pipe.h"
#include "scenarios/scenario.h"

static long vmsplice_in_child(struct attempt *a, const struct pipe_ends *pipe)
{
	const pid_t child = fork();
	int status = 1;

	if (!child)
		_exit(pipe_vmsplice(pipe, a->buf, a->len, 0) != (long)a->len);
	if (child < 0 || waitpid(child, &status, 0) != child || status)
		return attempt_setup_error(a, "a child's vmsplice");
	return 0;
}

static long write_after_child(struct attempt *a)
{
	long ret = scenario_buffer(a, a->contract->scenario->mapping);
	struct pipe_ends pipe;
	char *copy;

	if (ret)
		return ret;
	copy = attempt_memory(a, a->len);
	if (!copy || pipe_open(a, &pipe))
		return -1;
	pattern_fill(a->buf, a->len, PATTERN_MEMORY, 0);
	ret = vmsplice_in_child(a, &pipe);
	if (ret)
		return ret;
	pattern_fill(a->buf, a->len, PATTERN_DEVICE, 0);
	if (read(pipe.read_end, copy, a->len) != (long)a->len)
		return attempt_setup_error(a, "reading the pipe");
	a->wrong_data = !pattern_is(copy, a->len, PATTERN_MEMORY, 0) ||
			!pattern_is(a->buf, a->len, PATTERN_DEVICE, 0);
	return 0;
}

/* Until 3bff7e3f1f16 a huge page was reused in spite of the pipe's reference. */
DEFINE_EXPECT(thp_is_copied, .flaws = h->has[C_THP_COW_REFS] ? 0 : FLAW(DATA));

DEFINE_EXPECT(hugetlb_is_copied,
	      .flaws = h->has[C_HUGETLB_COW_MAPCOUNT] ? FLAW(DATA) : 0);

#define ISOLATED(name_, of_, mapping_, rule_)				\
		.name = "splice.vmsplice.cow_isolation" name_,		\
		.title = "a write to " of_ " does not reach the pipe that a child vmspliced it into", \
		SUCCESS_IS_ZERO, .mapping = mapping_, .expect = rule_,	\
		.run = write_after_child

const struct scenario scenarios_cow[] = {
	{
		ISOLATED("", "a page", "anon", scenario_works),
	}, {
		ISOLATED(".thp", "a transparent huge page", "thp",
			 thp_is_copied),
		.need.config = "TRANSPARENT_HUGEPAGE",
	}, {
		ISOLATED(".hugetlb", "a huge page of hugetlbfs", "hugetlb",
			 hugetlb_is_copied),
		.need.config = "HUGETLBFS",
	}, {}
};
