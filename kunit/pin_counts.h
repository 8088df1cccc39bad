/* SPDX-License-Identifier: GPL-2.0 */
/* Reference and pin counts of pages, and nr_foll_pin_* of /proc/vmstat. */
#ifndef PINCER_PIN_COUNTS_H
#define PINCER_PIN_COUNTS_H

#include <linux/mm_types.h>

/*
 * Pages that were just faulted in may wait for the LRU in a batch, which holds
 * a reference until it is drained, and other tasks may pin pages. So a call
 * that differs from the promise is repeated, up to this many in all.
 */
#define PIN_COUNTS_ATTEMPTS 3

/**
 * struct pin_counts - all counts at one moment
 * @references: to all of the pages, each folio once
 * @pins: those that large folios count apart from references
 * @large: one of the folios is large
 * @acquired: nr_foll_pin_acquired
 * @released: nr_foll_pin_released
 */
struct pin_counts {
	long references;
	long pins;
	bool large;
	long acquired;
	long released;
};

/** pin_counts_read() - read the counts; of @pages, NULLs are left out */
void pin_counts_read(struct pin_counts *c, struct page *const *pages,
		     unsigned int nr);

/**
 * pin_counts_mode() - name what a call added
 * @before: the counts before it
 * @during: the counts after it, with its pages not yet released
 * @pages: how many pages it returned
 * @observed: receives "nothing", "none", "reference", "pin" or the differences
 *	of references and pins; CLAIM_TEXT bytes
 */
void pin_counts_mode(const struct pin_counts *before,
		     const struct pin_counts *during, long pages,
		     char *observed);

/** pin_counts_vmstat() - growth of both counters, "+3-3"; CLAIM_TEXT bytes */
void pin_counts_vmstat(const struct pin_counts *before,
		       const struct pin_counts *after, char *observed);

/**
 * pin_counts_all() - pin_counts_mode(), pin_counts_vmstat(), and ",left" if
 * the pages have other counts after their release
 */
void pin_counts_all(const struct pin_counts *before,
		    const struct pin_counts *during,
		    const struct pin_counts *after, long pages,
		    char *observed);

#endif
