/* SPDX-License-Identifier: GPL-2.0 */
/* Strings in arrays of a fixed size. */
#ifndef PINCER_STRINGS_H
#define PINCER_STRINGS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * string_append() - printf to the end of a string
 * @buf: the string; what does not fit is cut off
 * @size: bytes in @buf
 * @fmt: printf format
 */
void string_append(char *buf, size_t size, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * string_append_item() - the same, for one item of a list
 * @buf: the list
 * @size: bytes in @buf
 * @separator: what comes before the item, unless @buf is empty
 * @fmt: printf format
 */
void string_append_item(char *buf, size_t size, const char *separator,
			const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/** string_begins() - whether a string begins with another one */
bool string_begins(const char *text, const char *with);

/** string_ends() - whether a string ends with another one */
bool string_ends(const char *text, const char *with);

#endif
