// SPDX-License-Identifier: GPL-2.0
#include "iter_fixture.h"

#include "compat.h"

const char *direction_name(unsigned int direction)
{
	return direction == READ ? "dest" : "source";
}

/** struct iter_param - a parameter of a case, decoded */
struct iter_param {
	const struct api *api;
	const struct flavour *flavour;
	unsigned int direction;
};

/* Parameters are counted from one, since NULL ends them. */
static bool decode(unsigned long number, struct iter_param *p)
{
	unsigned int flavours = 0;

	while (flavour_at(flavours))
		flavours++;
	number--;
	p->direction = number % 2 ? WRITE : READ;
	number /= 2;
	p->flavour = flavour_at(number % flavours);
	p->api = api_at(number / flavours);
	return p->api;
}

/*
 * A combination that the kernel would BUG() or WARN() about is no contract. A
 * call that this kernel does not have is skipped once for each case.
 */
static bool exists(const struct iter_param *p)
{
	const struct flavour *flavour = p->flavour;

	if (!p->api->extract)
		return flavour == flavour_at(0) && p->direction == READ;
	if (flavour->dest_only && p->direction != READ)
		return false;
	if (flavour->empty_bvec && p->api->kernel_mode == PIN_MODE_REF)
		return false;
	if (p->api->not_cleared && flavour->kind == ITER_KIND_XARRAY &&
	    !flavour->segments.at[0].length)
		return false;
	return !p->api->no_warn || api_supports(p->api, flavour);
}

static bool passes(const struct iter_param *p, enum iter_filter filter)
{
	switch (filter) {
	case ITER_SUPPORTED:
		return api_supports(p->api, p->flavour);
	case ITER_LIMITED:
		return !p->api->no_max;
	default:
		return true;
	}
}

const void *iter_param_next(const void *prev, char *desc,
			    enum iter_filter filter)
{
	unsigned long number = (unsigned long)prev;
	struct iter_param p;

	do {
		if (!decode(++number, &p))
			return NULL;
	} while (!exists(&p) || !passes(&p, filter));
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s:%s", p.api->name,
		 p.flavour->name, direction_name(p.direction));
	return (const void *)number;
}

/* Claim a skip or an error, unless the iterator is there. */
static bool build(struct kunit *test, struct iter_fixture *f)
{
	char reason[80];
	int error;

	if (!f->api->extract) {
		snprintf(reason, sizeof(reason), "this kernel has no %s()",
			 f->api->missing);
		claim_skip(test, f->id, reason);
		return false;
	}
	error = flavour_build(test, f->flavour, f->direction, &f->ti);
	if (!error)
		return true;
	flavour_release(&f->ti);
	if (error == -EOPNOTSUPP)
		claim_skip(test, f->id, test_iter_skip_reason(&f->ti));
	else
		claim_error(test, f->id, "building the iterator", error);
	return false;
}

struct iter_fixture *iter_fixture_begin(struct kunit *test, const char *what)
{
	struct iter_fixture *f = kunit_kzalloc(test, sizeof(*f), GFP_KERNEL);
	struct iter_param p;

	if (!f) {
		KUNIT_FAIL(test, "out of memory");
		return NULL;
	}
	decode((unsigned long)pincer_param(test), &p);
	f->api = p.api;
	f->flavour = p.flavour;
	f->direction = p.direction;
	f->mode = api_pin_mode(f->api, f->flavour);
	snprintf(f->id, sizeof(f->id), "iov_iter.%s.%s.%s:%s", f->api->name,
		 f->flavour->name, what, direction_name(f->direction));
	return build(test, f) ? f : NULL;
}

void iter_fixture_end(struct kunit *test, struct iter_fixture *f)
{
	claim(test, f->id, f->observed, f->promise);
	flavour_release(&f->ti);
}
