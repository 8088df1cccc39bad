// SPDX-License-Identifier: GPL-2.0
/*
 * Callers of GUP that move no data: futex() wants to know whose a page is,
 * mlock() and madvise() want it to be there.
 */
#include <errno.h>

#include "model/spec_gup.h"

static int slow_refuses(const struct gup_call *c, const struct layout_part *p)
{
	const int error = vma_refuses(c, p);

	return error ? error : page_refuses(c, p);
}

/* Anonymous memory: no file has these pages. */
static bool is_anon(const struct layout_part *p)
{
	return !is(p, M_SHARED) &&
	       (!is(p, M_FILE) || p->state == STATE_WRITTEN);
}

/*
 * get_futex_key() (kernel/futex/core.c) identifies a shared futex by the file
 * or the process that its page belongs to. It asks for the page as if to write,
 * which makes a private copy now rather than later, and after EFAULT again to
 * read: the page may be a file's. EFAULT stays for an anonymous page that
 * nobody can write to, as nobody could wake a waiter there, and for the kernel's
 * own pages, which belong to nothing.
 */
static int key_refuses(const struct gup_call *c, const struct layout_part *p)
{
	struct door_props reading = *c->door;
	struct gup_call again = *c;
	int error = slow_refuses(c, p);

	if (error == -EFAULT) {
		reading.flags &= ~D_WRITE;
		again.door = &reading;
		error = is_anon(p) ? -EFAULT : slow_refuses(&again, p);
	}
	return !error && is(p, M_NO_OWNER) ? -EFAULT : error;
}

/*
 * MADV_POPULATE_READ and _WRITE: ENOMEM for a hole, EINVAL where the VMA
 * refuses, EFAULT where the page cannot be had.
 */
static int populate_refuses(const struct gup_call *c,
			    const struct layout_part *p)
{
	int error;

	if (is(p, M_HOLE))
		return -ENOMEM;
	if (vma_refuses(c, p))
		return -EINVAL;
	error = page_refuses(c, p);
	return error && error != -EFAULT ? -ENOMEM : error;
}

/* mlock() brings pages where there can be any, and calls a lack ENOMEM. */
static int lock_refuses(const struct gup_call *c, const struct layout_part *p)
{
	int error;

	if (is_pfnmap(c, p))
		return 0;
	error = slow_refuses(c, p);
	return error == -EFAULT ? -ENOMEM : error;
}

/** struct page_caller - which pages a caller with such a flag refuses */
static const struct page_caller {
	unsigned int flag;
	int (*refuses)(const struct gup_call *c, const struct layout_part *p);
} page_callers[] = {
	{ D_FUTEX_KEY, key_refuses },
	{ D_POPULATE, populate_refuses },
	{ D_LOCK, lock_refuses },
};

int page_callers_refuse(const struct gup_call *c)
{
	const struct page_caller *caller = page_callers;
	int i, error = 0;

	while (!asks(c, caller->flag))
		caller++;
	for (i = 0; i < c->layout->nr && !error; i++)
		error = caller->refuses(c, &c->layout->part[i]);
	return error;
}
