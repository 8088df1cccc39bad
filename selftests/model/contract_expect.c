// SPDX-License-Identifier: GPL-2.0
/* Contracts of layouts and of scenarios: their outcome, and their promise. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "model/contract.h"
#include "model/spec.h"

static struct outcome expect_layout(const struct contract *c,
				    const struct history *h,
				    const struct machine *machine)
{
	return (struct outcome){
		.ret = spec_expect(&c->layout, c->props, h, machine),
	};
}

struct contract contract_of_layout(const struct door *door,
				   const struct layout *layout)
{
	return (struct contract){
		.door = door, .layout = *layout, .need = &door->need,
		.props = &door->props, .role = door->role,
		.alone = door->alone, .expect = expect_layout,
		.run = door->run,
	};
}

/* Of the good mapping alone, whatever failed before. */
static struct outcome expect_good(const struct contract *c,
				  const struct history *h,
				  const struct machine *machine)
{
	struct layout good = c->layout;

	good.nr = 1;
	return (struct outcome){
		.ret = spec_expect(&good, c->props, h, machine),
	};
}

struct contract contract_of_promise(const struct door *door,
				    const struct promise *promise,
				    const struct layout *layout)
{
	struct contract c = contract_of_layout(door, layout);

	c.promise = promise;
	c.role = ROLE_NONE;
	c.expect = expect_good;
	c.run = promise->run;
	return c;
}

static struct outcome expect_scenario(const struct contract *c,
				      const struct history *h,
				      const struct machine *machine)
{
	return c->scenario->expect(h, machine);
}

struct contract contract_of_scenario(const struct scenario *scenario)
{
	return (struct contract){
		.scenario = scenario, .need = &scenario->need,
		.props = &scenario->props, .alone = true,
		.expect = expect_scenario, .run = scenario->run,
		.undo = scenario->undo,
	};
}

struct outcome contract_expect(const struct contract *c,
			       const struct history *h,
			       const struct machine *machine)
{
	struct outcome o = c->expect(c, h, machine);

	if (c->props->success_is_zero && !o.ret)
		o.kind = OUTCOME_OK;
	return o;
}

/* By the outcome on a kernel with every fix and no bug. */
const char *contract_promised(const struct contract *c)
{
	const struct machine machine = { .page_size = 1, .gup_fast = true };
	struct history all;
	long ret;

	if (c->scenario)
		return c->scenario->title;
	if (c->promise)
		return c->promise->title;
	memset(&all, true, sizeof(all));
	history_perfect(&all, &all);
	ret = contract_expect(c, &all, &machine).ret;
	if (ret < 0)
		return "is refused";
	if (c->props->success_is_zero ||
	    ret == (long)layout_length(&c->layout, machine.page_size))
		return "works";
	return "stops after the first page";
}

void contract_promise(const struct contract *c, char *buf, size_t size)
{
	static const char *const states[] = {
		[STATE_UNTOUCHED] = "",
		[STATE_READ] = ", already read from",
		[STATE_WRITTEN] = ", already written to",
	};
	const struct layout *l = &c->layout;

	if (c->scenario) {
		snprintf(buf, size, "%s", c->scenario->title);
		return;
	}
	if (c->promise) {
		snprintf(buf, size, "%s %s", c->door->title, c->promise->title);
		return;
	}
	snprintf(buf, size, "%s %s for %s%s%s%s", c->door->title,
		 contract_promised(c),
		 l->part[0].kind->title, l->nr > 1 ? ", then " : "",
		 l->nr > 1 ? l->part[1].kind->title : "",
		 states[l->part[0].state]);
}
