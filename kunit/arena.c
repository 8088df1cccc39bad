// SPDX-License-Identifier: GPL-2.0
#include "arena.h"

#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "compat.h"
#include "user_mm.h"

/*
 * The pages of a mapped arena by address, as numbers in a linear one: within
 * each run there are neighbours of one folio, in order and not, neighbours that
 * are folios of their own, and the end of one folio before another.
 */
static const unsigned char mapped_order[ARENA_PAGES] = {
	2, 0, 1, 3, 8, 9, 11, 4,
	13, 12, 6, 5, 7, 10, 14, 15,
};

static int alloc_runs(struct arena *a)
{
	unsigned int i;

	a->run[0] = alloc_pages(GFP_KERNEL | __GFP_COMP, ARENA_RUN_ORDER);
	a->run[1] = alloc_pages(GFP_KERNEL, ARENA_RUN_ORDER);
	if (!a->run[0] || !a->run[1])
		return -ENOMEM;
	split_page(a->run[1], ARENA_RUN_ORDER);
	for (i = 0; i < ARENA_RUN_PAGES; i++) {
		a->page[i] = a->run[0] + i;
		a->page[ARENA_RUN_PAGES + i] = a->run[1] + i;
	}
	for (i = 0; i < ARENA_RUNS; i++)
		a->addr[i] = (unsigned long)page_address(a->run[i]);
	return 0;
}

static int map_runs(struct arena *a)
{
	struct page *linear[ARENA_PAGES];
	unsigned int i;

	memcpy(linear, a->page, sizeof(linear));
	for (i = 0; i < ARENA_PAGES; i++)
		a->page[i] = linear[mapped_order[i]];
	a->mapping = vmap(a->page, ARENA_PAGES, VM_MAP, PAGE_KERNEL);
	if (!a->mapping)
		return -ENOMEM;
	for (i = 0; i < ARENA_RUNS; i++)
		a->addr[i] = (unsigned long)a->mapping +
			     i * ARENA_RUN_PAGES * PAGE_SIZE;
	return 0;
}

/* Map a run and fault it in, with a reference to each page until the end. */
static int map_user_run(struct kunit *test, struct arena *a, unsigned int run)
{
	bool thp = a->kind == ARENA_USER_THP && !run;
	unsigned int i;
	int error = user_area_map(test, thp ? USER_THP : USER_SMALL,
				  ARENA_RUN_PAGES, &a->area[run],
				  &a->skip_reason);

	a->addr[run] = a->area[run].addr;
	for (i = 0; i < ARENA_RUN_PAGES && !error; i++)
		error = user_mm_page(a->addr[run] + i * PAGE_SIZE,
				     &a->page[run * ARENA_RUN_PAGES + i]);
	return error;
}

static int map_user(struct kunit *test, struct arena *a)
{
	int error = user_mm_enter();

	if (error) {
		a->skip_reason = user_mm_skip_reason();
		return error;
	}
	a->entered = true;
	error = map_user_run(test, a, 0);
	return error ? error : map_user_run(test, a, 1);
}

int arena_fill(struct arena *a)
{
	unsigned int i, k;

	if (!a->shadow)
		a->shadow = vmalloc(ARENA_PAGES * PAGE_SIZE);
	if (!a->shadow)
		return -ENOMEM;
	for (i = 0; i < ARENA_PAGES; i++) {
		unsigned char *shadow = a->shadow + i * PAGE_SIZE;
		void *memory = kmap_atomic(a->page[i]);

		for (k = 0; k < PAGE_SIZE; k++)
			shadow[k] = k + k / 256 * 7 + i * 31;
		memcpy(memory, shadow, PAGE_SIZE);
		kunmap_atomic(memory);
	}
	return 0;
}

static int make(struct kunit *test, struct arena *a)
{
	int error;

	if (a->kind == ARENA_USER || a->kind == ARENA_USER_THP)
		return map_user(test, a);
	error = alloc_runs(a);
	if (!error && a->kind == ARENA_MAPPED)
		error = map_runs(a);
	return error;
}

