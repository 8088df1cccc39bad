// SPDX-License-Identifier: GPL-2.0
/* What the subcommands share. */
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/msg.h"

#ifndef PINCER_VERSION
#define PINCER_VERSION "0.1"
#endif

const char *cmd_version(void)
{
	return PINCER_VERSION;
}

int cmd_extra(char **argv, const char *argument)
{
	msg_error("%s: \"%s\" is one argument too many; see pincer %s --help",
		  argv[0], argument, argv[0]);
	return STATUS_USAGE;
}

unsigned long long cmd_jobs(void)
{
	const long processors = sysconf(_SC_NPROCESSORS_ONLN);
	const long pages_of_one = (1L << 30) / sysconf(_SC_PAGESIZE);
	const long fit = sysconf(_SC_PHYS_PAGES) / pages_of_one;
	/* A guest waits for a quarter of its time: for a disk, a timer, RCU. */
	const long busy = processors + processors / 2;
	const long jobs = busy < fit ? busy : fit;

	return jobs > 0 ? jobs : 1;
}

int cmd_status(const struct results *r, bool strict)
{
	size_t i, tried = 0;

	for (i = 0; i < r->nr_cells; i++) {
		/* The kernel's own tests only have to run. */
		if (upstream_is(r->cells[i].report.id)) {
			tried += r->cells[i].report.verdict != V_ERROR;
			continue;
		}
		tried++;
		if (cell_bad(&r->cells[i], strict))
			return STATUS_BAD;
	}
	/* A run that tried nothing is no success. */
	return tried ? STATUS_GOOD : STATUS_USAGE;
}
