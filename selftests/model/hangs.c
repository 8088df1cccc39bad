// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <string.h>

#include "model/array_size.h"
#include "model/hangs.h"

/* Cases that something is to blame for; a fresh guest tries one more. */
#define BLAMED 2

/* A door that worked with so many layouts is not to blame for two. */
#define WORKED_MANY 5
#define HUNG_MANY 4

size_t hangs_door_length(const char *id)
{
	const char *end = strchr(id, '/') ?: strrchr(id, '.');

	return end ? (size_t)(end - id) : strlen(id);
}

bool hangs_same_door(const char *a, const char *b)
{
	const size_t length = hangs_door_length(a);

	return hangs_door_length(b) == length && !memcmp(a, b, length);
}

static bool same_interface(const char *a, const char *b)
{
	const size_t length = strcspn(a, "./");

	return strcspn(b, "./") == length && !memcmp(a, b, length);
}

/* The mappings of a case: "a+b:written"; a scenario is its own. */
static const char *mappings(const char *id)
{
	return strchr(id, '/') ? strchr(id, '/') + 1 : id;
}

static size_t part_length(const char *part)
{
	return strcspn(part, "+:");
}

static const char *next_part(const char *part)
{
	part += strcspn(part, "+");
	return *part ? part + 1 : NULL;
}

static bool has_part(const char *id, const char *part)
{
	const size_t length = part_length(part);
	const char *own;

	for (own = mappings(id); own; own = next_part(own))
		if (part_length(own) == length && !memcmp(own, part, length))
			return true;
	return false;
}

/* Whether a case has all mappings of another one. */
static bool covers(const char *id, const char *other)
{
	const char *part;

	for (part = mappings(other); part; part = next_part(part))
		if (!has_part(id, part))
			return false;
	return true;
}

/* Whether a case has all mappings of one that hung. */
static bool shares_mapping(const struct hang *h, const char *id)
{
	return strchr(h->id, '/') && covers(id, h->id);
}

static enum target_kind target_of(const char *id)
{
	const struct contract *c = contract_find(id);

	return c ? c->need->target : TARGET_NONE;
}

/* Two layouts at one door, neither of which has all mappings of the other. */
static bool blames_door(const struct hang *a, const struct hang *b)
{
	return b->worked < WORKED_MANY && hangs_same_door(a->id, b->id) && !covers(a->id, b->id) &&
	       !covers(b->id, a->id);
}

static bool blames_mapping(const struct hang *a, const struct hang *b)
{
	return !hangs_same_door(a->id, b->id) && shares_mapping(a, b->id) &&
	       shares_mapping(b, a->id);
}

static bool shares(const struct hang *h, const char *id, enum culprit culprit)
{
	return culprit == CULPRIT_DOOR ? hangs_same_door(h->id, id) :
					 shares_mapping(h, id);
}

/* What is not explained yet, and shares the culprit with @id. */
static void spread(struct hangs *h, const char *id, enum culprit culprit)
{
	int i;

	for (i = 0; i < h->nr; i++)
		if (!h->of[i].culprit && shares(&h->of[i], id, culprit))
			h->of[i].culprit = culprit;
}

/* Whether something is to blame for @new by what it already is to blame for. */
static bool is_known(const struct hangs *h, const struct hang *new,
		     enum culprit culprit)
{
	int i;

	for (i = 0; i < h->nr; i++)
		if (h->of[i].culprit == culprit &&
		    shares(&h->of[i], new->id, culprit))
			return true;
	return false;
}

static enum culprit find_culprit(const struct hangs *h, const struct hang *new)
{
	int i;

	if (is_known(h, new, CULPRIT_MAPPING))
		return CULPRIT_MAPPING;
	if (is_known(h, new, CULPRIT_DOOR))
		return CULPRIT_DOOR;
	for (i = 0; i < h->nr; i++)
		if (!h->of[i].culprit && blames_door(&h->of[i], new))
			return CULPRIT_DOOR;
	for (i = 0; i < h->nr; i++)
		if (!h->of[i].culprit && blames_mapping(&h->of[i], new))
			return CULPRIT_MAPPING;
	return CULPRIT_NONE;
}

void hangs_add(struct hangs *h, const char *id, enum outcome_kind how,
	       int worked, bool here)
{
	struct hang *new = &h->of[h->nr];

	if (h->nr == HANGS_MAX)
		return;
	*new = (struct hang){
		.how = how, .here = here, .worked = worked,
		.target = target_of(id),
	};
	snprintf(new->id, sizeof(new->id), "%s", id);
	new->culprit = find_culprit(h, new);
	h->nr++;
	if (new->culprit)
		spread(h, id, new->culprit);
}

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

