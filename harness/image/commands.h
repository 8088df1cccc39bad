/* SPDX-License-Identifier: GPL-2.0 */
/* Which programs of this machine the words of shell scripts name. */
#ifndef PINCER_COMMANDS_H
#define PINCER_COMMANDS_H

#include <stdbool.h>

#include "base/paths.h"

/** is_shell() - whether scripts for an interpreter of that name are a shell's */
bool is_shell(const char *interpreter);

/**
 * commands_find() - the programs that scripts name
 * @found: receives their paths, and those of their shells
 * @scripts: the scripts
 *
 * Every word outside of comments that is the name of a program counts; programs
 * that are scripts themselves are searched too. Some programs are found that are
 * not needed, and those whose names a script composes are missed.
 *
 * Return: 0, or a negative errno, reported.
 */
int commands_find(struct paths *found, const struct paths *scripts);

#endif
