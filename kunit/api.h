/* SPDX-License-Identifier: GPL-2.0 */
/* The ways to get pages out of an iterator, made alike. */
#ifndef PINCER_API_H
#define PINCER_API_H

#include "flavour.h"

#define HAUL_MAX 16

/**
 * struct haul - what one call brought
 * @got: what it returned
 * @nr: how many entries it filled in, as far as @got covers them
 * @at: each; .page is NULL where the call stored none
 */
struct haul {
	ssize_t got;
	unsigned int nr;
	struct {
		struct page *page;
		size_t offset;
		size_t length;
	} at[HAUL_MAX];
};

/**
 * enum hold - what keeps a page in place for the caller
 * @HOLD_NONE: nothing: it is the caller's own
 * @HOLD_REF: a reference
 * @HOLD_PIN: a pin
 */
enum hold { HOLD_NONE, HOLD_REF, HOLD_PIN };

/**
 * enum reach - how far one call goes, given room
 * @REACH_SEGMENT: to the end of the first segment that is not empty
 * @REACH_ALIGNED: over segments that continue it at a page's boundary
 * @REACH_ALL: to the end, or to a hole
 */
enum reach { REACH_SEGMENT, REACH_ALIGNED, REACH_ALL };

/**
 * struct api - one way
 * @name: as it appears in contract ids
 * @hold_user: what it takes on a user's pages
 * @hold_kernel: what it takes on the kernel's
 * @reach_bvec: how far it goes in a BVEC
 * @reach_lists: how far it goes in IOVEC and KVEC
 * @no_kvec: it cannot do KVEC
 * @no_warn: it warns when asked for what it cannot do, so it is not asked
 * @not_cleared: it says nothing of entries that it did not fill in
 * @no_max: it takes no limit on entries
 * @no_zero: it says -EFAULT where the others say 0
 * @take: do it: at most @size bytes and @max entries; NULL where the kernel
 *	has no such call
 * @missing: which call that is
 */
struct api {
	const char *name;
	enum hold hold_user;
	enum hold hold_kernel;
	enum reach reach_bvec;
	enum reach reach_lists;
	bool no_kvec;
	bool no_warn;
	bool not_cleared;
	bool no_max;
	bool no_zero;
	void (*take)(struct iov_iter *iter, size_t size, unsigned int max,
		     struct haul *haul);
	const char *missing;
};

/** api_at() - the ways by number; NULL after the last */
const struct api *api_at(unsigned int number);

/** api_hold() - what it is to take on the pages of a flavour */
enum hold api_hold(const struct api *api, const struct flavour *flavour);

/** api_can() - whether it can do a flavour; else it says -EFAULT */
bool api_can(const struct api *api, const struct flavour *flavour);

/** api_reach() - how many bytes the first call brings, given room */
size_t api_reach(const struct api *api, const struct built *built);

/** api_reach_pages() - over how many pages that is spread */
unsigned int api_reach_pages(const struct api *api, const struct built *built);

/** haul_pages() - how many pages a haul is spread over */
unsigned int haul_pages(const struct haul *haul);

/** haul_release() - let go of what was held, @hold each */
void haul_release(const struct haul *haul, enum hold hold);

/**
 * haul_wrong() - compare a haul with what lies there
 * @haul: what a call brought
 * @built: what it was taken from
 * @at: from where in it
 * @where: receives the place of the first difference
 *
 * Return: NULL, or what is wrong.
 */
const char *haul_wrong(const struct haul *haul, const struct built *built,
		       size_t at, size_t *where);

#endif
