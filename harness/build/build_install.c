// SPDX-License-Identifier: GPL-2.0
/* What is put into a kernel's source before it is built. */
#include "build/build_install.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/locate.h"
#include "base/msg.h"
#include "base/tool.h"
#include "build/tree_list.h"

#define MADE_OF_MAX 8

/*
 * Programs that are run with the source as their argument, and what they are
 * made of: files, and directories with all in them. Paths are seen from the
 * directory above kernels/. A program touches only what it has to change, and
 * replaces what was there before, never writes into it: other kernels may be
 * built from the same files. What it puts there lies in a directory of its own.
 */
static const struct addition {
	const char *program;
	const char *into;
	const char *made_of[MADE_OF_MAX];
} additions[] = {
	{ "kunit/install", "lib/pincer/",
	  { "kunit", "selftests/model/history.c", "selftests/model/history.h",
	    "selftests/model/history_commits.h" } },
	{ .program = NULL }
};

static int above_kernels(char path[PATH_MAX], const char *name)
{
	char kernels[PATH_MAX];

	locate_kernels(kernels);
	return path_format(path, "%s/../%s", kernels, name);
}

int build_install(const char *name, const char *src)
{
	char program[PATH_MAX];
	const char * const argv[] = { program, src, NULL };
	struct tool t = { .argv = argv };
	int ret = 0;

	for (const struct addition *a = additions; a->program && !ret; a++) {
		ret = above_kernels(program, a->program);
		if (!ret)
			ret = tool_check(&t, tool_run(&t), "%s: %s failed",
					 name, program);
		tool_free(&t);
	}
	return ret;
}

const char *build_install_blame(const char *complaint)
{
	for (const struct addition *a = additions; a->program; a++)
		if (strstr(complaint, a->into))
			return a->program;
	return NULL;
}

static int identify_file(const char *path, FILE *out)
{
	char *text;
	size_t size;
	int ret = file_need(path, &text, &size);

	if (ret)
		return ret;
	fprintf(out, "%s %zu\n", strrchr(path, '/') + 1, size);
	fwrite(text, 1, size, out);
	free(text);
	return 0;
}

static int identify_dir(const char *dir, FILE *out)
{
	char path[PATH_MAX];
	struct tree_list l;
	int ret = tree_list_all(dir, &l);

	for (size_t i = 0; i < l.nr && !ret; i++) {
		ret = path_format(path, "%s/%s", dir, l.path[i]);
		if (!ret)
			ret = identify_file(path, out);
	}
	tree_list_free(&l);
	return ret;
}

int build_install_identify(FILE *out)
{
	char path[PATH_MAX];
	int ret = 0;

	for (const struct addition *a = additions; a->program && !ret; a++) {
		for (int i = 0; i < MADE_OF_MAX && a->made_of[i] && !ret; i++) {
			ret = above_kernels(path, a->made_of[i]);
			if (!ret)
				ret = path_is_dir(path) ?
					identify_dir(path, out) :
					identify_file(path, out);
		}
	}
	return ret;
}
