/* SPDX-License-Identifier: GPL-2.0 */
/* The lines of a kernel's console that belong to one contract. */
#ifndef PINCER_CONSOLE_H
#define PINCER_CONSOLE_H

#include <stdio.h>

/**
 * console_print() - print the console lines of a contract
 * @path: the console file
 * @id: the contract
 * @out: where to; each line is indented, control codes become "?"
 *
 * If the kernel logged anything during a case, the guest (or the harness, if
 * the guest was lost) writes a line with REPORT_MARK and the id behind it: all
 * lines since the mark before it belong to that contract.
 *
 * Return: how many lines, or a negative errno.
 */
int console_print(const char *path, const char *id, FILE *out);

#endif
