/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Arguments at their edges: a call described by its arguments and by the rules
 * that refuse some of their values, tried with the values that matter.
 */
#ifndef PINCER_EDGES_H
#define PINCER_EDGES_H

#include <linux/types.h>
#include <stdint.h>
#include <unistd.h>

#include "scenarios/scenario.h"

#define EDGE_ARGUMENTS_MAX 5

/**
 * struct edge_argument - a number that a call takes
 * @name: for people
 * @bits: how wide it is
 * @good: a value with which the call succeeds, if the others are good too
 * @limit: the last value that is allowed, or 0 without such a limit
 * @unit: what values near the ends are also rounded to, or 0
 * @multiple: what all values are rounded to, or 0
 * @max: values above it are not tried, unless they exceed @beyond; 0 for no
 *	gap. For lengths that are valid and cost memory
 * @beyond: see @max
 */
struct edge_argument {
	const char *name;
	unsigned int bits;
	__u64 good, limit, unit, multiple, max, beyond;
};

/**
 * struct edge_rule - what the kernel refuses
 * @broken: whether values break the rule; @ctx is the call's
 * @error: the errno
 * @since: the commit that made it a rule, or C_NONE
 * @until: the commit that ended it, or C_NONE
 * @late: looked at when no other rule is broken: what GUP says of memory
 * @may: the kernel may let it pass, and return what it does otherwise
 */
struct edge_rule {
	bool (*broken)(const void *ctx, const __u64 *v);
	int error;
	enum commit_id since, until;
	bool late, may;
};

/**
 * struct edge_call - a call at the edges of its arguments
 * @name: the call, for people
 * @argument: its arguments, ended by one without a name
 * @rule: ended by one without a function. Which of several broken rules the
 *	kernel finds first is no promise: the errno of any of them will do
 * @call: makes the call with the values @v, and undoes what it did; returns 0
 *	or more, or -errno
 * @success: what it returns when no rule is broken; NULL for 0
 */
struct edge_call {
	const char *name;
	struct edge_argument argument[EDGE_ARGUMENTS_MAX];
	const struct edge_rule *rule;
	long (*call)(void *ctx, const __u64 *v);
	long (*success)(const void *ctx, const __u64 *v);
};

/* For the tables: a rule, and an argument; further members may follow. */
#define REFUSES(broken_, ...) { .broken = broken_, .error = __VA_ARGS__ }
#define ARGUMENT(name_, bits_, ...)					\
	{ .name = name_, .bits = bits_, .good = __VA_ARGS__ }

/* The attempt's buffer as a call's first two arguments, ADDRESS and LENGTH. */
enum { EDGE_ADDRESS, EDGE_LENGTH };
#define EDGE_BUFFER(a_)							\
	ARGUMENT("addr", 64, (uintptr_t)(a_)->buf,			\
		 .limit = (uintptr_t)(a_)->buf + (a_)->len,		\
		 .unit = edges_page()),					\
	ARGUMENT("len", 64, edges_page(), .limit = (a_)->len,		\
		 .unit = edges_page())

/* A rule's function: EDGE_RULE(name, struct rings, f->slots < v[0]). */
#define EDGE_RULE(name_, type_, broken_)				\
	static bool name_(const void *ctx, const __u64 *v)		\
	{								\
		const type_ *f = ctx;					\
									\
		(void)f;						\
		return broken_;						\
	}

/**
 * edges_try() - make the call with each value of each argument, and with each
 *	pair of values of two arguments, while the rest is good
 * @a: the attempt; disagrees at the first answer that breaks the rules, and
 *	then its note tells the values
 * @c: the call
 * @ctx: handed to its functions
 *
 * Values are 0, 1, the limit and its neighbours, the ends of 31, 32, 63 and 64
 * bits, those that make a sum or a product with another argument's good value
 * wrap, the end of the address space and addresses of the kernel's half.
 *
 * Return: 0, as a scenario does that has told what it saw.
 */
long edges_try(struct attempt *a, const struct edge_call *c, void *ctx);

/**
 * edges_memory() - attempt_memory() between pages with PROT_NONE
 * @a: the attempt; buf and len become what may be used
 * @len: bytes, of whole pages
 *
 * Return: 0, or -errno after attempt_setup_error().
 */
long edges_memory(struct attempt *a, size_t len);

/**
 * edges_direct_file() - a file as long as the attempt's buffer, open with
 *	O_DIRECT, in the directory that PINCER_EXT4 names
 *
 * Return: a descriptor, or -errno; @a says why.
 */
int edges_direct_file(struct attempt *a);

/** edges_inside() - whether a range lies in the attempt's buffer */
bool edges_inside(const struct attempt *a, __u64 at, __u64 len);

/** edges_task_size() - where the process's addresses end */
__u64 edges_task_size(void);

/** edges_page() - PAGE_SIZE, as wide as arguments are */
static inline __u64 edges_page(void)
{
	return getpagesize();
}

/** edges_whole_pages() - a length rounded up as PAGE_ALIGN() does, to 0 at last */
static inline __u64 edges_whole_pages(__u64 len)
{
	return (len + edges_page() - 1) & -edges_page();
}

/** edges_wrap() - whether the end of a range is below its beginning */
static inline bool edges_wrap(__u64 at, __u64 len)
{
	return at + len < at;
}

/** edges_least() - the smaller one */
static inline __u64 edges_least(__u64 one, __u64 other)
{
	return one < other ? one : other;
}

#endif
