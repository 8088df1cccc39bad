// SPDX-License-Identifier: GPL-2.0
/* What is reported of an id or pattern that fits no contract. */
#include "results/unknown_contract.h"

#include <stdlib.h>
#include <string.h>

#include "base/exit_status.h"
#include "base/msg.h"
#include "base/text.h"
#include "model/contract.h"
#include "results/suites.h"

/* What fnmatch() takes for letters, since it begins a pattern and ends none. */
static const char *pattern_fault(const char *glob)
{
	for (; *glob; glob++) {
		if (*glob == '\\') {
			if (!*++glob)
				return "a \"\\\" at its end quotes nothing";
			continue;
		}
		if (*glob != '[')
			continue;
		glob += 1 + strspn(glob + 1, "!^");
		glob = *glob ? strchr(glob + 1, ']') : NULL;
		if (!glob)
			return "its \"[\" has no \"]\"";
	}
	return NULL;
}

int pattern_check(const char *glob)
{
	const char *fault = pattern_fault(glob);

	if (!fault)
		return 0;
	msg_error("\"%s\" is no pattern: %s; `*`, `?` and `[...]` stand for letters of an id, and `pincer contracts` lists those",
		  glob, fault);
	return STATUS_USAGE;
}

int unknown_contract(const char *name)
{
	const struct contract *all;
	const struct suite *own;
	const char **ids;
	char near[4 * CONTRACT_ID_MAX] = "";
	size_t nr, nr_own, i;

	if (pattern_check(name))
		return STATUS_USAGE;
	all = contracts(&nr);
	own = suites(&nr_own);
	ids = calloc(nr + nr_own + 1, sizeof(*ids));
	if (ids) {
		for (i = 0; i < nr; i++)
			ids[i] = all[i].id;
		for (i = 0; i < nr_own; i++)
			ids[nr + i] = own[i].id;
		text_nearest(name, ids, nr + nr_own, near, sizeof(near));
		free(ids);
	}
	msg_error("no contract \"%s\"%s%s; `pincer contracts` lists them all",
		  name, *near ? "; near it: " : "", near);
	return STATUS_USAGE;
}
