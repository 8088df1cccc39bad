// SPDX-License-Identifier: GPL-2.0
/* Text for a terminal: measured in columns, cut, padded and wrapped. */
#include "base/text.h"

#include <string.h>
#include <wchar.h>

#include "base/utf8.h"
#include "model/strings.h"

#define DOTS "..."

/* struct glyph - one character as it is printed */
struct glyph {
	const char *bytes;
	size_t length;
	int width;
};

/* The next character; returns how many bytes of @s it used, 0 at the end. */
static size_t next_glyph(const char *s, struct glyph *g)
{
	wchar_t wide;
	const size_t used = *s ? utf8_decode(s, &wide) : 0;

	if (!*s)
		return 0;
	if (!used || wcwidth(wide) < 0)
		*g = (struct glyph){ "?", 1, 1 };
	else
		*g = (struct glyph){ s, used, wcwidth(wide) };
	return used ? used : 1;
}

int text_width(const char *s)
{
	struct glyph g;
	int width = 0;
	size_t used;

	while ((used = next_glyph(s, &g))) {
		width += g.width;
		s += used;
	}
	return width;
}

/* struct pen - where a cut string is written to */
struct pen {
	char *buf;
	size_t size;
	size_t at;
	int width;
};

static void put_glyph(struct pen *pen, const struct glyph *g)
{
	if (pen->at + g->length >= pen->size)
		return;
	memcpy(pen->buf + pen->at, g->bytes, g->length);
	pen->at += g->length;
	pen->width += g->width;
}

int text_cut(char *buf, size_t size, const char *s, int width)
{
	static const struct glyph dots = { DOTS, 3, 3 };
	struct pen pen = { buf, size, 0, 0 };
	int total = text_width(s), column = 0, head, tail;
	struct glyph g;
	size_t used;

	if (total <= width) {
		head = total;
		tail = total;
	} else if (width <= 3) {
		head = width;
		tail = total;
	} else {
		/* Ids differ more often at their end than at their beginning. */
		head = (width - 3) / 2;
		tail = total - (width - 3 - head);
	}
	for (; (used = next_glyph(s, &g)); s += used) {
		if (column + g.width <= head || column >= tail) {
			put_glyph(&pen, &g);
		} else if (tail < total && head >= 0) {
			put_glyph(&pen, &dots);
			head = -1;
		}
		column += g.width;
	}
	if (size)
		buf[pen.at] = '\0';
	return pen.width;
}

/* The columns between two places of a string. */
static int span(const char *s, const char *end)
{
	struct glyph g;
	int width = 0;
	size_t used;

	for (; s < end && (used = next_glyph(s, &g)); s += used)
		width += g.width;
	return width;
}

static int newline(FILE *out, int indent)
{
	fprintf(out, "\n%*s", indent, "");
	return indent;
}

/* A word too long for a line is broken behind slashes only. */
static int put_word(FILE *out, const char *s, const char *end, int width,
		    int column, int indent)
{
	const char *part;
	struct glyph g;
	size_t used;

	for (; s < end; s = part) {
		part = memchr(s, '/', end - s);
		part = part ? part + 1 : end;
		if (column > indent && column + span(s, part) > width)
			column = newline(out, indent);
		for (; s < part && (used = next_glyph(s, &g)); s += used) {
			fwrite(g.bytes, 1, g.length, out);
			column += g.width;
		}
	}
	return column;
}

int text_wrap(FILE *out, const char *s, int width, int column, int indent)
{
	const char *end;
	int gap = 0;

	if (indent > width / 2)
		indent = width / 2;
	for (s += strspn(s, " "); *s; s = end + strspn(end, " ")) {
		end = s + strcspn(s, " ");
		if (column > indent && column + gap + span(s, end) > width) {
			column = newline(out, indent);
			gap = 0;
		}
		column += fprintf(out, "%*s", gap, "");
		column = put_word(out, s, end, width, column, indent);
		gap = 1;
	}
	return column;
}

#define WORD_MAX 128

size_t text_distance(const char *a, const char *b)
{
	size_t row[WORD_MAX + 1], i, j, above, left;
	size_t width = strnlen(b, WORD_MAX);

	for (j = 0; j <= width; j++)
		row[j] = j;
	for (i = 1; a[i - 1] && i <= WORD_MAX; i++) {
		above = row[0];
		row[0] = i;
		for (j = 1; j <= width; j++) {
			left = above + (a[i - 1] != b[j - 1]);
			above = row[j];
			if (row[j] + 1 < left)
				left = row[j] + 1;
			if (row[j - 1] + 1 < left)
				left = row[j - 1] + 1;
			row[j] = left;
		}
	}
	return row[width];
}

/* A name that contains the word has the distance 0. */
static size_t distance(const char *word, const char *name)
{
	return *word && strstr(name, word) ? 0 : text_distance(word, name) + 1;
}

void text_nearest(const char *word, const char *const *name, size_t nr,
		  char *buf, size_t size)
{
	enum { SHOWN = 3 };
	/* A word of four letters may have two errors, one of eight three. */
	const size_t limit = 2 + strlen(word) / 4;
	size_t best[SHOWN], far[SHOWN], shown = 0, i, j, d;

	for (i = 0; i < nr; i++) {
		d = distance(word, name[i]);
		if (d > limit)
			continue;
		if (shown < SHOWN)
			shown++;
		else if (d >= far[SHOWN - 1])
			continue;
		for (j = shown - 1; j > 0 && far[j - 1] > d; j--) {
			far[j] = far[j - 1];
			best[j] = best[j - 1];
		}
		far[j] = d;
		best[j] = i;
	}
	if (size)
		*buf = '\0';
	for (i = 0; i < shown; i++)
		string_append_item(buf, size, ", ", "%s", name[best[i]]);
}
