/* SPDX-License-Identifier: GPL-2.0 */
/* The lines of an .ini file, which may be of any length. */
#ifndef PINCER_INI_LINES_H
#define PINCER_INI_LINES_H

/**
 * struct ini_line - one "key = value"
 * @path: the file, for messages
 * @number: of the line, from 1
 * @key: what stands before the "="
 * @value: what follows, "" for none
 */
struct ini_line {
	const char *path;
	int number;
	char *key;
	char *value;
};

/**
 * ini_lines_read() - read a file of "key = value" lines
 * @path: the file
 * @take: called for each line; its error ends the reading
 * @ctx: its first argument
 *
 * An indented line goes on with the key of the line before it. "#" and ";"
 * begin a comment, at the start of a line; ";" does after a blank, too.
 *
 * Return: 0, what @take returned, or a negative errno, reported.
 */
int ini_lines_read(const char *path,
		   int (*take)(void *ctx, const struct ini_line *line),
		   void *ctx);

#endif
