// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <string.h>

#include "runner/patience.h"

/* Cases that may hang for RUN_DEADLINE, all doors together. */
#define HANGS_FULL 2

/* Then a case may take so often what the slowest one took, or this share. */
#define TIMES_SLOWEST 5
#define DEADLINE_SHARE 4

/* Cases that may wait for SETTLE_FULL: of a door, and of all. */
#define VAIN_DOOR 2
#define VAIN_ALL 12

/* Microseconds. A closed ring unpins within some milliseconds. */
#define SETTLE_FULL 980000
#define SETTLE_OTHERS 60000
#define SETTLE_DOOR 8000
#define SETTLE_ALIVE 1000

double patience_deadline(const struct patience *p, const struct hangs *h)
{
	const double least = (double)RUN_DEADLINE / DEADLINE_SHARE;
	const double slow = TIMES_SLOWEST * p->slowest;
	const double most = RUN_DEADLINE;

	if (h->nr < HANGS_FULL || slow > most)
		return most;
	return slow > least ? slow : least;
}

/* Its place, or @p->nr. Most cases are of the same door as the one before. */
static int find_door(const struct patience *p, const char *id)
{
	const size_t length = hang_door_length(id);
	int i;

	for (i = p->nr - 1; i >= 0; i--)
		if (!strncmp(p->of[i].name, id, length) &&
		    !p->of[i].name[length])
			return i;
	return p->nr;
}

/* Its entry, which is made if there is none; NULL without room. */
static struct patience_door *get_door(struct patience *p, const char *id)
{
	const int at = find_door(p, id);

	if (at == PATIENCE_DOORS)
		return NULL;
	if (at == p->nr) {
		snprintf(p->of[at].name, sizeof(p->of[at].name), "%.*s",
			 (int)hang_door_length(id), id);
		p->nr++;
	}
	return &p->of[at];
}

void patience_worked(struct patience *p, const char *id, double seconds)
{
	struct patience_door *d = get_door(p, id);

	if (d)
		d->worked++;
	if (seconds > p->slowest)
		p->slowest = seconds;
}

int patience_count(const struct patience *p, const char *id)
{
	const int at = find_door(p, id);

	return at < p->nr ? p->of[at].worked : 0;
}

long patience_settle(const struct patience *p, const char *id, bool gone)
{
	const int at = p->vain ? find_door(p, id) : p->nr;

	if (!p->vain)
		return SETTLE_FULL;
	if (!gone)
		return SETTLE_ALIVE;
	if (at < p->nr && p->of[at].vain >= VAIN_DOOR)
		return SETTLE_DOOR;
	return p->vain < VAIN_ALL ? SETTLE_FULL : SETTLE_OTHERS;
}

void patience_vain(struct patience *p, const char *id)
{
	struct patience_door *d = get_door(p, id);

	p->vain++;
	if (d)
		d->vain++;
}