/* A door or a mapping that is to blame. */
static struct count count_culprit(const struct hangs *h, const char *id,
				  enum culprit culprit)
{
	struct count c = { .nr = 0 };
	int i;

	for (i = 0; i < h->nr; i++)
		if (h->of[i].culprit == culprit &&
		    shares(&h->of[i], id, culprit))
			count(&c, &h->of[i]);
	return c;
}

/* What no culprit is known of, at the same door. */
static struct count count_door(const struct hangs *h, const char *id)
{
	struct count c = { .nr = 0 };
	int i;

	for (i = 0; i < h->nr; i++)
		if (!h->of[i].culprit && hangs_same_door(h->of[i].id, id))
			count(&c, &h->of[i]);
	return c;
}

/* Scenarios of one interface, whatever else their ids say. */
static struct count count_scenarios(const struct hangs *h, const char *id)
{
	struct count c = { .nr = 0 };
	int i;

	for (i = 0; i < h->nr; i++)
		if (!h->of[i].culprit && !strchr(h->of[i].id, '/') &&
		    !strchr(id, '/') && same_interface(h->of[i].id, id))
			count(&c, &h->of[i]);
	return c;
}

/* The same mappings at the same door, in other states or beside others. */
static struct count count_here(const struct hangs *h, const char *id)
{
	struct count c = { .nr = 0 };
	int i;

	for (i = 0; i < h->nr; i++)
		if (strchr(id, '/') && hangs_same_door(h->of[i].id, id) &&
		    covers(id, h->of[i].id))
			count(&c, &h->of[i]);
	return c;
}

/* Whether it is this hang that blames its door. */
static bool completes_door(const struct hangs *h, int at)
{
	int i, before = 0;

	for (i = 0; i < at; i++)
		before += h->of[i].culprit == CULPRIT_DOOR &&
			  hangs_same_door(h->of[i].id, h->of[at].id);
	return h->of[at].culprit == CULPRIT_DOOR && before + 1 == BLAMED;
}

static bool shares_group(const struct hang *h, const char *id,
			 enum culprit culprit, enum target_kind target)
{
	if (culprit == CULPRIT_TARGET)
		return target && h->target == target;
	return same_interface(h->id, id);
}

/*
 * What some doors share that are to blame; and what hung since they are. A
 * device is to blame behind two interfaces only: aio.read.nvme_cmb and
 * aio.write.nvme_cmb have more in common than that.
 */
static struct count count_group(const struct hangs *h, const char *id,
				enum culprit culprit, int doors)
{
	const enum target_kind target = h->nr ? target_of(id) : TARGET_NONE;
	struct count c = { .nr = 0 };
	int i, blamed = 0;
	bool several = culprit == CULPRIT_INTERFACE;

	for (i = 0; i < h->nr; i++) {
		if (h->of[i].culprit == CULPRIT_MAPPING ||
		    !shares_group(&h->of[i], id, culprit, target))
			continue;
		count(&c, &h->of[i]);
		if (blamed < doors || !several)
			c.nr = 0;
		blamed += completes_door(h, i);
		several |= blamed && !same_interface(h->of[i].id, c.first->id) &&
			   completes_door(h, i);
		if (blamed >= doors && several && !c.nr)
			c.nr = BLAMED;
	}
	return c;
}

/* Whether a case is held back after so many hangs, for this guest or for good. */
static bool holds(struct blame *b, enum culprit culprit, const struct count *c,
		  int enough)
{
	if (c->nr < enough || (c->nr == enough && !c->here))
		return false;
	*b = (struct blame){ culprit, c->first, c->nr > enough };
	return true;
}

struct blame hangs_blame(const struct hangs *h, const char *id)
{
	struct blame found = { .culprit = CULPRIT_NONE }, b;
	const struct {
		enum culprit culprit;
		struct count count;
		int enough;
	} all[] = {
		{ CULPRIT_TARGET, count_group(h, id, CULPRIT_TARGET, 2), BLAMED },
		{ CULPRIT_INTERFACE, count_group(h, id, CULPRIT_INTERFACE, 3),
		  BLAMED },
		{ CULPRIT_MAPPING, count_culprit(h, id, CULPRIT_MAPPING), BLAMED },
		{ CULPRIT_DOOR, count_culprit(h, id, CULPRIT_DOOR), BLAMED },
		{ CULPRIT_DOOR, count_door(h, id), HUNG_MANY },
		{ CULPRIT_INTERFACE, count_scenarios(h, id), HUNG_MANY },
		{ CULPRIT_HERE, count_here(h, id), 1 },
	};
	size_t i;

	for (i = 0; h->nr && i < ARRAY_SIZE(all); i++) {
		if (!holds(&b, all[i].culprit, &all[i].count, all[i].enough))
			continue;
		if (b.final)
			return b;
		if (!found.culprit)
			found = b;
	}
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
