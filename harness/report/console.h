/* SPDX-License-Identifier: GPL-2.0 */
/* The part of a kernel's console that belongs to one contract. */
#ifndef PINCER_CONSOLE_H
#define PINCER_CONSOLE_H

#include <stdio.h>

/**
 * console_print() - print what stood on the console during a contract
 * @path: the console file
 * @id: the contract
 * @out: where to; each line is indented, control codes become "?"
 *
 * Where a case made the kernel speak, the guest (or the harness, when it was
 * the guest's last word) puts a line with REPORT_MARK and the id after it: all
 * since the line before of that kind is that contract's own.
 *
 * Return: how many lines, or a negative errno.
 */
int console_print(const char *path, const char *id, FILE *out);

#endif
