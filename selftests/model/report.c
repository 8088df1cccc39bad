// SPDX-License-Identifier: GPL-2.0
/*
 * A guest may die in the middle of a line, so a line shows that it is whole:
 * every field but the reason ends with a blank, and "length" is the reason's.
 */
#include "model/report.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MACHINE_PREFIX REPORT_PREFIX "facts "

/* Values are separated by blanks, so they hold none, and no control codes. */
static bool is_value(const char *s)
{
	if (!*s)
		return false;
	for (; *s; s++) {
		if (!isgraph((unsigned char)*s))
			return false;
	}
	return true;
}

void report_init(struct report *r, const char *id, enum verdict verdict)
{
	*r = (struct report){
		.seen = {
			.outcome.kind = OUTCOME_NONE,
			.pins_acquired = -1, .pins_released = -1,
		},
		.expected.kind = OUTCOME_NONE, .verdict = verdict,
		.commit = "-",
	};
	snprintf(r->id, sizeof(r->id), "%s", id);
}

static int check_length(int length, size_t size)
{
	return length < 0 || (size_t)length >= size ? -ENOSPC : 0;
}

int report_write(const struct report *r, char *buf, size_t size)
{
	char observed[OUTCOME_TEXT_MAX], expected[OUTCOME_TEXT_MAX];
	char reason[sizeof(r->seen.reason)];
	char *p;

	outcome_write(&r->seen.outcome, observed);
	outcome_write(&r->expected, expected);
	if (!is_value(r->id) || !is_value(observed) || !is_value(expected) ||
	    !is_value(r->commit) || (unsigned int)r->verdict >= V_COUNT)
		return -EINVAL;

	snprintf(reason, sizeof(reason), "%s", r->seen.reason);
	for (p = reason; *p; p++) {
		if (iscntrl((unsigned char)*p))
			*p = ' ';
	}
	return check_length(snprintf(buf, size, REPORT_PREFIX
			    "id=%s observed=%s expected=%s verdict=%s commit=%s pins=%ld/%ld seconds=%.3f length=%zu reason=%s",
			    r->id, observed, expected,
			    verdict_name(r->verdict), r->commit,
			    r->seen.pins_acquired, r->seen.pins_released,
			    r->seen.seconds, strlen(reason), reason), size);
}

/*
 * Read "key=value " and step over it. A value that does not check_length is refused:
 * half an id would be another contract's.
 */
static int read_field(const char **at, const char *key, char *value,
		      size_t size)
{
	size_t length = strlen(key);
	const char *p = *at;

	if (strncmp(p, key, length) || p[length] != '=')
		return -EINVAL;
	p += length + 1;
	length = strcspn(p, " ");
	if (p[length] != ' ' || length >= size)
		return -EINVAL;
	memcpy(value, p, length);
	value[length] = '\0';
	*at = p + length + 1;
	return is_value(value) ? 0 : -EINVAL;
}

static int to_long(const char *text, char stop, long *value, const char **end)
{
	char *stopped;

	if (!isdigit((unsigned char)*text) && *text != '-')
		return -EINVAL;
	errno = 0;
	*value = strtol(text, &stopped, 10);
	if (errno || stopped == text || *stopped != stop)
		return -EINVAL;
	if (end)
		*end = stopped + 1;
	return 0;
}

static int read_pins(const char **at, struct report *r)
{
	const char *released;
	char text[48];

	if (read_field(at, "pins", text, sizeof(text)) ||
	    to_long(text, '/', &r->seen.pins_acquired, &released))
		return -EINVAL;
	return to_long(released, '\0', &r->seen.pins_released, NULL);
}

static int read_seconds(const char **at, struct report *r)
{
	char text[32];

	if (read_field(at, "seconds", text, sizeof(text)) ||
	    strspn(text, "0123456789.") != strlen(text))
		return -EINVAL;
	r->seen.seconds = strtod(text, NULL);
	return 0;
}

