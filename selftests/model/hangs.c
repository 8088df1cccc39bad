// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>

#include "model/array_size.h"
#include "model/hangs.h"

/* Cases that something is to blame for; a fresh guest tries one more. */
#define BLAMED 2

/* Or of a door, or an interface, of which nothing else is known. */
#define HUNG_MANY 4

/* struct count - hangs that share a culprit with a case */
struct count {
	int nr;
	bool here;
	const struct hang *first;
};

static void count(struct count *c, const struct hang *h)
{
	c->nr++;
	c->here |= h->here;
	if (!c->first)
		c->first = h;
}

/* Sets of culprits. */
#define ONLY(culprit) (1u << (culprit))
#define ANY ~0u

/* Whether a hang has one of some culprits, and is related to a case. */
static bool is_among(const struct hang *of, const struct hang *new,
		     unsigned int culprits, hang_relation related)
{
	return culprits & ONLY(of->culprit) && related(of, new);
}

static struct count count_related(const struct hangs *h,
				  const struct hang *new,
				  unsigned int culprits, hang_relation related)
{
	struct count c = { .nr = 0 };
	int i;

	for (i = 0; i < h->nr; i++)
		if (is_among(&h->of[i], new, culprits, related))
			count(&c, &h->of[i]);
	return c;
}

/* What is to blame for a new hang, by those before; the first that is found. */
static const struct {
	enum culprit before;
	hang_relation related;
	enum culprit culprit;
} findings[] = {
	{ CULPRIT_MAPPING, hang_same_mapping, CULPRIT_MAPPING },
	{ CULPRIT_DOOR, hang_same_door, CULPRIT_DOOR },
	{ CULPRIT_NONE, hang_blames_door, CULPRIT_DOOR },
	{ CULPRIT_NONE, hang_blames_mapping, CULPRIT_MAPPING },
};

static enum culprit find_culprit(const struct hangs *h, const struct hang *new)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(findings); i++)
		if (count_related(h, new, ONLY(findings[i].before),
				  findings[i].related).nr)
			return findings[i].culprit;
	return CULPRIT_NONE;
}

/* What was not explained before has the new hang's culprit, if it shares that. */
static void explain(struct hangs *h, const struct hang *new)
{
	const hang_relation related =
		new->culprit == CULPRIT_DOOR ? hang_same_door : hang_same_mapping;
	int i;

	for (i = 0; i < h->nr; i++)
		if (is_among(&h->of[i], new, ONLY(CULPRIT_NONE), related))
			h->of[i].culprit = new->culprit;
}

void hangs_add(struct hangs *h, const char *id, enum outcome_kind how,
	       int worked, bool here)
{
	struct hang *new = &h->of[h->nr];

	if (h->nr == HANGS_MAX)
		return;
	*new = hang_make(id);
	new->how = how;
	new->here = here;
	new->worked = worked;
	new->culprit = find_culprit(h, new);
	if (new->culprit)
		explain(h, new);
	h->nr++;
}

/* Whether it is this hang that blames its door. */
static bool completes_door(const struct hangs *h, int at)
{
	int i, before = 0;

	for (i = 0; i < at; i++)
		before += is_among(&h->of[i], &h->of[at], ONLY(CULPRIT_DOOR),
				   hang_same_door);
	return h->of[at].culprit == CULPRIT_DOOR && before + 1 == BLAMED;
}

/**
 * struct suspicion - what may be to blame for a case, if it hangs too
 * @culprit: what
 * @related: whether a case that hung has it in common with this one
 * @among: with which culprits hangs count
 * @enough: so many are needed
 * @doors: so many doors must be to blame first, with hangs of @among
 */
struct suspicion {
	enum culprit culprit;
	hang_relation related;
	unsigned int among;
	int enough, doors;
};

