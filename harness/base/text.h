/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Text for a terminal: measured in columns, cut, padded and wrapped.
 *
 * Kernel logs and results files are not trusted: a control code, or a byte that
 * is no UTF-8, is printed as "?".
 */
#ifndef PINCER_TEXT_H
#define PINCER_TEXT_H

#include <stddef.h>
#include <stdio.h>

/** text_width() - how many columns a string takes */
int text_width(const char *s);

/**
 * text_cut() - a string that takes no more than @width columns
 * @buf: receives @s, its middle replaced by "..." when it is too wide
 * @size: bytes in @buf
 * @s: the string
 * @width: columns
 *
 * Return: the columns that @buf takes.
 */
int text_cut(char *buf, size_t size, const char *s, int width);

/**
 * text_wrap() - print a string over as many lines as it needs
 * @out: where to
 * @s: the string; lines are broken at blanks, words too long for a line
 *	behind a slash, or not at all
 * @width: columns of a line
 * @column: the column at which printing starts
 * @indent: the column at which further lines start
 *
 * Return: the column at which it ended, without a newline.
 */
int text_wrap(FILE *out, const char *s, int width, int column, int indent);

/**
 * text_distance() - the Levenshtein distance of two words
 *
 * Return: how many letters must be inserted, deleted or replaced.
 */
size_t text_distance(const char *a, const char *b);

/**
 * text_nearest() - the names nearest to a mistyped one
 * @word: what was typed
 * @name: the names there are
 * @nr: how many
 * @buf: receives up to three of them, separated by commas; "" when none is
 *	near enough to have been meant
 * @size: bytes in @buf
 */
void text_nearest(const char *word, const char *const *name, size_t nr,
		  char *buf, size_t size);

#endif
