// SPDX-License-Identifier: GPL-2.0
/* Whether the guests of a plan can do what PINCER_FAULT asks for. */
#include "plan/fault_check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "guest/fault.h"
#include "image/modules.h"

#define VARIABLE "PINCER_FAULT"

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
			found |= !!strstr(path_name(list->module[k].path), fault);
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
	struct fault f;

	if (!fault_asked(&f))
		return 0;
	if (!any_guest(p))
		msg_error(VARIABLE "=%s: faults are for guests, and none is started: unset it",
			  f.text);
	else if (f.suite && !is_planned(p, f.suite))
		msg_error(VARIABLE "=%s: %s is not run: choose it, or no contract at all",
			  f.text, f.suite->id);
	else if (f.known && (!f.nr || (!f.suite && f.nr > p->nr_ids)))
		msg_error(VARIABLE "=%s: say at which contract, %.*s:N with N from 1 to %zu, or after which claim of which suite, %.*s:shape:N",
			  f.text, (int)strcspn(f.text, ":"), f.text, p->nr_ids,
			  (int)strcspn(f.text, ":"), f.text);
	else if (!f.known && !is_module(p, f.text))
		msg_error(VARIABLE "=%s: neither panic:N, hang:N, poweroff:N nor part of the name of a module that a guest is given",
			  f.text);
	else
		return 0;
	return -EINVAL;
}
