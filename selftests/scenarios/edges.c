// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "model/array_size.h"
#include "model/strings.h"
#include "scenarios/edges.h"

/* Values of one argument at most. */
#define VALUES_MAX 64

/* On either side of memory: values differ from its ends by less. */
#define GUARD_PAGES 8

/** struct values - what an argument is tried with */
struct values {
	__u64 list[VALUES_MAX];
	int nr;
};

__u64 edges_task_size(void)
{
	const __u64 stack = (uintptr_t)__builtin_frame_address(0);

	return 1ULL << (64 - __builtin_clzll(stack));
}

long edges_memory(struct attempt *a, size_t len)
{
	const size_t guard = GUARD_PAGES * getpagesize();
	char *at = attempt_memory(a, len + 2 * guard);

	if (!at)
		return -ENOMEM;
	if (mprotect(at, guard, PROT_NONE) ||
	    mprotect(at + guard + len, guard, PROT_NONE))
		return attempt_setup_error(a, "mprotect");
	a->buf = at + guard;
	a->len = len;
	return 0;
}

int edges_direct_file(struct attempt *a)
{
	const int fd = attempt_open_tmpfile(a, "PINCER_EXT4", O_DIRECT);

	if (fd >= 0 && pwrite(fd, a->buf, a->len, 0) != (ssize_t)a->len)
		return attempt_setup_error(a, "write");
	return fd;
}

bool edges_inside(const struct attempt *a, __u64 at, __u64 len)
{
	const __u64 from = (uintptr_t)a->buf;

	return at >= from && len <= a->len && at - from <= a->len - len;
}

static __u64 mask_of(const struct edge_argument *arg)
{
	return arg->bits == 64 ? ~0ULL : (1ULL << arg->bits) - 1;
}

static void add_value(struct values *all, const struct edge_argument *arg,
		      __u64 value)
{
	int i;

	value &= mask_of(arg);
	if (arg->multiple)
		value &= -arg->multiple;
	if (arg->max && value > arg->max && value <= arg->beyond)
		return;
	for (i = 0; i < all->nr; i++)
		if (all->list[i] == value)
			return;
	if (all->nr < VALUES_MAX)
		all->list[all->nr++] = value;
}

/* A value, and what it is when it is rounded to the argument's unit. */
static void add_rounded(struct values *all, const struct edge_argument *arg,
			__u64 value)
{
	add_value(all, arg, value);
	if (arg->unit)
		add_value(all, arg, value & -arg->unit);
}

static void add_neighbours(struct values *all, const struct edge_argument *arg,
			   __u64 value)
{
	add_value(all, arg, value - 1);
	add_value(all, arg, value);
	add_value(all, arg, value + 1);
	if (arg->unit) {
		add_value(all, arg, value - arg->unit);
		add_value(all, arg, value + arg->unit);
	}
}

static void add_ends(struct values *all, const struct edge_argument *arg)
{
	static const __u64 ends[] = {
		INT32_MAX, 1ULL + INT32_MAX, UINT32_MAX, 1ULL + UINT32_MAX,
		INT64_MAX, 1ULL + INT64_MAX, UINT64_MAX,
	};
	const __u64 task = edges_task_size();
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ends); i++)
		if (ends[i] <= mask_of(arg))
			add_rounded(all, arg, ends[i]);
	if (arg->bits == 64) {
		add_value(all, arg, task - getpagesize());
		add_value(all, arg, task);
	}
}

/* Where a sum with what is good of another argument wraps. */
static void add_sums(struct values *all, const struct edge_argument *arg,
		     const struct edge_argument *other)
{
	for (; other->name; other++)
		if (other != arg && other->good)
			add_neighbours(all, arg, -other->good);
}

static void values_of(struct values *all, const struct edge_call *c, int nr)
{
	const struct edge_argument *arg = &c->argument[nr];

	all->nr = 0;
	add_value(all, arg, 0);
	add_value(all, arg, 1);
	add_neighbours(all, arg, arg->good);
	if (arg->limit)
		add_neighbours(all, arg, arg->limit);
	add_ends(all, arg);
	add_sums(all, arg, c->argument);
}

static bool applies(const struct edge_rule *r, const struct history *h)
{
	return (!r->since || h->has[r->since]) &&
	       (!r->until || !h->has[r->until]);
}

/** struct answers - what the rules allow */
struct answers {
	bool broken, may_pass, explained;
	long want;
};

/* Looks at the rules that are late, or at the others. */
static void ask_rules(struct answers *is, const struct history *h,
		      const struct edge_call *c, const void *ctx,
		      const __u64 *v, long got, bool late)
{
	const struct edge_rule *r;

	for (r = c->rule; r->broken; r++) {
		if (r->late != late || !applies(r, h) || !r->broken(ctx, v))
			continue;
		is->explained = is->explained || got == -r->error;
		is->may_pass = r->may && (is->may_pass || !is->broken);
		if (!is->broken)
			is->want = -r->error;
		is->broken = true;
	}
}

/* Whether rules explain the answer; @want receives one that is right. */
static bool explained(struct attempt *a, const struct edge_call *c,
		      const void *ctx, const __u64 *v, long got, long *want)
{
	const struct history *h = &a->kernel->history;
	const long success = c->success ? c->success(ctx, v) : 0;
	struct answers is = { .want = success };

	ask_rules(&is, h, c, ctx, v, got, false);
	if (!is.broken || is.may_pass)
		ask_rules(&is, h, c, ctx, v, got, true);
	*want = is.want;
	return is.explained ||
	       ((!is.broken || is.may_pass) && got == success);
}

static bool try_values(struct attempt *a, const struct edge_call *c, void *ctx,
		       const __u64 *v)
{
	const long got = c->call(ctx, v);
	char what[NOTE_MAX / 2];
	long want;
	int i;

	if (a->setup_error[0] || a->skip_reason[0])
		return false;
	if (explained(a, c, ctx, v, got, &want))
		return true;
	snprintf(what, sizeof(what), "%s", c->name);
	for (i = 0; c->argument[i].name; i++)
		string_append(what, sizeof(what), " %s=%#llx",
			      c->argument[i].name, (unsigned long long)v[i]);
	a->disagrees = true;
	return scenario_answer(a, what, got, want);
}

/* Each value of one argument with each of another, which may be the same. */
static bool try_pair(struct attempt *a, const struct edge_call *c, void *ctx,
		     int one, int other)
{
	__u64 v[EDGE_ARGUMENTS_MAX] = { 0 };
	struct values x, y;
	int i, j;

	for (i = 0; c->argument[i].name; i++)
		v[i] = c->argument[i].good;
	values_of(&x, c, one);
	values_of(&y, c, other);
	if (one == other)
		x.nr = 1;
	for (i = 0; i < x.nr; i++)
		for (j = 0; j < y.nr; j++) {
			v[one] = x.list[i];
			v[other] = y.list[j];
			if (!try_values(a, c, ctx, v))
				return false;
		}
	return true;
}

long edges_try(struct attempt *a, const struct edge_call *c, void *ctx)
{
	int one, other;

	if (!c->argument[1].name)
		try_pair(a, c, ctx, 0, 0);
	for (one = 0; c->argument[one].name; one++)
		for (other = one + 1; c->argument[other].name; other++)
			if (!try_pair(a, c, ctx, one, other))
				return 0;
	return 0;
}
