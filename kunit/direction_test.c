// SPDX-License-Identifier: GPL-2.0
/*
 * Direction: what is read from an iterator may be read-only memory and the zero
 * page; what is written to may be neither. Over user memory in several states,
 * each way to take pages, both ways.
 */
#include <linux/mm.h>
#include <linux/mman.h>

#include "api.h"
#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "user_mm.h"

#define PAGES 3

/**
 * struct situation - memory in some state
 * @name: as it appears in contract ids
 * @prot: how it is mapped
 * @present: every page was written to before
 * @nofault: the iterator says not to fault
 * @hole: the last page is not mapped
 * @source: what comes of reading from it, as far as pages go
 * @dest: what comes of writing to it
 */
struct situation {
	const char *name;
	unsigned long prot;
	bool present;
	bool nofault;
	bool hole;
	const char *source;
	const char *dest;
};

#define RW (PROT_READ | PROT_WRITE)

static const struct situation situations[] = {
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

/* One parameter for each situation, API and direction, counted from one. */
struct point {
	const struct situation *situation;
	const struct api *api;
	unsigned int direction;
};

static bool point_at(unsigned long number, struct point *point)
{
	number--;
	point->direction = number % 2 ? WRITE : READ;
	number /= 2;
	if (number / ARRAY_SIZE(situations) > INT_MAX)
		return false;
	point->situation = &situations[number % ARRAY_SIZE(situations)];
	point->api = api_at(number / ARRAY_SIZE(situations));
	return point->api;
}

/* A call that this kernel does not have is said once. */
static bool point_exists(const struct point *point)
{
	return point->api->take ||
	       (point->situation == situations && point->direction == READ);
}

static const char *direction_name(unsigned int direction)
{
	return direction == READ ? "dest" : "source";
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
		 point.situation->name, direction_name(point.direction));
	return (const void *)number;
}

/**
 * struct buffer - user memory with an iterator over it
 */
struct buffer {
	unsigned long addr;
	struct iovec iov;
	struct iov_iter iter;
};

static int touch(unsigned long addr, unsigned int nr)
{
	struct page *page;
	unsigned int i;
	int error = 0;

	for (i = 0; i < nr && !error; i++) {
		error = user_mm_page(addr + i * PAGE_SIZE, true, &page);
		if (!error)
			put_page(page);
	}
	return error;
}

static int buffer_make(struct kunit *test, const struct point *point,
		      struct buffer *buffer)
{
	const struct situation *s = point->situation;
	int error;

	buffer->addr = user_mm_map(test, PAGES * PAGE_SIZE, s->prot);
	if (IS_ERR_VALUE(buffer->addr))
		return buffer->addr;
	error = s->present ? touch(buffer->addr, PAGES) : 0;
	if (s->hole)
		user_mm_unmap(buffer->addr + (PAGES - 1) * PAGE_SIZE, PAGE_SIZE);
	buffer->iov.iov_base = (void __user *)buffer->addr;
	buffer->iov.iov_len = PAGES * PAGE_SIZE;
	iov_iter_init(&buffer->iter, point->direction, &buffer->iov, 1,
		      PAGES * PAGE_SIZE);
#ifdef PINCER_HAVE_NOFAULT
	buffer->iter.nofault = s->nofault;
#endif
	return error;
}

static bool is_zero(const struct haul *haul, unsigned int i)
{
	return haul->at[i].page == ZERO_PAGE(0);
}

static const char *kind(const struct haul *haul)
{
	unsigned int i, zeros = 0;

	for (i = 0; i < haul->nr; i++)
		zeros += is_zero(haul, i);
	if (!zeros)
		return "own";
	return zeros == haul->nr ? "zero" : "some_zero";
}

static void look(struct point *point, struct buffer *buffer, char *seen)
{
	struct haul haul = { };
	char amount[24];

	point->api->take(&buffer->iter, 64 * PAGE_SIZE, HAUL_MAX, &haul);
	claim_amount(amount, sizeof(amount), haul.got);
	if (iov_iter_count(&buffer->iter) !=
	    PAGES * PAGE_SIZE - (haul.got > 0 ? haul.got : 0))
		snprintf(seen, CLAIM_TEXT, "%s,wrong_advance", amount);
	else if (haul.got > 0)
		snprintf(seen, CLAIM_TEXT, "%s,%s", amount, kind(&haul));
	else
		snprintf(seen, CLAIM_TEXT, "%s", amount);
	haul_release(&haul, point->api->hold_user);
}

/* Why a point cannot exist here, or NULL. */
static const char *lacks(const struct point *point)
{
	if (!point->api->take)
		return "this kernel has no such call";
#ifndef PINCER_HAVE_NOFAULT
	if (point->situation->nofault)
		return "this kernel's iterators always fault";
#endif
	return NULL;
}

static void user_memory(struct kunit *test)
{
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	const struct situation *s;
	struct buffer buffer = { };
	struct point point;
	int error;

	point_at((unsigned long)pincer_param(test), &point);
	s = point.situation;
	snprintf(id, sizeof(id), "iov_iter.%s.user.%s:%s", point.api->name,
		 s->name, direction_name(point.direction));
	if (lacks(&point)) {
		claim_skip(test, id, lacks(&point));
		return;
	}
	error = user_mm_enter(test);
	if (error) {
		claim_skip(test, id, user_mm_why());
		return;
	}
	error = buffer_make(test, &point, &buffer);
	if (error) {
		claim_error(test, id, "mapping", error);
	} else {
		look(&point, &buffer, seen);
		claim(test, id, seen,
		      point.direction == READ ? s->dest : s->source);
	}
	if (!IS_ERR_VALUE(buffer.addr))
		user_mm_unmap(buffer.addr, PAGES * PAGE_SIZE);
	user_mm_leave(test);
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
