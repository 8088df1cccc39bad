// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <string.h>

#include "model/hang.h"

/* A door that worked with so many layouts is not to blame for two. */
#define WORKED_MANY 5

size_t hang_door_length(const char *id)
{
	const char *end = strchr(id, '/') ?: strrchr(id, '.');

	return end ? (size_t)(end - id) : strlen(id);
}

bool hang_ids_of_one_door(const char *a, const char *b)
{
	const size_t length = hang_door_length(a);

	return hang_door_length(b) == length && !memcmp(a, b, length);
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

struct hang hang_make(const char *id)
{
	const struct contract *c = contract_find(id);
	struct hang new = { .target = c ? c->need->target : TARGET_NONE };

	snprintf(new.id, sizeof(new.id), "%s", id);
	return new;
}

bool hang_same_door(const struct hang *of, const struct hang *new)
{
	return hang_ids_of_one_door(of->id, new->id);
}

bool hang_same_interface(const struct hang *of, const struct hang *new)
{
	const size_t length = strcspn(of->id, "./");

	return strcspn(new->id, "./") == length &&
	       !memcmp(of->id, new->id, length);
}

bool hang_same_target(const struct hang *of, const struct hang *new)
{
	return of->target && of->target == new->target;
}

bool hang_same_mapping(const struct hang *of, const struct hang *new)
{
	return strchr(of->id, '/') && covers(new->id, of->id);
}

bool hang_both_scenarios(const struct hang *of, const struct hang *new)
{
	return !strchr(of->id, '/') && !strchr(new->id, '/') &&
	       hang_same_interface(of, new);
}

bool hang_same_place(const struct hang *of, const struct hang *new)
{
	return hang_same_door(of, new) && hang_same_mapping(of, new);
}

bool hang_blames_door(const struct hang *of, const struct hang *new)
{
	return new->worked < WORKED_MANY && hang_same_door(of, new) &&
	       !covers(of->id, new->id) && !covers(new->id, of->id);
}

bool hang_blames_mapping(const struct hang *of, const struct hang *new)
{
	return !hang_same_door(of, new) && hang_same_mapping(of, new) &&
	       hang_same_mapping(new, of);
}
