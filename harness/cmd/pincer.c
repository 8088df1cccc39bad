// SPDX-License-Identifier: GPL-2.0
/* The pincer command: finds the subcommand and hands over. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/msg.h"
#include "cmd/cmd.h"
#include "model/array_size.h"
#include "model/strings.h"

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *title;
} commands[] = {
	{ "run", cmd_run, "boot kernels, try every contract, print the matrix" },
	{ "list", cmd_list, "the kernels there are" },
	{ "contracts", cmd_contracts, "the contracts, and what changed them" },
	{ "show", cmd_show, "one contract on one kernel, in full" },
	{ "judge", cmd_judge, "saved results under another history" },
	{ "source", cmd_source, "a kernel's source tree, fetched" },
	{ "mutants", cmd_mutants, "faults put into a kernel, and who notices" },
	{ "bench", cmd_bench, "what a run costs beyond the bare boots" },
};

static int help(void)
{
	size_t i;

	puts("usage: pincer COMMAND [ARGUMENT...]\n"
	     "\n"
	     "Tests whether Linux kernels keep their promises about pinning user memory.\n");
	for (i = 0; i < ARRAY_SIZE(commands); i++)
		printf("  %-10s %s\n", commands[i].name, commands[i].title);
	puts("\n"
	     "`pincer COMMAND --help` says more and gives an example. To begin with:\n"
	     "\n"
	     "  pincer run bookworm --contract 'io_uring.register/*'\n"
	     "\n"
	     "Exit status: 0 all pass, skip or defect; 1 a fail, drift or error;\n"
	     "2 usage or set-up; 125 a source tree that does not build or boot, which\n"
	     "`git bisect run` skips.");
	return STATUS_GOOD;
}

static const struct command *find_command(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(commands); i++) {
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	}
	return NULL;
}

static int unknown(const char *what, const char *name)
{
	char there[256] = "";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(commands); i++)
		string_append_item(there, sizeof(there), ", ", "%s",
				   commands[i].name);
	msg_error("%s%s; there are: %s", what, name, there);
	return STATUS_USAGE;
}

static int help_of(char *name)
{
	char *argv[] = { name, "--help", NULL };
	const struct command *c = find_command(name);

	return c ? c->run(2, argv) : unknown("unknown command ", name);
}

/*
 * After a signal the exit status is 128 + signal. The message goes straight to
 * stderr, since msg_error() prints nothing after an interrupt.
 */
static int finish(int status)
{
	const int signal = interrupt_signal();

	if (signal) {
		fputs("pincer: interrupted; nothing is left running\n",
		      stderr);
		return 128 + signal;
	}
	/* What a full disk swallowed was not reported. */
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	msg_error("standard output cannot be written; is the disk full?");
	return STATUS_USAGE;
}

int main(int argc, char **argv)
{
	const struct command *c;

	/* wcwidth() needs LC_CTYPE; LC_NUMERIC stays C, for printf(). */
	setlocale(LC_CTYPE, "");
	interrupt_catch();
	if (argc < 2)
		return unknown("a command is missing", "");
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") ||
	    !strcmp(argv[1], "help"))
		return finish(argc > 2 ? help_of(argv[2]) : help());
	if (!strcmp(argv[1], "--version")) {
		printf("pincer %s\n", cmd_version());
		return finish(STATUS_GOOD);
	}
	c = find_command(argv[1]);
	if (c)
		return finish(c->run(argc - 1, argv + 1));
	if (argv[1][0] == '-')
		return unknown("options are --help and --version, not ",
			       argv[1]);
	return unknown("unknown command ", argv[1]);
}
