// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <search.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/kconfig.h"

#define PREFIX "CONFIG_"

/**
 * struct options - those that are set in one file
 * @file: its name, or NULL
 * @text: what it holds; names and values are in there
 * @table: the values by name
 */
struct options {
	char *file;
	char *text;
	struct hsearch_data table;
};

/* The file's text, and at least as many lines as it has; NULL on error. */
static char *read_all(const char *file, size_t *lines)
{
	FILE *in = fopen(file, "re");
	size_t size = 0, i;
	char *text = NULL;

	/* A .config has no NUL: getdelim() reads all of it. */
	if (in && getdelim(&text, &size, '\0', in) < 0) {
		free(text);
		text = NULL;
	}
	if (in)
		fclose(in);
	*lines = 1;
	for (i = 0; text && text[i]; i++)
		*lines += text[i] == '\n';
	return text;
}

static void free_options(struct options *o)
{
	if (o->file)
		hdestroy_r(&o->table);
	free(o->file);
	free(o->text);
	memset(o, 0, sizeof(*o));
}

/* Adds "CONFIG_NAME=value"; an option that is not set is in a comment. */
static void add_line(struct options *o, char *line)
{
	char *value = strchr(line, '=');
	ENTRY entry, *known;

	if (strncmp(line, PREFIX, strlen(PREFIX)) || !value)
		return;
	*value = '\0';
	entry.key = line + strlen(PREFIX);
	entry.data = value + 1;
	hsearch_r(entry, ENTER, &known, &o->table);
}

static bool read_options(struct options *o, const char *file)
{
	char *rest, *line;
	size_t lines;

	free_options(o);
	o->text = read_all(file, &lines);
	o->file = o->text ? strdup(file) : NULL;
	if (!o->file || !hcreate_r(2 * lines, &o->table)) {
		free(o->file);
		o->file = NULL;
		free_options(o);
		return false;
	}
	rest = o->text;
	while ((line = strsep(&rest, "\n")))
		add_line(o, line);
	return true;
}

char config_value(const char *file, const char *option)
{
	const ENTRY wanted = { .key = (char *)option };
	static struct options read;
	ENTRY *found;
	char value;

	if (!file || ((!read.file || strcmp(file, read.file)) &&
		      !read_options(&read, file)))
		return '?';
	if (!hsearch_r(wanted, FIND, &found, &read.table))
		return 'n';
	value = *(char *)found->data;
	return value == 'y' || value == 'm' ? value : '?';
}
