/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two large folios of one kind, side by side in memory of a process, and what
 * may be done to their mapping before a buffer in them is used.
 */
#ifndef PINCER_FOLIOS_H
#define PINCER_FOLIOS_H

#include <stdint.h>

#include "model/mapping.h"

/* How many. */
#define FOLIOS 2

/**
 * enum folio_past - what was done to the mapping of the folios, one after the
 *	other
 * @PAST_WHOLE: nothing
 * @PAST_SPLIT: a page of each had other permissions for a while
 * @PAST_MOVED: mremap() to an address that is not aligned to the folio
 * @PAST_HOLED: munmap() of a page amid the first folio
 * @PAST_FORKED: fork(): a child that lives shares them
 */
enum folio_past {
	PAST_WHOLE, PAST_SPLIT, PAST_MOVED, PAST_HOLED, PAST_FORKED,
	FOLIO_PASTS
};

/**
 * enum folio_place - where a buffer lies
 * @PLACE_FIRST: at the first page of the first folio
 * @PLACE_MIDDLE: amid the first folio
 * @PLACE_ACROSS: at the edge of both, or up to it
 * @PLACE_LAST: at the last page of the second folio
 */
enum folio_place {
	PLACE_FIRST, PLACE_MIDDLE, PLACE_ACROSS, PLACE_LAST, FOLIO_PLACES
};

struct folios;

/**
 * struct folio_kind - a kind of large folio
 * @name: of the folio, for people
 * @mapping: the mapping whose properties its memory has
 * @whole: cannot be mapped in part: nothing but fork() is done to it
 * @need: what must be there for it to exist
 * @size: of a folio, bytes; less than 8 pages if there is none
 * @make: maps FOLIOS of them at f->at; 0, or -errno with f->why
 */
struct folio_kind {
	const char *name;
	const char *mapping;
	bool whole;
	struct need need;
	size_t (*size)(void);
	int (*make)(struct folios *f);
};

/* The kinds, ended by an empty entry, and how many there are. */
extern const struct folio_kind folio_kinds[];
#define FOLIO_KINDS 4

/**
 * struct folios - large folios of one kind
 * @kind: the kind
 * @at: where the first begins
 * @size: of each, bytes
 * @hole: the page that PAST_HOLED unmapped; 0 for none
 * @fd: the file behind them, or -1
 * @reserved: the address range that all this lies in
 * @reserved_len: bytes of it
 * @frame: the number of each one's first page frame
 * @why: what went wrong, for people
 */
struct folios {
	const struct folio_kind *kind;
	char *at;
	size_t size;
	int hole;
	int fd;
	char *reserved;
	size_t reserved_len;
	uint64_t frame[FOLIOS];
	char why[160];
};

/**
 * folios_make() - map folios, and prove by the page table what they are
 * @f: filled in
 * @kind: the kind
 *
 * Return: 0, or -errno with f->why; folios_free() is due in any case.
 */
int folios_make(struct folios *f, const struct folio_kind *kind);

/** folios_change() - do to their mapping what @past says; 0 or -errno */
int folios_change(struct folios *f, enum folio_past past);

/**
 * folios_place() - a part, for a buffer of some pages of the folios
 * @f: the folios
 * @place: where
 * @pages: how many
 */
struct part folios_place(const struct folios *f, enum folio_place place,
			 int pages);

/** folios_free() - unmap them, and close their file */
void folios_free(struct folios *f);

/**
 * folios_are_freed() - whether the kernel has freed them, or does within a second
 * @f: the folios, after folios_free()
 *
 * Somebody who still refers to a folio keeps it on an LRU list.
 *
 * Return: true also where the kernel does not tell.
 */
bool folios_are_freed(const struct folios *f);

#endif
