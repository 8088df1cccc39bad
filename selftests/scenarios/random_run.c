// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/build_layout.h"
#include "memory/buffer.h"
#include "model/strings.h"
#include "doors/doors.h"
#include "scenarios/random_run.h"
#include "doors/target.h"

/* Maps PROT_NONE memory over the last layout. */
static int clear_area(const struct random_run *r)
{
	if (mmap(r->area, r->size, PROT_NONE, MAP_FIXED | MAP_PRIVATE |
		 MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == MAP_FAILED)
		return attempt_setup_error(r->a, "mmap");
	return 0;
}

static int open_area(struct random_run *r)
{
	r->size = (GENERATOR_PAGES_MAX + 2) * (size_t)getpagesize();
	r->area = mmap(NULL, r->size, PROT_NONE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return r->area == MAP_FAILED ? attempt_setup_error(r->a, "mmap") : 0;
}

static int make_part(struct attempt *a, const struct layout *l, int i, char *at)
{
	const struct layout_part *p = &l->part[i];
	struct part *part = &a->part[i];

	*part = (struct part){
		.kind = p->kind, .left = i ? part - 1 : NULL,
		.at = at, .page = at, .pages = p->pages, .fd = -1,
		.len = p->pages * (size_t)getpagesize(),
	};
	return part->kind->make(part);
}

static int make_parts(struct random_run *r, const struct layout *l,
		      struct attempt *a)
{
	char text[128] = "", *at = r->area + getpagesize();
	int i;

	a->buf = at + l->offset;
	for (i = 0; i < l->nr; i++) {
		a->nr++;
		if (make_part(a, l, i, at) ||
		    part_apply_state(&a->part[i], l->part[i].state, text,
				     sizeof(text))) {
			snprintf(a->setup_error, sizeof(a->setup_error),
				 "%.159s",
				 a->part[i].why[0] ? a->part[i].why : text);
			return -EINVAL;
		}
		at += a->part[i].len;
	}
	return 0;
}

/* "anon*3:written memfd*1 from 512, 9000 bytes" */
static void describe_layout(const struct layout *l, char *text, size_t size)
{
	int i;

	text[0] = '\0';
	for (i = 0; i < l->nr; i++)
		string_append(text, size, "%s*%d%s ", l->part[i].kind->name,
			      l->part[i].pages,
			      state_suffix(l->part[i].state));
	string_append(text, size, "from %zu, %zu bytes", l->offset, l->length);
}

/* Compares what the door returned with what the specification expects. */
static void compare_outcome(struct random_run *r, struct attempt *a, long ret)
{
	const struct contract *c = a->contract;
	const struct outcome due = contract_expect(c, &a->kernel->history,
						   a->machine);
	struct outcome seen = outcome_returned(ret, c->props->success_is_zero);
	char layout[128], seen_text[OUTCOME_TEXT_MAX], due_text[OUTCOME_TEXT_MAX];

	if (a->wrong_data)
		seen.flaws = FLAW(DATA);
	else if (!buffer_surroundings_intact(a))
		seen.flaws = FLAW(SURROUNDINGS);
	r->a->disagrees = !outcome_equal(&seen, &due);
	if (!r->a->disagrees)
		return;
	describe_layout(&c->layout, layout, sizeof(layout));
	outcome_write(&seen, seen_text);
	outcome_write(&due, due_text);
	snprintf(r->a->note, NOTE_MAX,
		 "PINCER_RANDOM_SEED=%llu: %s: %.40s, the model says %.20s",
		 r->seed, layout, seen_text, due_text);
}

bool random_run_try(struct random_run *r, const struct layout *l)
{
	const struct contract c = contract_of_layout(r->door, l);
	struct attempt a = *r->a;
	long ret;

	a.contract = &c;
	a.len = l->length;
	a.nr = 0;
	r->a->disagrees = false;
	if (clear_area(r))
		return false;
	if (!(a.fd >= 0 && target_fill(&a)) && !make_parts(r, l, &a)) {
		ret = door_use(&a);
		if (!a.setup_error[0] && !a.skip_reason[0])
			compare_outcome(r, &a, ret);
	}
	layout_close_files(&a);
	attempt_free_memory(&a);
	if (a.setup_error[0])
		memcpy(r->a->setup_error, a.setup_error, sizeof(a.setup_error));
	r->a->no_interface = a.no_interface;
	memcpy(r->a->skip_reason, a.skip_reason, sizeof(a.skip_reason));
	return r->a->disagrees;
}

/*
 * Left to the grid: huge pages, MMIO BARs, rings and content that the kernel
 * changes; outside of guests also DAX and P2PDMA memory, see exclusion.c.
 */
static bool is_for_layouts(const struct random_run *r,
			   const struct mapping *kind)
{
	return mapping_granule(kind) == (size_t)getpagesize() &&
	       !(kind->traits & (T_NO_CPU | T_RIGHT_ONLY | T_VOLATILE |
				 T_RING | T_REPEATED)) &&
	       (r->a->kernel->guest ||
		!(kind->props.flags & (M_FSDAX | M_P2PDMA)));
}

/* Leaves out mappings that this kernel lacks; fails if it must have them. */
static int add_kind(struct random_run *r, const struct mapping *kind)
{
	const struct layout alone = {
		.part = { { .kind = kind, .pages = 1 } }, .nr = 1,
	};
	const struct contract c = contract_of_layout(r->door, &alone);
	struct generator *g = &r->generator;
	char why[256];
	struct attempt a = { .contract = &c };
	int ret = 0;

	if (!is_for_layouts(r, kind))
		return 0;
	a.nr = 1;
	if (!(kind->traits & T_NEEDS_LEFT))
		ret = make_part(&a, &alone, 0, r->area + getpagesize());
	else
		a.part[0].fd = -1;
	layout_close_files(&a);
	if (!ret) {
		g->kind[g->nr_kinds++] = kind;
		return 0;
	}
	if (need_missing(&kind->need, r->a->kernel, a.part[0].why, why,
			 sizeof(why)))
		return 0;
	snprintf(r->a->setup_error, sizeof(r->a->setup_error), "%.159s", why);
	return ret;
}

static int find_kinds(struct random_run *r)
{
	const struct mapping *const *family, *kind;
	int ret = 0;

	for (family = mapping_families; *family && !ret; family++)
		for (kind = *family; kind->name && !ret; kind++)
			ret = add_kind(r, kind);
	return ret;
}

int random_run_open(struct random_run *r)
{
	return open_area(r) ?: find_kinds(r);
}
