// SPDX-License-Identifier: GPL-2.0
/* Strings in arrays of a fixed size. */
#include "model/strings.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void string_append(char *buf, size_t size, const char *fmt, ...)
{
	const size_t at = strlen(buf);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf + at, size - at, fmt, ap);
	va_end(ap);
}

void string_append_item(char *buf, size_t size, const char *separator,
			const char *fmt, ...)
{
	size_t at = strlen(buf);
	va_list ap;

	if (at) {
		string_append(buf, size, "%s", separator);
		at = strlen(buf);
	}
	va_start(ap, fmt);
	vsnprintf(buf + at, size - at, fmt, ap);
	va_end(ap);
}

bool string_begins(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

bool string_ends(const char *text, const char *with)
{
	const size_t length = strlen(text), end = strlen(with);

	return length >= end && !strcmp(text + length - end, with);
}
