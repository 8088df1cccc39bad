// SPDX-License-Identifier: GPL-2.0
/* The lines of a kernel's console that belong to one contract. */
#include "report/console.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/report.h"

#define LINE_MAX_PRINTED 500

/* The id behind the mark that ends the lines of a contract, or NULL. */
static const char *find_mark(const char *line)
{
	const char *mark = strstr(line, REPORT_MARK);

	return mark ? mark + strlen(REPORT_MARK) : NULL;
}

static bool is_mark_of(const char *mark, const char *id)
{
	size_t length = strlen(id);

	return !strncmp(mark, id, length) &&
	       strchr(" \r\n", mark[length]);
}

static void print_line(char *line, FILE *out)
{
	char clean[2 * LINE_MAX_PRINTED];

	line[strcspn(line, "\r\n")] = '\0';
	text_cut(clean, sizeof(clean), line, LINE_MAX_PRINTED);
	fprintf(out, "  %s\n", clean);
}

/* Prints what lies between two places of a file; returns how many lines. */
static int print_range(FILE *console, long from, long to, FILE *out)
{
	char *line = NULL;
	size_t size = 0;
	int nr = 0;

	fseek(console, from, SEEK_SET);
	while (ftell(console) < to && getline(&line, &size, console) >= 0) {
		print_line(line, out);
		nr++;
	}
	free(line);
	return nr;
}

int console_print(const char *path, const char *id, FILE *out)
{
	FILE *console = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;
	long from = 0, to = 0;
	int nr = 0;

	if (!console)
		return -errno;
	while (getline(&line, &size, console) >= 0) {
		if (!find_mark(line)) {
			to = ftell(console);
			continue;
		}
		if (is_mark_of(find_mark(line), id)) {
			nr += print_range(console, from, to, out);
			getline(&line, &size, console);
		}
		from = to = ftell(console);
	}
	free(line);
	fclose(console);
	return nr;
}
