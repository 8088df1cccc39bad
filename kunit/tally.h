/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What holds pages: as their own counts show it, and as the kernel's counters
 * of all pins do.
 */
#ifndef PINCER_TALLY_H
#define PINCER_TALLY_H

#include <linux/mm_types.h>

/**
 * struct tally - a count of everything, at one moment
 * @references: to all of the pages, each folio once
 * @pins: those that folios count apart from references
 * @apart: they do, being large
 * @acquired: pins that were ever made, of any page
 * @released: pins that were given back
 */
struct tally {
	long references;
	long pins;
	bool apart;
	long acquired;
	long released;
};

/** tally() - count; of @pages, those that are NULL are left out */
void tally(struct tally *t, struct page *const *pages, unsigned int nr);

/**
 * tally_hold() - name what was added to pages between two moments
 * @before: the one
 * @during: the other
 * @pages: how many pages it was to be added to
 * @seen: receives "nothing", "none", "reference", "pin" or numbers; CLAIM_TEXT
 */
void tally_hold(const struct tally *before, const struct tally *during,
		long pages, char *seen);

#endif
