/* SPDX-License-Identifier: GPL-2.0 */
/* Numbers on the command line. */
#ifndef PINCER_NUMBER_H
#define PINCER_NUMBER_H

/**
 * number_option() - read optarg as a whole number
 * @argv: argv[0] is the subcommand
 * @name: the option
 * @least: the smallest it can be
 * @most: the largest
 * @value: receives it
 *
 * Return: 0, or STATUS_USAGE, reported.
 */
int number_option(char **argv, const char *name, unsigned long long least,
		  unsigned long long most, unsigned long long *value);

#endif
