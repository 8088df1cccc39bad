// SPDX-License-Identifier: GPL-2.0
/* What is put into a kernel's source before it is built. */
#include "build/build_install.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/locate.h"
#include "base/tool.h"

/*
 * Run with a source as its argument, it touches only what it has to change, and
 * replaces what was there before, never writes into it: other kernels may be
 * built from the same files. With --list it prints the files that it copies.
 */
#define PROGRAM "kunit/install"
/* Where it puts them in the source. */
#define INTO "lib/pincer/"

/* The path is seen from the directory above kernels/. */
static int find_program(char path[PATH_MAX])
{
	char kernels[PATH_MAX];

	locate_kernels(kernels);
	return path_format(path, "%s/../" PROGRAM, kernels);
}

int build_install(const char *name, const char *src)
{
	char program[PATH_MAX];
	const char *const argv[] = { program, src, NULL };
	struct tool t = { .argv = argv };
	int ret = find_program(program);

	if (!ret)
		ret = tool_check(&t, tool_run(&t), "%s: %s failed", name,
				 program);
	tool_free(&t);
	return ret;
}

const char *build_install_blame(const char *complaint)
{
	return strstr(complaint, INTO) ? PROGRAM : NULL;
}

static int identify_file(const char *path, FILE *out)
{
	char *text;
	size_t size;
	int ret = file_need(path, &text, &size);

	if (ret)
		return ret;
	fprintf(out, "%s %zu\n", path_name(path), size);
	fwrite(text, 1, size, out);
	free(text);
	return 0;
}

static int identify_listed(char *list, FILE *out)
{
	char *rest, *path;
	int ret = 0;

	for (path = strtok_r(list, "\n", &rest); path && !ret;
	     path = strtok_r(NULL, "\n", &rest))
		ret = identify_file(path, out);
	return ret;
}

int build_install_identify(FILE *out)
{
	char program[PATH_MAX];
	const char *const argv[] = { program, "--list", NULL };
	struct tool t = { .argv = argv };
	int ret = find_program(program);

	if (!ret)
		ret = tool_check(&t, tool_run(&t), "%s --list failed", program);
	if (!ret)
		ret = identify_file(program, out);
	if (!ret)
		ret = identify_listed(t.out, out);
	tool_free(&t);
	return ret;
}
