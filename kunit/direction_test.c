// SPDX-License-Identifier: GPL-2.0
/*
 * Direction: data may be read from a read-only mapping and from the zero page,
 * and be written to neither. Each call in both directions, over user memory in
 * several states.
 */
#include <linux/mm.h>
#include <linux/mman.h>

#include "api.h"
#include "claim.h"
#include "compat.h"
#include "iter_fixture.h"
#include "suites.h"
#include "user_mm.h"

#define PAGES 3
#define LENGTH (PAGES * PAGE_SIZE)

/**
 * struct memory_state - user memory before a call
 * @name: as it appears in contract ids
 * @prot: its protection
 * @present: every page was faulted in for writing
 * @nofault: iter->nofault is set
 * @hole: the last page is not mapped
 * @source: what the call must return with WRITE: the length, and which pages
 * @dest: what it must return with READ
 */
struct memory_state {
	const char *name;
	unsigned long prot;
	bool present;
	bool nofault;
	bool hole;
	const char *source;
	const char *dest;
};

#define RW (PROT_READ | PROT_WRITE)

static const struct memory_state states[] = {
	{ "untouched", RW, .source = "3p,zero", .dest = "3p,own" },
	{ "written", RW, .present = true, .source = "3p,own",
	  .dest = "3p,own" },
	{ "readonly", PROT_READ, .source = "3p,zero", .dest = "EFAULT" },
	{ "no_access", PROT_NONE, .source = "EFAULT", .dest = "EFAULT" },
	{ "hole", RW, .present = true, .hole = true, .source = "2p,own",
	  .dest = "2p,own" },
	{ "nofault_untouched", RW, .nofault = true, .source = "EFAULT",
	  .dest = "EFAULT" },
	{ "nofault_written", RW, .present = true, .nofault = true,
	  .source = "3p,own", .dest = "3p,own" },
};

/** struct point - a parameter: a call, a state of memory and a direction */
struct point {
	const struct memory_state *state;
	const struct api *api;
	unsigned int direction;
};

/* Parameters are counted from one, since NULL ends them. */
static bool point_at(unsigned long number, struct point *point)
{
	number--;
	point->direction = number % 2 ? WRITE : READ;
	number /= 2;
	point->state = &states[number % ARRAY_SIZE(states)];
	point->api = api_at(number / ARRAY_SIZE(states));
	return point->api;
}

/* A call that this kernel does not have is skipped once. */
static bool point_exists(const struct point *point)
{
	return point->api->extract ||
	       (point->state == states && point->direction == READ);
}

PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;
	struct point point;

	do {
		if (!point_at(++number, &point))
			return NULL;
	} while (!point_exists(&point));
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s:%s", point.api->name,
		 point.state->name, direction_name(point.direction));
	return (const void *)number;
}

/* Bring fresh memory into the state that a point is about. */
static int prepare(unsigned long addr, const struct memory_state *state)
{
	int error = state->present ? user_mm_fault(addr, PAGES) : 0;

	if (state->hole)
		user_mm_unmap(addr + LENGTH - PAGE_SIZE, PAGE_SIZE);
	return error;
}

static const char *name_pages(const struct extraction *ex)
{
	unsigned int i, zeros = 0;

	for (i = 0; i < ex->nr; i++)
		zeros += ex->entry[i].page == ZERO_PAGE(0);
	if (!zeros)
		return ",own";
	return zeros == ex->nr ? ",zero" : ",some_zero";
}

static void extract(const struct point *point, unsigned long addr,
		    char *observed)
{
	struct iovec iov = {
		.iov_base = (void __user *)addr, .iov_len = LENGTH,
	};
	struct iov_iter iter;
	struct extraction ex;

	iov_iter_init(&iter, point->direction, &iov, 1, LENGTH);
#ifdef PINCER_HAVE_NOFAULT
	iter.nofault = point->state->nofault;
#endif
	api_extract(point->api, &iter, 64 * PAGE_SIZE, EXTRACTION_MAX, &ex);
	claim_amount(observed, CLAIM_TEXT, ex.ret);
	if (iov_iter_count(&iter) != LENGTH - (ex.ret > 0 ? ex.ret : 0))
		strlcat(observed, ",wrong_advance", CLAIM_TEXT);
	else if (ex.ret > 0)
		strlcat(observed, name_pages(&ex), CLAIM_TEXT);
	extraction_release(&ex, point->api->user_mode);
}

static const char *skip_reason(const struct point *point)
{
	if (!point->api->extract)
		return "this kernel has no such call";
#ifndef PINCER_HAVE_NOFAULT
	if (point->state->nofault)
		return "this kernel's iterators always fault";
#endif
	return NULL;
}

static void user_memory(struct kunit *test)
{
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	const struct memory_state *state;
	struct point point;
	unsigned long addr;
	int error;

	point_at((unsigned long)pincer_param(test), &point);
	state = point.state;
	snprintf(id, sizeof(id), "iov_iter.%s.user.%s:%s", point.api->name,
		 state->name, direction_name(point.direction));
	if (skip_reason(&point)) {
		claim_skip(test, id, skip_reason(&point));
		return;
	}
	addr = user_mm_claim_map(test, id, LENGTH, state->prot);
	if (!addr)
		return;
	error = prepare(addr, state);
	if (error) {
		claim_error(test, id, "mapping", error);
	} else {
		extract(&point, addr, observed);
		claim(test, id, observed,
		      point.direction == READ ? state->dest : state->source);
	}
	user_mm_end(addr, LENGTH);
}

PINCER_CASE_BODY(user_memory, points)

static struct kunit_case cases[] = {
	PINCER_CASE(user_memory, points),
	{ }
};

struct kunit_suite pincer_direction_suite = {
	.name = "pincer_direction",
	.test_cases = cases,
};
