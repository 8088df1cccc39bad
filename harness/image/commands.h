/* SPDX-License-Identifier: GPL-2.0 */
/* Which programs of this machine shell scripts use. */
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
 * Every word outside of a comment that is also the name of a program counts,
 * in what such a program is a script of, too. Some are there in vain; what is
 * there under another name than the script's words is missed.
 *
 * Return: 0, or a negative errno, reported.
 */
int commands_find(struct paths *found, const struct paths *scripts);

#endif
