// SPDX-License-Identifier: GPL-2.0
/* One line of KTAP. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "model/array_size.h"
#include "parse/ktap.h"

/* A larger number is no plan and no result. */
#define NUMBER_MAX 1000000UL

static const struct {
	const char *word;
	enum ktap_directive directive;
} directives[] = {
	{ "SKIP", KTAP_SKIP }, { "TODO", KTAP_TODO }, { "XFAIL", KTAP_XFAIL },
	{ "ERROR", KTAP_ERROR }, { "error", KTAP_ERROR },
	{ "TIMEOUT", KTAP_ERROR },
};

/* Behind an escape sequence: SeaBIOS clears the screen on the serial port. */
static const char *skip_escape(const char *s)
{
	s++;
	if (*s != '[')
		return *s ? s + 1 : s;
	s++;
	while (*s && !isalpha((unsigned char)*s))
		s++;
	return *s ? s + 1 : s;
}

/* Copies a line without escape sequences and control codes. */
static void copy_clean(char *to, size_t size, const char *s)
{
	size_t at = 0;

	while (*s && at + 1 < size) {
		if (*s == '\033') {
			s = skip_escape(s);
			continue;
		}
		if (*s == '\t' || !iscntrl((unsigned char)*s))
			to[at++] = *s;
		s++;
	}
	while (at && isspace((unsigned char)to[at - 1]))
		at--;
	to[at] = '\0';
}

/* Behind printk's time stamp, "[    1.234567] ". */
static const char *skip_stamp(const char *s)
{
	const char *p = s;

	if (*p != '[')
		return s;
	p++;
	p += strspn(p, " 0123456789.");
	if (p[0] != ']' || p[1] != ' ')
		return s;
	return p + 2;
}

static bool read_number(const char **at, unsigned long *number)
{
	char *end;

	if (!isdigit((unsigned char)**at))
		return false;
	*number = strtoul(*at, &end, 10);
	if (*number > NUMBER_MAX || (*end && !isspace((unsigned char)*end)))
		return false;
	*at = end;
	return true;
}

static bool read_plan(struct ktap_line *l, const char *s)
{
	if (strncmp(s, "1..", 3))
		return false;
	s += 3;
	return read_number(&s, &l->number);
}

static enum ktap_directive read_directive(const char *s)
{
	size_t i;

	s += strspn(s, "# ");
	for (i = 0; i < ARRAY_SIZE(directives); i++) {
		if (!strncmp(s, directives[i].word, strlen(directives[i].word)))
			return directives[i].directive;
	}
	return KTAP_NONE;
}

/* "ok 1 - name # SKIP why"; the number and the dash may be missing. */
static bool read_result(struct ktap_line *l, const char *s)
{
	size_t length;

	l->ok = strncmp(s, "not ", 4);
	if (!l->ok)
		s += 4;
	if (strncmp(s, "ok", 2) || (s[2] && s[2] != ' '))
		return false;
	s += 2;
	s += strspn(s, " ");
	if (isdigit((unsigned char)*s) && !read_number(&s, &l->number))
		return false;
	s += strspn(s, " ");
	if (s[0] == '-' && s[1] == ' ')
		s += 2;
	length = strcspn(s, "#");
	if (s[length])
		l->directive = read_directive(s + length);
	while (length && s[length - 1] == ' ')
		length--;
	/* A name that is cut off could be that of another test. */
	if (length >= sizeof(l->name))
		return false;
	memcpy(l->name, s, length);
	l->name[length] = '\0';
	return true;
}

static enum ktap_kind read_kind(struct ktap_line *l, const char *s)
{
	if (*s == '#')
		return KTAP_DIAGNOSTIC;
	if (!strncmp(s, "Bail out!", 9))
		return KTAP_BAIL;
	if (read_plan(l, s))
		return KTAP_PLAN;
	if (read_result(l, s))
		return KTAP_RESULT;
	/* Output without a newline may stand before the first line. */
	if (strstr(s, "TAP version 1"))
		return KTAP_VERSION;
	return KTAP_OTHER;
}

void ktap_line_read(struct ktap_line *l, const char *line)
{
	char cleaned[KTAP_LINE_MAX];
	const char *s;

	memset(l, 0, offsetof(struct ktap_line, text));
	copy_clean(cleaned, sizeof(cleaned), line);
	s = skip_stamp(cleaned);
	while (*s == ' ' || *s == '\t') {
		l->indent += *s == '\t' ? 4 : 1;
		s++;
	}
	memcpy(l->text, s, strlen(s) + 1);
	l->kind = read_kind(l, l->text);
}
