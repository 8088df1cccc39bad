// SPDX-License-Identifier: GPL-2.0
/* What a contract promises, to the specification and to people. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "model/contract.h"
#include "model/spec.h"

void contract_span(struct span *s, const struct mapping *kind, int pages,
		   enum state state, int *files)
{
	*s = (struct span){
		.props = &kind->props, .pages = pages, .state = state,
	};
	if (kind->props.flags & M_FILE)
		s->file = kind->traits & T_SAME_FILE ? *files : ++*files;
}

void contract_buffer(const struct contract *c, size_t page_size,
		     struct buffer *b)
{
	const struct layout *l = &c->layout;
	int i, files = 0;

	memset(b, 0, sizeof(*b));
	b->nr = l->nr;
	for (i = 0; i < l->nr; i++) {
		contract_span(&b->span[i], l->part[i],
			      mapping_pages(l->part[i]), c->state, &files);
		b->length += b->span[i].pages * page_size;
	}
}

struct outcome contract_expect(const struct contract *c,
			       const struct history *h,
			       const struct machine *machine)
{
	const bool success_is_zero = c->door->props.success_is_zero;
	struct outcome o = { 0 };
	struct buffer b;

	if (c->door->rule) {
		o = c->door->rule(h, machine);
	} else {
		contract_buffer(c, machine->page_size, &b);
		o.ret = spec_expect(&b, &c->door->props, h, machine);
	}
	if (success_is_zero && !o.ret)
		o.kind = OUTCOME_OK;
	return o;
}

/* The promise itself: what must come of it on a kernel without fault. */
const char *contract_promised(const struct contract *c)
{
	const struct machine machine = { .page_size = 1, .gup_fast = true };
	struct history all;
	struct buffer b;
	long ret;

	if (c->door->rule)
		return c->door->title;
	memset(&all, true, sizeof(all));
	history_perfect(&all, &all);
	ret = contract_expect(c, &all, &machine).ret;
	contract_buffer(c, machine.page_size, &b);
	if (ret < 0)
		return "is refused";
	if (c->door->props.success_is_zero || ret == (long)b.length)
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

	if (c->door->rule) {
		snprintf(buf, size, "%s", c->door->title);
		return;
	}
	snprintf(buf, size, "%s %s for %s%s%s%s", c->door->title,
		 contract_promised(c),
		 l->part[0]->title, l->nr > 1 ? ", then " : "",
		 l->nr > 1 ? l->part[1]->title : "", states[c->state]);
}
