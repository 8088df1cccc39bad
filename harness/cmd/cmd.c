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

/* "--all, --json, ...": what there is. */
static void name_options(const struct option *options, char *buf, size_t size)
{
	size_t at = 0;

	buf[0] = '\0';
	for (; options->name && at < size; options++)
		at += snprintf(buf + at, size - at, "%s--%s", at ? ", " : "",
			       options->name);
}

static int bad_option(char **argv, int got, const struct option *options)
{
	char there[256];

	if (got == ':') {
		msg_error("%s: %s needs a value; see pincer %s --help",
			  argv[0], argv[optind - 1], argv[0]);
		return STATUS_USAGE;
	}
	name_options(options, there, sizeof(there));
	if (optopt)
		msg_error("%s: cannot use -%c here; there are: %s",
			  argv[0], optopt, there);
	else
		msg_error("%s: cannot use %s; there are: %s", argv[0],
			  argv[optind - 1], there);
	return STATUS_USAGE;
}

int cmd_options(int argc, char **argv, const struct cmd_syntax *s,
		void *request)
{
	char letters[16];
	int got, ret;

	/* No message of its own, and ':' for a value that is missing. */
	opterr = 0;
	snprintf(letters, sizeof(letters), ":h%s", s->letters ? s->letters : "");
	while ((got = getopt_long(argc, argv, letters, s->options,
				  NULL)) != -1) {
		if (got == 'h') {
			s->help();
			return STATUS_GOOD;
		}
		if (got == '?' || got == ':')
			return bad_option(argv, got, s->options);
		ret = s->take(request, argv, got);
		if (ret)
			return ret;
	}
	return CMD_GO_ON;
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
	const long jobs = processors < fit ? processors : fit;

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
		if (verdict_bad(r->cells[i].report.verdict, strict))
			return STATUS_BAD;
	}
	/* A run that tried nothing is no success. */
	return tried ? STATUS_GOOD : STATUS_USAGE;
}