static void find_folios(struct arena *a)
{
	unsigned int i, k;

	for (i = 0; i < ARENA_PAGES; i++) {
		for (k = 0; k < i; k++)
			if (compound_head(a->page[k]) ==
			    compound_head(a->page[i]))
				break;
		a->first[i] = k;
	}
}

int arena_make(struct kunit *test, enum arena_kind kind, struct arena *arena)
{
	int error;

	memset(arena, 0, sizeof(*arena));
	arena->kind = kind;
	error = make(test, arena);
	if (error)
		return error;
	find_folios(arena);
	arena_settle(arena);
	return 0;
}

static void free_runs(struct arena *a)
{
	unsigned int i;

	vunmap(a->mapping);
	if (a->run[0])
		__free_pages(a->run[0], ARENA_RUN_ORDER);
	for (i = 0; a->run[1] && i < ARENA_RUN_PAGES; i++)
		__free_page(a->run[1] + i);
}

static void unmap_user(struct arena *a)
{
	unsigned int i;

	for (i = 0; i < ARENA_PAGES; i++)
		if (a->page[i])
			put_page(a->page[i]);
	for (i = 0; i < ARENA_RUNS; i++)
		user_area_unmap(&a->area[i]);
	user_mm_leave();
}

void arena_free(struct arena *arena)
{
	if (arena->entered)
		unmap_user(arena);
	else
		free_runs(arena);
	vfree(arena->shadow);
}

int arena_index(const struct arena *arena, const struct page *page)
{
	int i;

	for (i = 0; i < ARENA_PAGES; i++)
		if (arena->page[i] == page)
			return i;
	return -1;
}

/* References to a page's folio, and pins that it counts apart. */
static long holds(const struct arena *arena, unsigned int i)
{
	struct page *head = compound_head(arena->page[i]);
	long pins = pincer_has_pincount(head) ? pincer_pincount(head) : 0;

	return page_ref_count(head) + pins * GUP_PIN_COUNTING_BIAS;
}

void arena_settle(struct arena *arena)
{
	unsigned int i;

	for (i = 0; i < ARENA_PAGES; i++)
		arena->held[i] = holds(arena, i);
}

/* What a call takes of a page's folio, as holds() counts it. */
static long taken(struct page *page, enum pin_mode mode)
{
	if (mode == PIN_MODE_REF)
		return 1;
	return GUP_PIN_COUNTING_BIAS + pincer_has_pincount(compound_head(page));
}

static void add_entry(const struct arena *arena, struct page *page,
		      size_t offset, size_t length, enum pin_mode mode,
		      long *expected)
{
	unsigned int nr = DIV_ROUND_UP(offset % PAGE_SIZE + length, PAGE_SIZE);
	int i;

	for (page += offset / PAGE_SIZE; nr; nr--, page++) {
		i = arena_index(arena, page);
		if (i >= 0)
			expected[arena->first[i]] += taken(page, mode);
	}
}

const char *arena_check(const struct arena *arena, const struct extraction *ex,
			enum pin_mode mode)
{
	long expected[ARENA_PAGES];
	unsigned int i;

	memcpy(expected, arena->held, sizeof(expected));
	for (i = 0; ex && mode != PIN_MODE_NONE && i < ex->nr; i++)
		add_entry(arena, ex->entry[i].page, ex->entry[i].offset,
			  ex->entry[i].length, mode, expected);
	for (i = 0; i < ARENA_PAGES; i++) {
		long have = arena->first[i] == i ? holds(arena, i) : 0;

		if (arena->first[i] == i && have != expected[i])
			return have < expected[i] ? "hold_missing" :
						    "hold_left";
	}
	return NULL;
}

void arena_repair(struct arena *arena)
{
	unsigned int i;

	for (i = 0; i < ARENA_PAGES; i++) {
		struct page *head = compound_head(arena->page[i]);
		long more = holds(arena, i) - arena->held[i];

		if (arena->first[i] != i)
			continue;
		if (pincer_has_pincount(head))
			more %= GUP_PIN_COUNTING_BIAS;
		page_ref_sub(head, more);
	}
	arena_settle(arena);
}
