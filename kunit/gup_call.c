// SPDX-License-Identifier: GPL-2.0
#include "gup_call.h"

#include <linux/mm.h>

#include "compat.h"

static long gup_fast(unsigned int call, unsigned long addr, unsigned long nr,
		     unsigned int flags, struct page **pages)
{
	if (call & GUP_PIN)
		return pin_user_pages_fast(addr, nr, flags, pages);
	return get_user_pages_fast(addr, nr, flags, pages);
}

static long gup_slow(unsigned int call, unsigned long addr, unsigned long nr,
		     unsigned int flags, struct page **pages, int *locked)
{
	switch (call) {
	case GUP_PIN:
		return pincer_pin_user_pages(addr, nr, flags, pages);
	case GUP_PIN | GUP_REMOTE:
		return pincer_pin_user_pages_remote(addr, nr, flags, pages,
						    locked);
	case GUP_REMOTE:
		return pincer_get_user_pages_remote(addr, nr, flags, pages,
						    locked);
	default:
		return pincer_get_user_pages(addr, nr, flags, pages);
	}
}

long gup_call(unsigned int call, unsigned long addr, unsigned long nr,
	      unsigned int flags, struct page **pages, int *locked)
{
	long got;

	if (call & GUP_FAST)
		return gup_fast(call, addr, nr, flags, pages);
	if (!locked)
		mmap_read_lock(current->mm);
	got = gup_slow(call, addr, nr, flags, pages, locked);
	if (!locked)
		mmap_read_unlock(current->mm);
	return got;
}

void gup_release(unsigned int call, struct page *page)
{
	if (call & GUP_PIN)
		unpin_user_page(page);
	else
		put_page(page);
}
