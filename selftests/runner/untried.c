// SPDX-License-Identifier: GPL-2.0
#include "runner/untried.h"

static bool is_missing(const struct runner *r, const struct need *need)
{
	size_t i;

	for (i = 0; i < r->nr_missing; i++)
		if (r->missing[i] == need)
			return true;
	return false;
}

void untried_add_missing(struct runner *r, const struct need *need)
{
	if (r->nr_missing < MISSING_MAX && !is_missing(r, need))
		r->missing[r->nr_missing++] = need;
}

static bool held_back(const struct runner *r, const struct contract *c,
		      struct observation *seen)
{
	const struct blame blame = hangs_blame(&r->hangs, c->id);

	if (!blame.culprit)
		return false;
	seen->tried = NOT_READY;
	hangs_reason(&blame, seen->reason, sizeof(seen->reason));
	return true;
}

/* Those of the mappings come first, as they are made before the door is used. */
static const struct need *need_of(const struct contract *c, int i)
{
	return i < c->layout.nr ? &c->layout.part[i].kind->need : c->need;
}

/* The reason is that of a mapping, even if it is the door that was missed. */
static bool is_not_there(const struct runner *r, const struct contract *c,
			 struct observation *seen)
{
	bool missing = false;
	int i;

	for (i = 0; i <= c->layout.nr; i++)
		missing = missing || is_missing(r, need_of(c, i));
	for (i = 0; missing && i <= c->layout.nr; i++) {
		if (!need_ruled_out(need_of(c, i), &r->kernel, seen->reason,
				    sizeof(seen->reason)))
			continue;
		seen->tried = CANNOT_EXIST;
		return true;
	}
	return false;
}

bool untried(const struct runner *r, const struct contract *c,
	     struct observation *seen)
{
	struct observation unseen;

	if (!seen)
		seen = &unseen;
	*seen = observation_none();
	return held_back(r, c, seen) || is_not_there(r, c, seen);
}
