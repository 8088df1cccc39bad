// SPDX-License-Identifier: GPL-2.0
/* A kselftest bundle: its list, and the settings of its collections. */
#include "image/bundle.h"

#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "results/results.h"

#define TIMEOUT_MAX 86400

int bundle_path(const struct bundle *b, const struct bundle_test *t,
		char path[PATH_MAX])
{
	return path_format(path, "%s/%s/%s", b->dir, t->collection,
			   t->program);
}

struct bundle_test *bundle_find(const struct bundle *b, const char *id)
{
	size_t i;

	for (i = 0; i < b->nr; i++) {
		if (!strcmp(b->tests[i].id, id))
			return &b->tests[i];
	}
	return NULL;
}

struct bundle_test *bundle_test_of(const struct bundle *b, const char *file)
{
	size_t i, length;

	for (i = 0; i < b->nr; i++) {
		length = strlen(b->tests[i].collection);
		if (!strncmp(b->tests[i].collection, file, length) &&
		    file[length] == '/' &&
		    !strcmp(b->tests[i].program, file + length + 1))
			return &b->tests[i];
	}
	return NULL;
}

void bundle_free(struct bundle *b)
{
	free(b->tests);
	memset(b, 0, sizeof(*b));
}

/* A file's name in the letters of ids: "page-size.sh" is page_size.sh. */
static void append_name(char *id, const char *name)
{
	id += strlen(id);
	for (; *name; name++)
		*id++ = isalnum((unsigned char)*name) || *name == '.' ||
			*name == '/' ? tolower((unsigned char)*name) : '_';
	*id = '\0';
}

/* Names that are the same in these letters get a number. */
static int make_id(const struct bundle *b, struct bundle_test *t)
{
	static const char stem[] = UPSTREAM_PREFIX;
	const size_t length = strlen(stem) + strlen(t->collection) + 1 +
			      strlen(t->program);
	int nr = 1;

	if (length + sizeof("_999") > sizeof(t->id))
		return -ENAMETOOLONG;
	strcpy(t->id, stem);
	append_name(t->id, t->collection);
	strcat(t->id, ":");
	append_name(t->id, t->program);
	while (bundle_find(b, t->id) && nr < 999)
		snprintf(t->id + length, sizeof(t->id) - length, "_%d", ++nr);
	return 0;
}

static bool is_good_name(const char *name, size_t size)
{
	const char *c;

	for (c = name; *c; c++) {
		if (!isgraph((unsigned char)*c))
			return false;
	}
	return *name && strlen(name) < size && path_is_below(name);
}

static int report_line(const struct bundle *b, int line, const char *text,
		       const char *what)
{
	msg_error("%s/" BUNDLE_LIST ":%d: \"%s\" %s", b->dir, line, text,
		  what);
	return -EINVAL;
}

/* One line, "COLLECTION:PROGRAM". */
static int add_line(struct bundle *b, char *text, int line)
{
	struct bundle_test *t = &b->tests[b->nr];
	char *colon = strchr(text, ':'), file[sizeof(t->collection) +
					      sizeof(t->program)];

	memset(t, 0, sizeof(*t));
	if (colon)
		*colon = '\0';
	if (!colon || !is_good_name(text, sizeof(t->collection)) ||
	    !is_good_name(colon + 1, sizeof(t->program))) {
		if (colon)
			*colon = ':';
		return report_line(b, line, text,
				"is no COLLECTION:PROGRAM: let make install write the list");
	}
	snprintf(file, sizeof(file), "%s/%s", text, colon + 1);
	if (bundle_test_of(b, file))
		return 0;
	strcpy(t->collection, text);
	strcpy(t->program, colon + 1);
	t->line = line;
	if (make_id(b, t))
		return report_line(b, line, t->program,
				"is too long a name: take it out of the list");
	b->nr++;
	return 0;
}

static int count_lines(const char *text)
{
	int nr = 1;

	for (; *text; text++)
		nr += *text == '\n';
	return nr;
}

