// SPDX-License-Identifier: GPL-2.0
/* What is reported of an id or pattern that fits no contract. */
#include "results/unknown_contract.h"

#include <stdlib.h>

#include "base/exit_status.h"
#include "base/msg.h"
#include "base/text.h"
#include "model/contract.h"
#include "results/suites.h"

int unknown_contract(const char *name)
{
	const struct contract *all;
	const struct suite *own;
	const char **ids;
	char near[4 * CONTRACT_ID_MAX] = "";
	size_t nr, nr_own, i;

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
