// SPDX-License-Identifier: GPL-2.0
/* What is made of the lines that a kernel's makefiles print. */
#include "base/array.h"
#include "build/build_heard.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define ERRORS_MAX 3

/* Seconds between lines where there is no terminal to draw on. */
#define SAY_EVERY 60

/* What a compiler or linker says of what it cannot do. */
static const char * const complaints[] = {
	"error: ", "undefined reference to ", "undefined symbol: ",
	"No space left on device", "internal compiler error",
};

static bool is_complaint(const char *line)
{
	static const char missing[] = ": not found";
	size_t len = strlen(line), end = strlen(missing);

	if (len > end && !strcmp(line + len - end, missing))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(complaints); i++)
		if (strstr(line, complaints[i]))
			return true;
	return false;
}

/* "../mm/gup.c:9:1: error: y" without what all have. */
static const char *shorter(const struct heard *h, const char *line)
{
	size_t len = strlen(h->strip);

	if (len && !strncmp(line, h->strip, len) && line[len] == '/')
		return line + len + 1;
	return !strncmp(line, "../", 3) ? line + 3 : line;
}

static void take_error(struct heard *h, const char *line)
{
	size_t at = strlen(h->errors);

	if (h->nr_errors >= ERRORS_MAX || at >= sizeof(h->errors))
		return;
	snprintf(h->errors + at, sizeof(h->errors) - at, "%s%.240s",
		 at ? "; " : "", shorter(h, line));
	h->nr_errors++;
}

/* Seconds as a person says them. */
static void format_time(char *buf, size_t size, long seconds)
{
	if (seconds < 100)
		snprintf(buf, size, "%ld s", seconds);
	else
		snprintf(buf, size, "%ld min", (seconds + 30) / 60);
}

static void tell(struct heard *h, time_t now)
{
	size_t done = h->before + h->objects;
	char text[128], left[32];

	if (done < h->expected && h->objects > 20 && now - h->begun > 5) {
		format_time(left, sizeof(left), (h->expected - done) *
			    (now - h->begun) / h->objects);
		snprintf(text, sizeof(text), "build %zu of %zu, %s left", done,
			 h->expected, left);
	} else if (done < h->expected) {
		snprintf(text, sizeof(text), "build %zu of %zu", done,
			 h->expected);
	} else {
		snprintf(text, sizeof(text), "build, %zu made", h->objects);
	}
	h->step = now;
	if (now - h->said < SAY_EVERY) {
		progress_step(h->p, h->name, "%s", text);
		return;
	}
	h->said = now;
	progress_say(h->p, h->name, "%s", text);
}

/* "  CC      mm/gup.o" */
static bool is_object(const char *line)
{
	return !strncmp(line, "  ", 2) && isupper((unsigned char)line[2]);
}

static void take_line(struct heard *h)
{
	time_t now = time(NULL);

	if (is_object(h->line)) {
		h->objects++;
		if (now != h->step)
			tell(h, now);
	} else if (is_complaint(h->line)) {
		take_error(h, h->line);
	} else if (!*h->last_word && strstr(h->line, "*** ")) {
		snprintf(h->last_word, sizeof(h->last_word), "%.250s",
			 strstr(h->line, "*** ") + 4);
	}
}

void heard_text(void *heard, const char *text, size_t len)
{
	struct heard *h = heard;

	if (h->log)
		fwrite(text, 1, len, h->log);
	for (; len; text++, len--) {
		if (*text != '\n') {
			/* The end of a long line tells nothing more. */
			if (h->len < sizeof(h->line) - 1)
				h->line[h->len++] = *text;
			continue;
		}
		h->line[h->len] = '\0';
		h->len = 0;
		take_line(h);
	}
}

const char *heard_reason(const struct heard *h)
{
	if (*h->errors)
		return h->errors;
	return *h->last_word ? h->last_word : "make does not say why";
}
