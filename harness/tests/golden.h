/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Outputs against files that a person has read and found right. After a wanted
 * change PINCER_GOLDEN=write writes them anew; read the difference.
 */
#ifndef PINCER_GOLDEN_H
#define PINCER_GOLDEN_H

#include <stdio.h>

/**
 * golden_check() - fail unless a text is the same as a golden file
 * @name: the file's name below harness/tests/data
 * @text: the text
 */
void golden_check(const char *name, const char *text);

/**
 * golden_open() - begin to write what is to be compared
 *
 * Return: a file for golden_close().
 */
FILE *golden_open(void);

/** golden_close() - golden_check() what was written since golden_open() */
void golden_close(FILE *out, const char *name);

/**
 * golden_command() - golden_check() the standard output of a subcommand
 * @name: the golden file
 * @status: the exit status that is expected
 * @command: cmd_show() or another
 * @argv: its arguments, ended by NULL; argv[0] is the subcommand
 */
void golden_command(const char *name, int status,
		    int (*command)(int argc, char **argv), char **argv);

#endif