/* The rest of the line, which must be as long as "length" says. */
static int read_reason(const char *at, struct report *r)
{
	static const char key[] = "reason=";
	char text[24];
	size_t there;
	long length;

	if (read_field(&at, "length", text, sizeof(text)) ||
	    to_long(text, '\0', &length, NULL) ||
	    strncmp(at, key, strlen(key)))
		return -EINVAL;
	at += strlen(key);
	there = strcspn(at, "\r\n");
	if (length < 0 || (size_t)length != there ||
	    there >= sizeof(r->seen.reason))
		return -EINVAL;
	memcpy(r->seen.reason, at, there);
	r->seen.reason[there] = '\0';
	return 0;
}

static int read_result(struct report *r, const char *at)
{
	char observed[OUTCOME_TEXT_MAX], expected[OUTCOME_TEXT_MAX], name[16];
	int verdict;

	memset(r, 0, sizeof(*r));
	if (read_field(&at, "id", r->id, sizeof(r->id)) ||
	    read_field(&at, "observed", observed, sizeof(observed)) ||
	    read_field(&at, "expected", expected, sizeof(expected)) ||
	    read_field(&at, "verdict", name, sizeof(name)) ||
	    read_field(&at, "commit", r->commit, sizeof(r->commit)) ||
	    read_pins(&at, r) ||
	    read_seconds(&at, r) ||
	    read_reason(at, r))
		return -EINVAL;
	verdict = verdict_parse(name);
	if (verdict < 0)
		return -EINVAL;
	r->verdict = verdict;
	r->seen.outcome = outcome_read(observed);
	r->expected = outcome_read(expected);
	return 0;
}

int report_read(struct report *r, const char *line)
{
	struct report found;

	/* A line that broke off may have the next one glued to it. */
	while ((line = strstr(line, REPORT_PREFIX))) {
		line += strlen(REPORT_PREFIX);
		if (!read_result(&found, line)) {
			*r = found;
			return 0;
		}
	}
	return -EINVAL;
}

int machine_write(const struct machine *m, char *buf, size_t size)
{
	return check_length(snprintf(buf, size, MACHINE_PREFIX
			    "page_size=%zu gup_fast=%d mem_force=%d p2p_bridge=%d",
			    m->page_size, m->gup_fast, m->mem_force,
			    m->p2p_bridge), size);
}

bool page_size_exists(size_t size)
{
	return size >= 4096 && !(size & (size - 1));
}

static int to_bool(const char *text, bool *value)
{
	if ((text[0] != '0' && text[0] != '1') || text[1])
		return -EINVAL;
	*value = text[0] == '1';
	return 0;
}

static int read_machine(struct machine *m, const char *at)
{
	char text[24], last[sizeof("p2p_bridge=0")];
	long page_size;
	size_t length;

	if (read_field(&at, "page_size", text, sizeof(text)) ||
	    to_long(text, '\0', &page_size, NULL) || page_size <= 0 ||
	    !page_size_exists(page_size) ||
	    read_field(&at, "gup_fast", text, sizeof(text)) ||
	    to_bool(text, &m->gup_fast) ||
	    read_field(&at, "mem_force", text, sizeof(text)) ||
	    to_bool(text, &m->mem_force))
		return -EINVAL;
	length = strcspn(at, "\r\n");
	if (length >= sizeof(last))
		return -EINVAL;
	memcpy(last, at, length);
	last[length] = '\0';
	m->page_size = page_size;
	if (strncmp(last, "p2p_bridge=", 11))
		return -EINVAL;
	return to_bool(last + 11, &m->p2p_bridge);
}

int machine_read(struct machine *m, const char *line)
{
	struct machine found = { 0 };

	while ((line = strstr(line, MACHINE_PREFIX))) {
		line += strlen(MACHINE_PREFIX);
		if (!read_machine(&found, line)) {
			*m = found;
			return 0;
		}
	}
	return -EINVAL;
}