static const struct suspicion suspicions[] = {
	{ CULPRIT_TARGET, hang_same_target, ~ONLY(CULPRIT_MAPPING), BLAMED, 2 },
	{ CULPRIT_INTERFACE, hang_same_interface, ~ONLY(CULPRIT_MAPPING), BLAMED, 3 },
	{ CULPRIT_MAPPING, hang_same_mapping, ONLY(CULPRIT_MAPPING), BLAMED, 0 },
	{ CULPRIT_DOOR, hang_same_door, ONLY(CULPRIT_DOOR), BLAMED, 0 },
	{ CULPRIT_DOOR, hang_same_door, ONLY(CULPRIT_NONE), HUNG_MANY, 0 },
	{ CULPRIT_INTERFACE, hang_both_scenarios, ONLY(CULPRIT_NONE), HUNG_MANY, 0 },
	{ CULPRIT_HERE, hang_same_place, ANY, 1, 0 },
};

/*
 * The hang with which enough doors are to blame counts for all before it. A
 * device is to blame behind two interfaces only: aio.read.nvme_cmb and
 * aio.write.nvme_cmb have more in common than that.
 */
static struct count count_doors(const struct hangs *h, const struct hang *new,
				const struct suspicion *s)
{
	bool several = s->culprit == CULPRIT_INTERFACE;
	struct count c = { .nr = 0 };
	int i, doors = 0;

	for (i = 0; i < h->nr; i++) {
		if (!is_among(&h->of[i], new, s->among, s->related))
			continue;
		count(&c, &h->of[i]);
		if (completes_door(h, i)) {
			doors++;
			several |= !hang_same_interface(&h->of[i], c.first);
		}
		if (doors < s->doors || !several)
			c.nr = s->enough - 1;
	}
	return c;
}

/* Whether a case is held back after so many hangs, for this guest or for good. */
static bool holds(struct blame *b, const struct suspicion *s,
		  const struct count *c)
{
	if (c->nr < s->enough || (c->nr == s->enough && !c->here))
		return false;
	*b = (struct blame){ s->culprit, c->first, c->nr > s->enough };
	return true;
}

/* The first suspicion that holds a case back for good, or the first that does. */
static struct blame find_blame(const struct hangs *h, const struct hang *new)
{
	struct blame found = { .culprit = CULPRIT_NONE }, b;
	const struct suspicion *s;
	struct count c;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(suspicions) && !found.final; i++) {
		s = &suspicions[i];
		c = s->doors ? count_doors(h, new, s) :
			       count_related(h, new, s->among, s->related);
		if (holds(&b, s, &c) && (b.final || !found.culprit))
			found = b;
	}
	return found;
}

struct blame hangs_blame(const struct hangs *h, const char *id)
{
	struct blame found = { .culprit = CULPRIT_NONE };
	struct hang new;

	if (!h->nr)
		return found;
	new = hang_make(id);
	found = find_blame(h, &new);
	if (h->nr < HANGS_MAX)
		return found;
	/* There is no further guest. */
	if (!found.culprit)
		found = (struct blame){ CULPRIT_KERNEL, h->of, true };
	found.final = true;
	return found;
}

void hangs_reason(const struct blame *b, char *buf, size_t size)
{
	static const char *const what[] = {
		[CULPRIT_HERE] = "its mapping at this door",
		[CULPRIT_DOOR] = "its door", [CULPRIT_MAPPING] = "its mapping",
		[CULPRIT_TARGET] = "the device behind its door",
		[CULPRIT_INTERFACE] = "its interface",
		[CULPRIT_KERNEL] = "too much",
	};
	static const char *const does[] = {
		[OUTCOME_NONE] = "loses its guest", [OUTCOME_TIMEOUT] = "hangs",
		[OUTCOME_HANG] = "hangs", [OUTCOME_PANIC] = "panics",
		[OUTCOME_POWEROFF] = "powers the guest off",
	};

	snprintf(buf, size, HANGS_NOT_RUN "%s %s (first seen in %s)",
		 what[b->culprit], does[b->first->how] ?: "hangs", b->first->id);
}
