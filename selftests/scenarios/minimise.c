// SPDX-License-Identifier: GPL-2.0
#include <string.h>
#include <unistd.h>

#include "scenarios/generator.h"
#include "scenarios/minimise.h"

static void drop_part(struct layout *l, int part)
{
	l->nr--;
	memmove(&l->part[part], &l->part[part + 1],
		(l->nr - part) * sizeof(l->part[0]));
}

static bool can_be_made(const struct layout *l)
{
	int i;

	for (i = 0; i < l->nr; i++)
		if (!generator_part_fits(l, i) ||
		    (l->part[i].kind->traits & T_NEEDS_LEFT &&
		     l->part[i].pages != l->part[i - 1].pages))
			return false;
	return l->nr;
}

/* Of each part: none of it, one page of it, untouched. Of all: offset 0. */
#define WAYS_A_PART 3

/* Returns whether @simpler is another layout, and one that can be made. */
static bool simplify(const struct layout *l, int way, struct layout *simpler)
{
	const int part = way % l->nr;

	*simpler = *l;
	switch (way / l->nr) {
	case 0:
		drop_part(simpler, part);
		break;
	case 1:
		simpler->part[part].pages = 1;
		break;
	case 2:
		simpler->part[part].state = STATE_UNTOUCHED;
		return l->part[part].state != STATE_UNTOUCHED;
	default:
		simpler->offset = 0;
	}
	simpler->length = 0;
	simpler->length = layout_length(simpler, getpagesize());
	return can_be_made(simpler) && memcmp(simpler, l, sizeof(*l));
}

void minimise(struct layout *l,
	      bool (*disagrees)(void *ctx, const struct layout *l), void *ctx)
{
	struct layout simpler;
	int way;

	for (way = 0; way < WAYS_A_PART * l->nr + 1; way++)
		if (simplify(l, way, &simpler) && disagrees(ctx, &simpler)) {
			*l = simpler;
			way = -1;
		}
}