static int read_list(struct bundle *b, char *text)
{
	char *line, *rest = text;
	int nr = 0, ret = 0;

	b->tests = calloc(count_lines(text), sizeof(*b->tests));
	if (!b->tests) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	while (!ret && (line = strsep(&rest, "\n"))) {
		nr++;
		line[strcspn(line, "\r")] = '\0';
		if (*line)
			ret = add_line(b, line, nr);
	}
	if (!ret && !b->nr) {
		msg_error("%s/" BUNDLE_LIST ": names no test: install the bundle with TARGETS that have some",
			  b->dir);
		ret = -ENODATA;
	}
	return ret;
}

/* struct settings - the settings file of a collection */
struct settings {
	const char *path;
	int timeout;
	int ret;
};

/* inih's handler: only the timeout is read. */
static int read_timeout(void *ctx, const char *section, const char *name,
			const char *value)
{
	struct settings *s = ctx;
	unsigned long seconds;
	char *end;

	(void)section;
	if (strcmp(name, "timeout"))
		return 1;
	seconds = strtoul(value, &end, 10);
	if (isdigit((unsigned char)*value) && !*end && seconds <= TIMEOUT_MAX) {
		s->timeout = seconds;
		return 1;
	}
	msg_error("%s: timeout=%s is no number of seconds: write one from 0 (for ever) to %d",
		  s->path, value, TIMEOUT_MAX);
	s->ret = -EINVAL;
	return 1;
}

static int read_settings(const struct bundle *b, struct bundle_test *t)
{
	char path[PATH_MAX];
	struct settings s = { .path = path, .timeout = BUNDLE_TIMEOUT };

	if (path_format(path, "%s/%s/settings", b->dir, t->collection))
		return -ENAMETOOLONG;
	if (path_is_file(path))
		ini_parse(path, read_timeout, &s);
	t->timeout = s.timeout;
	return s.ret;
}

/* Reads the settings of a collection once: its tests are adjacent. */
static int read_all_settings(struct bundle *b)
{
	struct bundle_test *t = b->tests;
	size_t i;
	int ret = 0;

	for (i = 0; i < b->nr && !ret; i++) {
		if (i && !strcmp(t[i].collection, t[i - 1].collection))
			t[i].timeout = t[i - 1].timeout;
		else
			ret = read_settings(b, &t[i]);
	}
	return ret;
}

static void read_version(struct bundle *b)
{
	char path[PATH_MAX];

	if (!path_format(path, "%s/VERSION", b->dir))
		file_first_line(path, b->version, sizeof(b->version));
}

int bundle_load(struct bundle *b, const char *dir)
{
	char path[PATH_MAX], *text = NULL;
	int ret;

	memset(b, 0, sizeof(*b));
	if (!realpath(dir, b->dir)) {
		ret = -errno;
		msg_error("%s: %s: name the directory that INSTALL_PATH of make install was",
			  dir, strerror(-ret));
		return ret;
	}
	ret = path_format(path, "%s/" BUNDLE_LIST, b->dir);
	if (ret)
		return ret;
	ret = file_read(path, &text, NULL);
	if (ret) {
		msg_error("%s: no kselftest bundle, since it has no " BUNDLE_LIST " (%s): make one with make -C tools/testing/selftests install INSTALL_PATH=%s",
			  dir, strerror(-ret), dir);
		return ret;
	}
	ret = read_list(b, text);
	free(text);
	if (!ret)
		ret = read_all_settings(b);
	read_version(b);
	if (ret)
		bundle_free(b);
	return ret;
}

int bundle_add_suite(struct bundle *b, const char *id, const char *name,
		     const char *option)
{
	struct bundle_test *t;

	t = reallocarray(b->tests, b->nr + 1, sizeof(*t));
	if (!t) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	b->tests = t;
	t += b->nr++;
	*t = (struct bundle_test){ .option = option };
	snprintf(t->id, sizeof(t->id), "%s", id);
	snprintf(t->program, sizeof(t->program), "%s", name);
	return 0;
}
