// SPDX-License-Identifier: GPL-2.0
/* Finds the commands and libraries that the tests of a bundle need. */
#include "image/bundle_deps.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "image/commands.h"

/* struct search - what a bundle's files turn out to be */
struct search {
	struct bundle_deps *deps;
	struct bundle *bundle;
	struct paths programs;	/* ELF */
	struct paths scripts;	/* of shells */
};

static void set_lacks(struct bundle_test *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static void set_lacks(struct bundle_test *t, const char *fmt, ...)
{
	va_list ap;

	/* Only the first reason is kept. */
	if (!t || *t->lacks)
		return;
	va_start(ap, fmt);
	vsnprintf(t->lacks, sizeof(t->lacks), fmt, ap);
	va_end(ap);
}

/* A file without "#!" may be sourced by a script. */
static bool is_sourced(const char *file)
{
	const char *dot = strrchr(file, '.');

	return dot && !strcmp(dot, ".sh");
}

static int classify(struct search *s, const char *file)
{
	struct bundle_test *t = bundle_test_of(s->bundle, file);
	char path[PATH_MAX], interpreter[INTERPRETER_MAX];
	int ret;

	ret = path_format(path, "%s/%s", s->bundle->dir, file);
	if (ret)
		return ret;
	switch (program_kind(path, interpreter)) {
	case PROGRAM_ELF:
		return paths_add(&s->programs, path, strlen(path));
	case PROGRAM_SCRIPT:
		if (is_shell(interpreter))
			return paths_add(&s->scripts, path, strlen(path));
		set_lacks(t, "needs %s, which guests do not have", interpreter);
		return 0;
	default:
		set_lacks(t, "is neither a program nor a script that names its shell");
		return is_sourced(file) ?
		       paths_add(&s->scripts, path, strlen(path)) : 0;
	}
}

static int classify_all(struct search *s)
{
	const struct tree_list *files = &s->deps->files;
	size_t i;
	int ret = 0;

	for (i = 0; i < files->nr && !ret; i++)
		ret = classify(s, files->path[i]);
	return ret;
}

static bool has_command(const struct bundle_deps *d, const char *name)
{
	size_t i;

	for (i = 0; i < d->commands.nr; i++) {
		if (!strcmp(strrchr(d->commands.path[i], '/') + 1, name))
			return true;
	}
	return false;
}

/* The shell of a script may not be on this machine. */
static void check_shells(struct search *s)
{
	char path[PATH_MAX], interpreter[INTERPRETER_MAX];
	size_t i;

	for (i = 0; i < s->bundle->nr; i++) {
		if (bundle_path(s->bundle, &s->bundle->tests[i], path))
			return;
		if (program_kind(path, interpreter) == PROGRAM_SCRIPT &&
		    !has_command(s->deps, interpreter))
			set_lacks(&s->bundle->tests[i],
			     "needs %s, which is not on this machine: install it",
				  interpreter);
	}
}

static void note_lack(void *ctx, const char *program, const char *library)
{
	const struct bundle *b = ctx;
	const size_t length = strlen(b->dir);

	if (!strncmp(program, b->dir, length) && program[length] == '/')
		set_lacks(bundle_test_of(b, program + length + 1),
			  "needs %s, which is not on this machine: install it",
			  library);
}

static int find_rest(struct search *s)
{
	struct bundle_deps *d = s->deps;
	size_t i;
	int ret;

	ret = commands_find(&d->commands, &s->scripts);
	for (i = 0; i < d->commands.nr && !ret; i++)
		ret = paths_add(&s->programs, d->commands.path[i],
				strlen(d->commands.path[i]));
	if (ret)
		return ret;
	check_shells(s);
	return libraries_find(&d->libraries, &s->programs, note_lack,
			      s->bundle);
}

/* A test whose program is missing would end without a result. */
static int check_programs(const struct bundle *b)
{
	const struct bundle_test *first = NULL;
	char path[PATH_MAX], more[32] = "";
	size_t i, missing = 0;

	for (i = 0; i < b->nr; i++) {
		if (!*b->tests[i].collection)
			continue;
		if (bundle_path(b, &b->tests[i], path))
			return -ENAMETOOLONG;
		if (path_is_file(path))
			continue;
		if (!missing++)
			first = &b->tests[i];
	}
	if (!first)
		return 0;
	if (missing > 1)
		snprintf(more, sizeof(more), ", nor %zu more", missing - 1);
	msg_error("%s/" BUNDLE_LIST ":%d: there is no %s/%s%s: install the bundle again, take the line out, or choose others with --contract",
		  b->dir, first->line, first->collection, first->program,
		  more);
	return -ENOENT;
}

int bundle_deps_find(struct bundle_deps *d, struct bundle *b)
{
	struct search s = { .deps = d, .bundle = b };
	int ret;

	memset(d, 0, sizeof(*d));
	ret = check_programs(b);
	if (!ret)
		ret = tree_list_all(b->dir, &d->files);
	if (ret)
		return ret;
	ret = classify_all(&s);
	if (!ret)
		ret = find_rest(&s);
	paths_free(&s.programs);
	paths_free(&s.scripts);
	return ret;
}

void bundle_deps_free(struct bundle_deps *d)
{
	tree_list_free(&d->files);
	paths_free(&d->commands);
	paths_free(&d->libraries);
}
