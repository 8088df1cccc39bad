// SPDX-License-Identifier: GPL-2.0
/*
 * The lines of an .ini file. libinih was used before: as Debian builds it, a
 * line has 200 bytes at most, and its handler is not told where the line is.
 */
#include "base/ini_lines.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"

static char *strip(char *text)
{
	char *end;

	while (isspace((unsigned char)*text))
		text++;
	end = text + strlen(text);
	while (end > text && isspace((unsigned char)end[-1]))
		*--end = '\0';
	return text;
}

/* " ; comment" ends a value. */
static void drop_comment(char *text)
{
	char *at = text;

	while ((at = strchr(at, ';'))) {
		if (at > text && isspace((unsigned char)at[-1]))
			*at = '\0';
		else
			at++;
	}
}

static int bad_line(const struct ini_line *line, const char *what)
{
	msg_error("%s:%d: %s", line->path, line->number, what);
	return -EINVAL;
}

/* Splits a line; @line->key stays that of the line before an indented one. */
static int split(struct ini_line *line, char *text)
{
	char *value = text + strcspn(text, "=:"), *section;

	if (*text == '[') {
		section = strchr(text, ']');
		if (!section)
			return bad_line(line, "no \"key = value\" line");
		msg_error("%s:%d: section %.*s: a kernel's file has no sections, remove that line",
			  line->path, line->number,
			  (int)(section + 1 - text), text);
		return -EINVAL;
	}
	if (!*value)
		return bad_line(line, "no \"key = value\" line");
	*value = '\0';
	free(line->key);
	line->key = strdup(strip(text));
	line->value = strip(value + 1);
	return line->key ? 0 : -ENOMEM;
}

static int take_text(struct ini_line *line, char *text, size_t length,
		     int (*take)(void *ctx, const struct ini_line *line),
		     void *ctx)
{
	const int more = line->key && isspace((unsigned char)*text);
	char *start;
	int ret = 0;

	if (strlen(text) != length)
		return bad_line(line, "has a zero byte: it is no text");
	start = strip(text);
	if (!*start || *start == '#' || *start == ';')
		return 0;
	drop_comment(start);
	line->value = strip(start);
	if (!more)
		ret = split(line, line->value);
	return ret ? ret : take(ctx, line);
}

int ini_lines_read(const char *path,
		   int (*take)(void *ctx, const struct ini_line *line),
		   void *ctx)
{
	struct ini_line line = { .path = path };
	FILE *f = fopen(path, "re");
	char *text = NULL, *from;
	size_t size = 0;
	ssize_t length;
	int ret = 0;

	while (f && !ret && (length = getline(&text, &size, f)) >= 0) {
		line.number++;
		from = text;
		/* The byte order mark of other systems' editors. */
		if (line.number == 1 && !strncmp(text, "\xef\xbb\xbf", 3))
			from += 3;
		ret = take_text(&line, from, length - (from - text), take, ctx);
	}
	if (!f || ferror(f)) {
		ret = -errno;
		msg_error("%s: cannot read: %s", path, strerror(-ret));
	}
	if (f)
		fclose(f);
	free(line.key);
	free(text);
	return ret;
}
