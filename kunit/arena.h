/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The arena: pages that generated layouts are cut from, and what is held of
 * each. Two runs of pages: those of run "a" are one folio, those of run "b" are
 * folios of one page that only happen to be side by side.
 */
#ifndef PINCER_ARENA_H
#define PINCER_ARENA_H

#include "extraction.h"
#include "user_area.h"

#define ARENA_RUNS 2
#define ARENA_RUN_ORDER 3
#define ARENA_RUN_PAGES (1 << ARENA_RUN_ORDER)
#define ARENA_PAGES (ARENA_RUNS * ARENA_RUN_PAGES)

/**
 * enum arena_kind - where the pages are
 * @ARENA_LINEAR: in the kernel's linear mapping
 * @ARENA_MAPPED: mapped by vmap(), so that neighbours are so by address, by
 *	page, or both
 * @ARENA_USER: in user memory; both runs are folios of one page
 * @ARENA_USER_THP: the same with a transparent huge page as run "a"
 */
enum arena_kind { ARENA_LINEAR, ARENA_MAPPED, ARENA_USER, ARENA_USER_THP };

/**
 * struct arena - the pages
 * @kind: where they are
 * @page: each, those of run "b" behind those of run "a", by address
 * @addr: the address of each run; 0 where there is none
 * @first: for each page, the first one here of the same folio
 * @held: what is held of each of these folios when nothing is extracted
 * @shadow: what the memory must contain, page by page, after arena_fill()
 * @skip_reason: why this kernel cannot make it, after -EOPNOTSUPP
 *
 * The rest is what is to be released.
 */
struct arena {
	enum arena_kind kind;
	struct page *page[ARENA_PAGES];
	unsigned long addr[ARENA_RUNS];
	unsigned char first[ARENA_PAGES];
	long held[ARENA_PAGES];
	unsigned char *shadow;
	const char *skip_reason;
	struct page *run[ARENA_RUNS];
	void *mapping;
	struct user_area area[ARENA_RUNS];
	bool entered;
};

/**
 * arena_make() - make an arena, for arena_free() in any case
 *
 * Return: 0 or a negative errno, -EOPNOTSUPP for arena->skip_reason.
 */
int arena_make(struct kunit *test, enum arena_kind kind, struct arena *arena);

/** arena_free() - release all pages */
void arena_free(struct arena *arena);

/**
 * arena_fill() - make the memory and its shadow the same
 *
 * Return: 0 or -ENOMEM, which it is only if it has not succeeded before.
 */
int arena_fill(struct arena *arena);

/** arena_index() - the number of a page, -1 if it is not of the arena */
int arena_index(const struct arena *arena, const struct page *page);

/** arena_settle() - take what is held now as what is held of unused pages */
void arena_settle(struct arena *arena);

/**
 * arena_check() - compare what is held with what a call must have taken
 * @arena: the pages
 * @ex: what it extracted, NULL for nothing
 * @mode: what it takes of each page
 *
 * Return: NULL, or the difference as a word for the claim.
 */
const char *arena_check(const struct arena *arena, const struct extraction *ex,
			enum pin_mode mode);

/**
 * arena_repair() - give back what a faulty call took, or take what it gave away
 *
 * Were its pages released instead, some might be freed under the arena.
 */
void arena_repair(struct arena *arena);

#endif
