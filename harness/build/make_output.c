// SPDX-License-Identifier: GPL-2.0
/* The output of a kernel's makefiles: errors, and how far the build is. */
#include "build/make_output.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "model/array_size.h"
#include "model/strings.h"

#define ERRORS_MAX 3

/* Seconds between lines where there is no terminal to draw on. */
#define REPORT_EVERY 60

/* What the errors of compilers and linkers contain. */
static const char * const complaints[] = {
	"error: ", "undefined reference to ", "undefined symbol: ",
	"No space left on device", "internal compiler error",
};

static bool is_complaint(const char *line)
{
	if (string_ends(line, ": not found"))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(complaints); i++)
		if (strstr(line, complaints[i]))
			return true;
	return false;
}

/* "../mm/gup.c:9:1: error: y" without "../" or the path of the source. */
static const char *shorter(const struct make_output *m, const char *line)
{
	size_t len = strlen(m->strip);

	if (len && !strncmp(line, m->strip, len) && line[len] == '/')
		return line + len + 1;
	return !strncmp(line, "../", 3) ? line + 3 : line;
}

static void keep_error(struct make_output *m, const char *line)
{
	if (m->nr_errors++ < ERRORS_MAX)
		string_append_item(m->errors, sizeof(m->errors), "; ",
				   "%.240s", shorter(m, line));
}

/* "12 s", or "3 min" from 100 s on. */
static void format_time(char *buf, size_t size, long seconds)
{
	if (seconds < 100)
		snprintf(buf, size, "%ld s", seconds);
	else
		snprintf(buf, size, "%ld min", (seconds + 30) / 60);
}

static void report_progress(struct make_output *m, time_t now)
{
	size_t done = m->before + m->objects;
	char text[128], left[32];

	if (done < m->expected && m->objects > 20 && now - m->begun > 5) {
		format_time(left, sizeof(left), (m->expected - done) *
			    (now - m->begun) / m->objects);
		snprintf(text, sizeof(text), "build %zu of %zu, %s left", done,
			 m->expected, left);
	} else if (done < m->expected) {
		snprintf(text, sizeof(text), "build %zu of %zu", done,
			 m->expected);
	} else {
		snprintf(text, sizeof(text), "build, %zu made", m->objects);
	}
	m->step = now;
	if (now - m->reported < REPORT_EVERY) {
		progress_step(m->p, m->name, "%s", text);
		return;
	}
	m->reported = now;
	progress_phase(m->p, m->name, "%s", text);
}

/* "  CC      mm/gup.o" */
static bool is_object(const char *line)
{
	return !strncmp(line, "  ", 2) && isupper((unsigned char)line[2]);
}

static void parse_line(struct make_output *m)
{
	time_t now = time(NULL);

	if (is_object(m->line)) {
		m->objects++;
		if (now != m->step)
			report_progress(m, now);
	} else if (is_complaint(m->line)) {
		keep_error(m, m->line);
	} else if (!*m->stop && strstr(m->line, "*** ")) {
		snprintf(m->stop, sizeof(m->stop), "%.250s",
			 strstr(m->line, "*** ") + 4);
	}
}

void make_output_feed(void *make_output, const char *text, size_t len)
{
	struct make_output *m = make_output;

	if (m->log)
		fwrite(text, 1, len, m->log);
	for (; len; text++, len--) {
		if (*text != '\n') {
			/* The rest of a long line is not needed. */
			if (m->len < sizeof(m->line) - 1)
				m->line[m->len++] = *text;
			continue;
		}
		m->line[m->len] = '\0';
		m->len = 0;
		parse_line(m);
	}
}

const char *make_output_reason(const struct make_output *m)
{
	if (*m->errors)
		return m->errors;
	return *m->stop ? m->stop : "make does not say why";
}
