/* SPDX-License-Identifier: GPL-2.0 */
/* The options of a subcommand: one table, parsed and printed by --help. */
#ifndef PINCER_OPTIONS_H
#define PINCER_OPTIONS_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * struct cmd_option - an option of a subcommand
 * @name: without the dashes
 * @letter: its short form, or 0
 * @argument: what --help calls its value, or NULL: a flag
 * @help: what it does, in one paragraph; --help breaks the lines
 * @field: where in the request it is stored: a const char * with an
 *	@argument, a bool without
 * @least: the smallest number that it takes
 * @most: the largest, or 0 for what is no number; @field is then an
 *	unsigned long long
 * @set: stores the value itself, instead of @field; returns 0, or an exit
 *	status after a message
 */
struct cmd_option {
	const char *name;
	char letter;
	const char *argument;
	const char *help;
	size_t field;
	unsigned long long least, most;
	int (*set)(void *request, const char *value);
};

/**
 * struct cmd_syntax - what a subcommand takes
 * @usage: its arguments, after "usage: pincer "
 * @about: what it does; newlines and all, as the rest here
 * @options: all but --help and -h, ended by one without a name; or NULL
 * @examples: what --help ends with, or NULL
 */
struct cmd_syntax {
	const char *usage;
	const char *about;
	const struct cmd_option *options;
	const char *examples;
};

/* cmd_options() returns it when nothing ends the command. */
#define CMD_GO_ON (-1)

/**
 * cmd_options() - read the options of a subcommand; optind is what follows
 * @argc: as main() has it
 * @argv: the same; argv[0] is the subcommand
 * @s: what is allowed
 * @request: what the options are stored in
 *
 * Return: CMD_GO_ON, or the exit status: after --help, and after a message.
 */
int cmd_options(int argc, char **argv, const struct cmd_syntax *s,
		void *request);

#endif
