/* SPDX-License-Identifier: GPL-2.0 */
/* The subcommands of pincer, and what they share. */
#ifndef PINCER_CMD_H
#define PINCER_CMD_H

#include <getopt.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "results.h"

/* The exit statuses of every subcommand. */
enum {
	STATUS_GOOD = 0,	/* all pass, skip or defect */
	STATUS_BAD = 1,		/* a fail, drift or error */
	STATUS_USAGE = 2,	/* usage or set-up */
};

/* Where a run leaves its results, and where show looks for them. */
#define RESULTS_LATEST "results/latest.json"

/* Each takes its own name as argv[0] and returns an exit status. */
int cmd_run(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_contracts(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_judge(int argc, char **argv);
int cmd_bench(int argc, char **argv);
int cmd_source(int argc, char **argv);

/**
 * cmd_version() - the version of pincer, as --version and results say it
 */
const char *cmd_version(void);

/**
 * cmd_kernels_dir() - the directory that describes the kernels
 * @buf: receives $PINCER_KERNELS, or ./kernels, or the one beside the
 *	directory that the program lies in
 */
void cmd_kernels_dir(char buf[PATH_MAX]);

/**
 * cmd_bad_option() - say that getopt_long() found no use for an option
 * @argv: what it was reading; argv[0] is the subcommand
 * @got: what it returned: '?', or ':' for a missing value
 * @options: the ones there are
 *
 * Call with opterr = 0 and an option string that begins with ':'.
 *
 * Return: STATUS_USAGE.
 */
int cmd_bad_option(char **argv, int got, const struct option *options);

/**
 * cmd_extra() - say that an argument was one too many
 *
 * Return: STATUS_USAGE.
 */
int cmd_extra(char **argv, const char *argument);

/**
 * cmd_no_contract() - say that no contract fits, and which come near
 * @name: the id or pattern that fits none
 *
 * Return: STATUS_USAGE.
 */
int cmd_no_contract(const char *name);

/**
 * cmd_status() - the exit status that results deserve
 * @r: judged results
 * @strict: whether a defect is a failure
 */
int cmd_status(const struct results *r, bool strict);

#endif
