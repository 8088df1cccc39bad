// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <search.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/kconfig.h"

#define PREFIX "CONFIG_"

/* The option that every .config of an architecture sets. */
#if defined(__x86_64__) || defined(__i386__)
#define ARCH_LINE "CONFIG_X86=y"
#elif defined(__aarch64__)
#define ARCH_LINE "CONFIG_ARM64=y"
#elif defined(__arm__)
#define ARCH_LINE "CONFIG_ARM=y"
#elif defined(__riscv)
#define ARCH_LINE "CONFIG_RISCV=y"
#elif defined(__powerpc__)
#define ARCH_LINE "CONFIG_PPC=y"
#elif defined(__s390__)
#define ARCH_LINE "CONFIG_S390=y"
#elif defined(__loongarch__)
#define ARCH_LINE "CONFIG_LOONGARCH=y"
#elif defined(__mips__)
#define ARCH_LINE "CONFIG_MIPS=y"
#else
#define ARCH_LINE "CONFIG_"
#endif

/* Since 5.3 Kconfig ends each menu with such a line; all have this menu. */
#define MENU_END "# end of "
#define LAST_MENU MENU_END "Kernel hacking"

static bool has_line(const char *text, const char *line)
{
	const size_t len = strlen(line);
	const char *at = text;

	while ((at = strstr(at, line))) {
		if ((at == text || at[-1] == '\n') &&
		    (!at[len] || strchr("\r\n", at[len])))
			return true;
		at += len;
	}
	return false;
}

static bool has_option(const char *text)
{
	return !strncmp(text, PREFIX, strlen(PREFIX)) ||
	       strstr(text, "\n" PREFIX);
}

const char *config_fault(const char *text, size_t size)
{
	if (size >= 2 && !memcmp(text, "\x1f\x8b", 2))
		return "is compressed: unpack it with gunzip";
	if (!size)
		return "is empty";
	if (strlen(text) != size)
		return "has zero bytes: it is no text";
	if (!has_option(text))
		return "has no CONFIG_ lines";
	if (!has_line(text, ARCH_LINE) && ARCH_LINE[7] != '\0')
		return "has no line " ARCH_LINE ", which every kernel of this machine's architecture has";
	if (text[size - 1] != '\n')
		return "ends within a line: it was cut";
	if (strstr(text, "\n" MENU_END) && !has_line(text, LAST_MENU))
		return "has no line \"" LAST_MENU "\": it was cut";
	return NULL;
}

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

const char *config_file_fault(const char *file)
{
	FILE *in = fopen(file, "re");
	char *text = NULL;
	size_t size = 0;
	ssize_t length = 0;
	const char *fault;

	if (!in)
		return NULL;
	/* Up to a zero byte, which none has, or all of it. */
	length = getdelim(&text, &size, '\0', in);
	fclose(in);
	fault = config_fault(length > 0 ? text : "", length > 0 ? length : 0);
	free(text);
	return fault;
}
