// SPDX-License-Identifier: GPL-2.0
/* PINCER_FAULT: what a guest is asked to do wrong, to see what comes of it. */
#include "guest/fault.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "image/modules.h"
#include "base/msg.h"
#include "guest/plan.h"

#define VARIABLE "PINCER_FAULT"

static const char *const kinds[] = { "panic", "hang", "poweroff" };

static const char *named(void)
{
	const char *fault = getenv(VARIABLE);

	return fault && *fault ? fault : NULL;
}

bool fault_asked(void)
{
	return named();
}

/* struct fault - "panic:N", or "panic:shape:N" after a suite's Nth claim */
struct fault {
	bool known;
	const struct suite *suite;
	size_t nr;		/* 0 when it is none, or no good one */
};

static size_t number(const char *text)
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
	struct fault f = { .known = is_kind(text) };
	char id[64];

	text += strcspn(text, ":");
	text += *text == ':';
	if (strchr(text, ':')) {
		snprintf(id, sizeof(id), SUITE_PREFIX "%.*s",
			 (int)strcspn(text, ":"), text);
		f.suite = suite_find(id);
		text = f.suite ? strchr(text, ':') + 1 : "";
	}
	f.nr = number(text);
	return f;
}

static const char *file_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Whether one of the guests is given a module of that name. */
static bool is_module(const struct plan *p, const char *fault)
{
	struct module_list *list = calloc(1, sizeof(*list));
	bool found = false;
	size_t i;
	int k;

	for (i = 0; list && i < p->nr && !found; i++) {
		if (!*p->kernels[i].image.modules)
			continue;
		memset(list, 0, sizeof(*list));
		if (modules_wanted(p->kernels[i].image.modules, list))
			break;
		for (k = 0; k < list->nr; k++)
			found |= !!strstr(file_of(list->module[k].path), fault);
	}
	free(list);
	return found;
}

static bool any_guest(const struct plan *p)
{
	size_t i;

	for (i = 0; i < p->nr; i++) {
		if (p->kernels[i].kernel.origin != ORIGIN_RUNNING)
			return true;
	}
	return false;
}

static bool is_planned(const struct plan *p, const struct suite *s)
{
	size_t i;

	for (i = 0; i < p->nr_suites; i++) {
		if (!strcmp(p->ids[i], s->id))
			return true;
	}
	return false;
}

int fault_check(const struct plan *p)
{
	const char *fault = named();
	struct fault f;

	if (!fault)
		return 0;
	f = parse(fault);
	if (!any_guest(p))
		msg_error(VARIABLE "=%s: faults are for guests, and none is started: unset it",
			  fault);
	else if (f.suite && !is_planned(p, f.suite))
		msg_error(VARIABLE "=%s: %s is not run: choose it, or no contract at all",
			  fault, f.suite->id);
	else if (f.known && (!f.nr || (!f.suite && f.nr > p->nr_ids)))
		msg_error(VARIABLE "=%s: say at which contract, %.*s:N with N from 1 to %zu, or after which claim of which suite, %.*s:shape:N",
			  fault, (int)strcspn(fault, ":"), fault, p->nr_ids,
			  (int)strcspn(fault, ":"), fault);
	else if (!f.known && !is_module(p, fault))
		msg_error(VARIABLE "=%s: neither panic:N, hang:N, poweroff:N nor part of the name of a module that a guest is given",
			  fault);
	else
		return 0;
	return -EINVAL;
}

/*
 * A fault is asked for once: "panic:3" would hit every fresh guest again.
 * A module to leave out is left out of all of them.
 */
const char *fault_for(const struct guest *g)
{
	const char *fault = named();

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
	const char *fault = named();

	if (!fault || !g->job->image || g->job->bare)
		return;
	if (is_kind(fault) && !g->fault_hit)
		msg_note("%s: " VARIABLE "=%s never came: no guest of it got that far",
			 g->job->name, fault);
	if (!is_kind(fault) && !strstr(g->broken, "left out on request"))
		msg_note("%s: " VARIABLE "=%s left nothing out: it is no module of this kernel's guests",
			 g->job->name, fault);
}
