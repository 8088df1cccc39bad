// SPDX-License-Identifier: GPL-2.0
/* PINCER_FAULT: what goes wrong in a guest on request, for tests of Pincer. */
#include "guest/fault.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "model/array_size.h"

#define VARIABLE "PINCER_FAULT"

static const char *const kinds[] = { "panic", "hang", "poweroff" };

static const char *value(void)
{
	const char *fault = getenv(VARIABLE);

	return fault && *fault ? fault : NULL;
}

static size_t parse_number(const char *text)
{
	unsigned long long n;
	char *end;

	if (!isdigit((unsigned char)*text))
		return 0;
	errno = 0;
	n = strtoull(text, &end, 10);
	return *end || errno ? 0 : n;
}

static bool is_kind(const char *fault)
{
	size_t length = strcspn(fault, ":"), i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (strlen(kinds[i]) == length &&
		    !strncmp(kinds[i], fault, length))
			return true;
	}
	return false;
}

static struct fault parse(const char *text)
{
	struct fault f = { .text = text, .known = is_kind(text) };
	char id[64];

	text += strcspn(text, ":");
	text += *text == ':';
	if (strchr(text, ':')) {
		snprintf(id, sizeof(id), SUITE_PREFIX "%.*s",
			 (int)strcspn(text, ":"), text);
		f.suite = suite_find(id);
		text = f.suite ? strchr(text, ':') + 1 : "";
	}
	f.nr = parse_number(text);
	return f;
}

bool fault_asked(struct fault *f)
{
	const char *fault = value();

	if (fault && f)
		*f = parse(fault);
	return fault;
}

/*
 * A fault is asked for once: "panic:3" would hit every fresh guest again.
 * A module to leave out is left out of all of them.
 */
const char *fault_for(const struct guest *g)
{
	const char *fault = value();

	return fault && is_kind(fault) && g->lost ? NULL : fault;
}

bool fault_hits(const struct guest *g)
{
	const char *fault = fault_for(g);
	struct fault f;

	if (!fault || !is_kind(fault))
		return false;
	f = parse(fault);
	if (f.suite)
		return g->suite.suite == f.suite &&
		       (size_t)g->suite.claims == f.nr;
	return g->progress == f.nr;
}

void fault_report(const struct guest *g)
{
	const char *fault = value();

	if (!fault || !g->job->image || g->job->bare)
		return;
	if (is_kind(fault) && !g->fault_hit)
		msg_note("%s: " VARIABLE "=%s never came: no guest of it got that far",
			 g->job->name, fault);
	if (!is_kind(fault) && !strstr(g->setup_errors, "left out on request"))
		msg_note("%s: " VARIABLE "=%s left nothing out: it is no module of this kernel's guests",
			 g->job->name, fault);
}
