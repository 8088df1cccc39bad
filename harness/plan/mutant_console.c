// SPDX-License-Identifier: GPL-2.0
/* What kernels/mutants/pincer_mutants.c prints, and what the kernel warns of. */
#include "plan/mutant_console.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "model/oops.h"
#include "model/report.h"

#define MARK "pincer_mutant: "
#define ALL_COUNTED MARK "that is all"

/* After "pincer_mutant: NAME WHAT" in a line, or NULL. */
static const char *after(const char *line, const char *name, const char *what)
{
	const char *at = strstr(line, MARK);
	const size_t length = strlen(name);

	if (!at)
		return NULL;
	at += strlen(MARK);
	if (strncmp(at, name, length) ||
	    strncmp(at + length, what, strlen(what)))
		return NULL;
	return at + length + strlen(what);
}

static void read_warning(struct mutant_console *c, const char *line)
{
	const char *at;
	const int severity = oops_severity(line, &at);

	if (strstr(line, REPORT_MARK) || !oops_is_warning(line) ||
	    severity <= c->severity)
		return;
	c->severity = severity;
	snprintf(c->gravest, sizeof(c->gravest), "%.*s",
		 (int)strcspn(at, "\r"), at);
}

static void read_line(struct mutant_console *c, const char *line,
		      const char *name)
{
	const char *at = after(line, name, " was reached ");

	c->on += !!after(line, name, " is on");
	c->counted += !!at;
	if (at)
		c->reached += strtol(at, NULL, 10);
	read_warning(c, line);
}

void mutant_console_read(struct mutant_console *c, const char *text,
			 const char *name)
{
	char *copy = strdup(text), *rest = copy, *line;

	*c = (struct mutant_console){ .on = 0 };
	while ((line = strsep(&rest, "\n")))
		read_line(c, line, name);
	free(copy);
}

void mutant_console_open(struct mutant_console *c, const char *dir,
			 const char *name)
{
	char path[PATH_MAX], *text;

	*c = (struct mutant_console){ .on = 0 };
	if (path_format(path, "%s/console", dir) ||
	    file_read(path, &text, NULL))
		return;
	mutant_console_read(c, text, name);
	free(text);
}

bool mutant_console_count(const char *text, const struct mutants *m,
			  long *reached)
{
	struct mutant_console c;

	for (size_t i = 0; i < m->nr; i++) {
		mutant_console_read(&c, text, m->list[i].name);
		reached[i] = c.reached;
	}
	return strstr(text, ALL_COUNTED);
}
