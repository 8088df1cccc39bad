// SPDX-License-Identifier: GPL-2.0
/*
 * What each door promises beside the grid. A call that fails costs nothing:
 * repeated more often than a pipe has slots, it leaves tags, requests, slots,
 * descriptors, pages and charges as they were, and the next good one works. And
 * when a good one is done, nobody keeps the memory: what is written to it then is
 * seen nowhere else, nobody writes to it, and F_SEAL_WRITE finds no reference.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/doors.h"
#include "doors/target.h"
#include "memory/buffer.h"
#include "memory/build_layout.h"
#include "memory/pattern.h"
#include "model/promise.h"
#include "scenarios/remains.h"
#include "scenarios/scenario.h"

/* Calls that fail: more than a pipe has slots. */
#define REPEATS 24
/* Calls that move data, or take milliseconds. */
#define FEW 3

/* What is in the memory once the door is done with it. */
#define AFTERWARDS 0x69

/**
 * struct trial - a door that is used again and again
 * @a: the attempt
 * @use: its door
 * @remains: what there was before
 * @memory: the good mapping, a memfd unless the door takes none
 * @len: bytes of it in the buffer
 */
struct trial {
	struct attempt *a;
	struct door_use use;
	struct remains remains;
	struct part *memory;
	size_t len;
};

/* The door, with memory of its own for this once. */
static long use(struct trial *t)
{
	const long ret = door_again(&t->use);

	attempt_free_memory(t->a);
	return ret;
}

static bool is_off(const struct attempt *a)
{
	return a->setup_error[0] || a->skip_reason[0];
}

static long begin(struct attempt *a, struct trial *t)
{
	long ret;

	*t = (struct trial){ .a = a, .memory = &a->part[0],
			     .len = a->part[0].pages * getpagesize() };
	ret = remains_begin(a, &t->remains) ?: door_open(a, &t->use);
	if (ret)
		remains_end(a, &t->remains);
	return ret;
}

static bool end(struct trial *t)
{
	door_close(&t->use);
	return remains_end(t->a, &t->remains);
}

/* The same answer, however often. */
static bool repeat(struct trial *t, const char *what, long first)
{
	const bool few = t->a->contract->door->slow || first >= 0;
	const int times = few ? FEW : REPEATS;
	int i;

	if (is_off(t->a) || remains_note(t->a, &t->remains))
		return false;
	for (i = 1; i < times; i++)
		if (!scenario_answer(t->a, what, use(t), first) || is_off(t->a))
			return false;
	return remains_nothing(t->a, &t->remains);
}

/* What fails amid the memory, and, where that is only short, at its first page. */
static bool fail_often(struct trial *t)
{
	const struct part *bad = &t->a->part[1];
	const long first = use(t);
	bool good = repeat(t, "a call that fails amid the memory", first);

	t->a->buf = bad->page;
	t->a->len = bad->pages * getpagesize();
	if (good && first >= 0)
		good = repeat(t, "a call that fails", use(t));
	t->a->buf = t->memory->page;
	t->a->len = t->len;
	return good;
}

static void check_data(struct attempt *a, long ret)
{
	const enum role role = a->contract->door->role;

	if (is_off(a))
		return;
	if (role == ROLE_DEST)
		buffer_check_read(a, ret);
	else if (role == ROLE_SOURCE)
		target_check_written(a, ret);
}

/* As before any call: the memory and the target hold their own patterns. */
static long refill(struct trial *t)
{
	if (t->memory->fill == FILL_PATTERN)
		pattern_fill_part(t->memory);
	if (t->a->fd < 0)
		return 0;
	t->a->target->intact = 0;
	return target_fill(t->a);
}

/* make_memfd() maps the upper half of the file. */
static void check_unwritten(struct trial *t, int memfd)
{
	const struct part *m = t->memory;
	char is[t->len], want[t->len];

	memset(want, AFTERWARDS, t->len);
	if (pread(memfd, is, t->len, m->len + (m->page - m->at)) ==
	    (ssize_t)t->len && !memcmp(is, want, t->len))
		return;
	snprintf(t->a->note, NOTE_MAX, "somebody wrote to the memory afterwards");
	t->a->wrong_data = true;
}

/* Nobody refers to the memory any more, and nobody has written to it. */
static bool is_released(struct trial *t, bool changed)
{
	const int memfd = t->memory->fd < 0 ? -1 : dup(t->memory->fd);
	bool good;

	if (!buffer_surroundings_intact(t->a))
		t->a->wrong_data = true;
	layout_undo(t->a);
	if (memfd < 0)
		return true;
	good = remains_no_reference(t->a, &t->remains, memfd);
	if (good && changed)
		check_unwritten(t, memfd);
	close(memfd);
	return good;
}

/* Pages that a session keeps are in use until it is closed. */
static void let_go(struct trial *t)
{
	const struct session *s = t->a->contract->door->session;

	if (s && s->keeps)
		door_close(&t->use);
}

static long fail_and_work(struct attempt *a)
{
	struct trial t;
	long ret = begin(a, &t);
	bool good;

	if (ret)
		return ret;
	good = fail_often(&t);
	if (good)
		ret = refill(&t) ?: use(&t);
	if (good)
		check_data(a, ret);
	let_go(&t);
	good = good && (is_off(a) || is_released(&t, false));
	a->disagrees = !(end(&t) && good);
	return ret;
}

/* What the process writes once the door is done is not seen by the target. */
static long work_and_change(struct attempt *a)
{
	const bool source = a->contract->door->role == ROLE_SOURCE;
	struct trial t;
	long ret = begin(a, &t);
	bool good = true;

	if (ret)
		return ret;
	ret = use(&t);
	let_go(&t);
	if (!source)
		check_data(a, ret);
	memset(t.memory->page, AFTERWARDS, t.len);
	if (source)
		check_data(a, ret);
	else if (a->fd >= 0 && !is_off(a))
		target_check_written(a, 0);
	if (!is_off(a))
		good = is_released(&t, true);
	a->disagrees = !(end(&t) && good);
	return ret;
}

const struct promise promises[] = {
	{
		.name = "failed", .behind = "hole",
		.title = "works after many calls that failed, which leave nothing behind",
		.run = fail_and_work,
	}, {
		.name = "released",
		.title = "keeps no reference to the memory once it is done, and sees no later change",
		.run = work_and_change,
	}, {}
};
