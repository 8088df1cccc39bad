// SPDX-License-Identifier: GPL-2.0
#include "combo.h"

#include "claim.h"
#include "compat.h"

/* Combinations are counted from one, since NULL is none. */
static bool decode(unsigned long number, struct combo *combo)
{
	static const unsigned int directions[] = { READ, WRITE };
	unsigned int flavours = 0;

	while (flavour_at(flavours))
		flavours++;
	number--;
	combo->direction = directions[number % 2];
	number /= 2;
	combo->flavour = flavour_at(number % flavours);
	combo->api = api_at(number / flavours);
	return combo->api;
}

/*
 * What would be a BUG() or a WARN() is no contract. A call that this kernel
 * does not have is said once for each subject.
 */
static bool exists(const struct combo *combo)
{
	const struct flavour *flavour = combo->flavour;

	if (!combo->api->take)
		return flavour == flavour_at(0) && combo->direction == READ;
	if (flavour->dest_only && combo->direction != READ)
		return false;
	if (flavour->empty_bvec && combo->api->hold_kernel == HOLD_REF)
		return false;
	if (combo->api->not_cleared && flavour->family == FAMILY_XARRAY &&
	    !flavour->layout.segment[0].length)
		return false;
	return !combo->api->no_warn || api_can(combo->api, flavour);
}

const void *combo_next(const void *prev, char *desc)
{
	unsigned long number = (unsigned long)prev;
	struct combo combo;

	do {
		if (!decode(++number, &combo))
			return NULL;
	} while (!exists(&combo));
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s:%s", combo.api->name,
		 combo.flavour->name, combo.direction == READ ? "dest" :
		 "source");
	return (const void *)number;
}

struct combo combo_get(const void *param)
{
	struct combo combo;

	decode((unsigned long)param, &combo);
	return combo;
}

void combo_id(const struct combo *combo, const char *what, char *id)
{
	snprintf(id, CLAIM_ID, "iov_iter.%s.%s.%s:%s", combo->api->name,
		 combo->flavour->name, what,
		 combo->direction == READ ? "dest" : "source");
}

bool combo_build(struct kunit *test, const struct combo *combo, const char *id,
		 struct built *built)
{
	char why[80];
	int error;

	if (!combo->api->take) {
		snprintf(why, sizeof(why), "this kernel has no %s()",
			 combo->api->missing);
		claim_skip(test, id, why);
		return false;
	}
	error = flavour_build(test, combo->flavour, combo->direction, built);
	if (!error)
		return true;
	flavour_release(test, built);
	if (error != -EOPNOTSUPP) {
		claim_error(test, id, "building the iterator", error);
		return false;
	}
	claim_skip(test, id, flavour_why(built));
	return false;
}
