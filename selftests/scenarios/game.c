// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/build_layout.h"
#include "memory/buffer.h"
#include "doors/doors.h"
#include "scenarios/game.h"
#include "doors/target.h"

/* Empty again: whatever lay there is gone. */
static int clear_room(const struct game *g)
{
	if (mmap(g->room, g->size, PROT_NONE, MAP_FIXED | MAP_PRIVATE |
		 MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == MAP_FAILED)
		return attempt_setup_error(g->a, "mmap");
	return 0;
}

static int open_room(struct game *g)
{
	g->size = (TRIAL_PAGES_MAX + 2) * (size_t)getpagesize();
	g->room = mmap(NULL, g->size, PROT_NONE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return g->room == MAP_FAILED ? attempt_setup_error(g->a, "mmap") : 0;
}

static int make_part(struct attempt *a, const struct trial *t, int i, char *at)
{
	struct part *part = &a->part[i];

	*part = (struct part){
		.kind = t->kind[i], .left = i ? part - 1 : NULL,
		.at = at, .page = at, .pages = t->pages[i], .fd = -1,
		.len = t->pages[i] * (size_t)getpagesize(),
	};
	return part->kind->make(part);
}

static int make_parts(struct game *g, const struct trial *t, struct attempt *a)
{
	char text[128] = "", *at = g->room + getpagesize();
	int i;

	a->buf = at + t->offset;
	for (i = 0; i < t->nr; i++) {
		a->nr++;
		if (make_part(a, t, i, at) ||
		    part_apply_state(&a->part[i], t->state[i], text,
				     sizeof(text))) {
			snprintf(g->a->setup_error, sizeof(g->a->setup_error), "%.159s",
				 a->part[i].why[0] ? a->part[i].why : text);
			return -EINVAL;
		}
		at += a->part[i].len;
	}
	return 0;
}

/* What the kernel made of it, against what it should have. */
static void compare(struct game *g, const struct trial *t, struct attempt *a,
		    long ret)
{
	const bool success_is_zero = g->door->props.success_is_zero;
	const struct outcome due = outcome_returned(
		trial_expect(t, g->door, &a->kernel->history, a->machine),
		success_is_zero);
	struct outcome seen = outcome_returned(ret, success_is_zero);
	char layout[128], seen_text[OUTCOME_TEXT_MAX], due_text[OUTCOME_TEXT_MAX];

	if (a->wrong_data)
		seen.flaws = FLAW(DATA);
	else if (!buffer_surroundings_intact(a))
		seen.flaws = FLAW(SURROUNDINGS);
	g->a->disagrees = !outcome_equal(&seen, &due);
	if (!g->a->disagrees)
		return;
	trial_describe(t, layout, sizeof(layout));
	outcome_write(&seen, seen_text);
	outcome_write(&due, due_text);
	snprintf(g->a->note, NOTE_MAX,
		 "PINCER_RANDOM_SEED=%llu: %s: %.40s, the model says %.20s",
		 g->seed, layout, seen_text, due_text);
}

bool game_disagrees(struct game *g, const struct trial *t)
{
	struct attempt a = *g->a;
	long ret;

	a.door = g->door;
	a.len = t->length;
	a.nr = 0;
	g->a->disagrees = false;
	if (clear_room(g))
		return false;
	if (!(a.fd >= 0 && target_fill(&a)) && !make_parts(g, t, &a)) {
		ret = door_use(&a);
		if (!a.setup_error[0] && !a.skip_reason[0])
			compare(g, t, &a, ret);
	}
	layout_close_files(&a);
	attempt_free_memory(&a);
	if (a.setup_error[0])
		memcpy(g->a->setup_error, a.setup_error, sizeof(a.setup_error));
	g->a->no_interface = a.no_interface;
	memcpy(g->a->skip_reason, a.skip_reason, sizeof(a.skip_reason));
	return g->a->disagrees;
}

void game_simplify(struct game *g, struct trial t)
{
	struct trial simpler;
	int way;

	for (way = 0; way < trial_simplifications(&t); way++)
		if (trial_simplify(&t, way, &simpler) &&
		    game_disagrees(g, &simpler)) {
			t = simpler;
			way = -1;
		}
	/* Tried last, so that the note is of it. */
	game_disagrees(g, &t);
}

/*
 * What comes in units of its own, must not be touched, or changes by itself
 * is for the grid; so is what the model leaves open outside of guests.
 */
static bool may_come_up(const struct game *g, const struct mapping *kind)
{
	return mapping_granule(kind) == (size_t)getpagesize() &&
	       !(kind->traits & (T_NO_CPU | T_RIGHT_ONLY | T_VOLATILE |
				 T_RING | T_REPEATED)) &&
	       (g->a->kernel->guest ||
		!(kind->props.flags & (M_FSDAX | M_P2PDMA)));
}

/* Kinds that this kernel lacks stay away; the promised ones must be there. */
static int add_kind(struct game *g, const struct mapping *kind)
{
	const struct trial alone = { .kind = { kind }, .pages = { 1 } };
	char why[256];
	struct attempt a = { .door = g->door };
	int ret = 0;

	if (!may_come_up(g, kind))
		return 0;
	a.nr = 1;
	if (!(kind->traits & T_NEEDS_LEFT))
		ret = make_part(&a, &alone, 0, g->room + getpagesize());
	else
		a.part[0].fd = -1;
	layout_close_files(&a);
	if (!ret) {
		g->dice.kind[g->dice.nr_kinds++] = kind;
		return 0;
	}
	if (need_missing(&kind->need, g->a->kernel, a.part[0].why, why,
			 sizeof(why)))
		return 0;
	snprintf(g->a->setup_error, sizeof(g->a->setup_error), "%.159s", why);
	return ret;
}

static int find_kinds(struct game *g)
{
	const struct mapping *const *family, *kind;
	int ret = 0;

	for (family = mapping_families; *family && !ret; family++)
		for (kind = *family; kind->name && !ret; kind++)
			ret = add_kind(g, kind);
	return ret;
}

int game_open(struct game *g)
{
	return open_room(g) ?: find_kinds(g);
}
