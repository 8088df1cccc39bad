/* SPDX-License-Identifier: GPL-2.0 */
/* The subcommands of pincer, and what they share. */
#ifndef PINCER_CMD_H
#define PINCER_CMD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/exit_status.h"
#include "cmd/options.h"
#include "results/results.h"

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
int cmd_mutants(int argc, char **argv);

/**
 * cmd_version() - the version of pincer, as --version and results say it
 */
const char *cmd_version(void);

/**
 * cmd_jobs() - how many guests run at the same time when nobody says
 *
 * Return: three for two processors, but no more than one a GiB of memory: a guest has
 * touched half of that when it ends.
 */
unsigned long long cmd_jobs(void);

/**
 * cmd_extra() - say that an argument was one too many
 *
 * Return: STATUS_USAGE.
 */
int cmd_extra(char **argv, const char *argument);

/**
 * cmd_status() - the exit status that results deserve
 * @r: judged results
 * @strict: whether a defect is a failure
 */
int cmd_status(const struct results *r, bool strict);

#endif
