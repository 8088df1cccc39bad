/* SPDX-License-Identifier: GPL-2.0 */
/* The calls of GUP, behind one signature. */
#ifndef PINCER_GUP_CALL_H
#define PINCER_GUP_CALL_H

#include <linux/mm_types.h>

/**
 * enum - which call of GUP, any of these bits
 * @GUP_PIN: pin_user_pages(), not get_user_pages()
 * @GUP_FAST: its "_fast" variant
 * @GUP_REMOTE: its "_remote" variant, on current->mm
 */
enum { GUP_PIN = 1, GUP_FAST = 2, GUP_REMOTE = 4 };

/**
 * gup_call() - get or pin pages of current->mm
 * @call: which call
 * @addr: the first page
 * @nr: how many pages
 * @flags: FOLL_...
 * @pages: receives them
 * @locked: for GUP_REMOTE, says whether the mmap lock is held; NULL has the
 *	lock taken and released for any call that needs it
 *
 * Return: as the call does, the number of pages or a negative errno.
 */
long gup_call(unsigned int call, unsigned long addr, unsigned long nr,
	      unsigned int flags, struct page **pages, int *locked);

/** gup_release() - unpin or put a page that the call returned */
void gup_release(unsigned int call, struct page *page);

#endif
