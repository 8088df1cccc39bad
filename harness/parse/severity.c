// SPDX-License-Identifier: GPL-2.0
/* Which lines of a kernel's log report trouble, and how severe it is. */
#include "parse/severity.h"

#include <stddef.h>
#include <string.h>

#include "base/array.h"

/* The most severe first. */
static const char *const reports[] = {
	"Kernel panic - not syncing",
	"Oops:",
	"kernel BUG at",
	"BUG:",
	"general protection fault",
	"soft lockup",
	"hung_task",
	"blocked for more than",
	"rcu: INFO:",
	"Out of memory",
	"WARNING:",
};

const char *severity_find(const char *line, int *severity)
{
	const char *at;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(reports); i++) {
		at = strstr(line, reports[i]);
		if (!at)
			continue;
		if (severity)
			*severity = i;
		return at;
	}
	return NULL;
}
