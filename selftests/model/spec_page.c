// SPDX-License-Identifier: GPL-2.0
/*
 * Callers of GUP that move no data: some want a page only to know whose it is,
 * some want it to be there and nothing else.
 */
#include <errno.h>

#include "model/spec_gup.h"

static int slow_refuses(const struct gup_call *c, const struct span *s)
{
	const int error = vma_refuses(c, s);

	return error ? error : page_refuses(c, s);
}

/* Anonymous memory: no file has these pages. */
static bool is_anon(const struct span *s)
{
	return !is(s, M_SHARED) &&
	       (!is(s, M_FILE) || s->state == STATE_WRITTEN);
}

/*
 * futex.shared: a shared futex is known by what its page belongs to, a file or
 * a process. So it is asked for as if to write, which makes a private copy
 * now rather than later; what cannot be written may still be a file's. An
 * anonymous page that nobody can write to will never wake anybody, and the
 * kernel's own pages belong to nothing.
 */
static int key_refuses(const struct gup_call *c, const struct span *s)
{
	struct door_props reading = *c->door;
	struct gup_call again = *c;
	int error = slow_refuses(c, s);

	if (error == -EFAULT) {
		reading.flags &= ~D_WRITE;
		again.door = &reading;
		error = is_anon(s) ? -EFAULT : slow_refuses(&again, s);
	}
	return !error && is(s, M_NO_OWNER) ? -EFAULT : error;
}

/*
 * madvise_populate(): what the mapping is to blame for has an errno of its own,
 * so that it differs from a page that could not be had.
 */
static int populate_refuses(const struct gup_call *c, const struct span *s)
{
	int error;

	if (is(s, M_HOLE))
		return -ENOMEM;
	if (vma_refuses(c, s))
		return -EINVAL;
	error = page_refuses(c, s);
	return error && error != -EFAULT ? -ENOMEM : error;
}

/* mlock() brings pages where there can be any, and calls a lack ENOMEM. */
static int lock_refuses(const struct gup_call *c, const struct span *s)
{
	int error;

	if (is_pfnmap(c, s))
		return 0;
	error = slow_refuses(c, s);
	return error == -EFAULT ? -ENOMEM : error;
}

/** struct rule - what becomes of one page, for callers with such a flag */
static const struct rule {
	unsigned int flag;
	int (*refuses)(const struct gup_call *c, const struct span *s);
} rules[] = {
	{ D_FUTEX_KEY, key_refuses },
	{ D_POPULATE, populate_refuses },
	{ D_LOCK, lock_refuses },
};

int page_callers_refuse(const struct gup_call *c)
{
	const struct rule *r = rules;
	int i, error = 0;

	while (!asks(c, r->flag))
		r++;
	for (i = 0; i < c->buffer->nr && !error; i++)
		error = r->refuses(c, &c->buffer->span[i]);
	return error;
}
