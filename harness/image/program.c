// SPDX-License-Identifier: GPL-2.0
/* What kind of program a file is, and which libraries it needs. */
#include "image/program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "base/tool.h"

enum program_kind program_kind(const char *path,
			       char interpreter[INTERPRETER_MAX])
{
	char head[256] = "", *rest = head + 2, *word;
	FILE *f = fopen(path, "re");
	size_t nr = 0;

	interpreter[0] = '\0';
	if (f) {
		nr = fread(head, 1, sizeof(head) - 1, f);
		fclose(f);
	}
	if (nr >= 4 && !memcmp(head, "\177ELF", 4))
		return PROGRAM_ELF;
	if (strncmp(head, "#!", 2))
		return PROGRAM_NONE;
	head[strcspn(head, "\n")] = '\0';
	while ((word = strsep(&rest, " \t\r"))) {
		/* env's own options are before the name. */
		if (!*word || *word == '-' || !strcmp(path_name(word), "env"))
			continue;
		snprintf(interpreter, INTERPRETER_MAX, "%s", path_name(word));
		break;
	}
	return PROGRAM_SCRIPT;
}

/*
 * What ldd says of one library: "\tlibc.so.6 => /lib/libc.so.6 (0x7f...)",
 * "\t/lib64/ld-linux-x86-64.so.2 (0x7f...)" of the loader, "\tlibx.so => not
 * found", and "\tlinux-vdso.so.1 (0x7f...)" of what is no file.
 */
static int parse_library(struct paths *found, const char *line, const char *program,
			 void (*lacks)(void *ctx, const char *program,
				       const char *library),
			 void *ctx)
{
	const char *arrow = strstr(line, " => "), *path = line;
	char name[128];

	if (arrow)
		path = arrow + 4;
	if (*path == '/')
		return paths_add(found, path, strcspn(path, " "));
	if (arrow && !strncmp(path, "not found", 9)) {
		snprintf(name, sizeof(name), "%.*s", (int)(arrow - line),
			 line);
		lacks(ctx, program, name);
	}
	return 0;
}

/* Of several programs ldd names each before what that one needs. */
static int parse_ldd(struct paths *found, char *text, const char *program,
		     void (*lacks)(void *ctx, const char *program,
				   const char *library),
		     void *ctx)
{
	char *line;
	int ret = 0;

	while (!ret && (line = strsep(&text, "\n"))) {
		if (*line == '\t') {
			ret = parse_library(found, line + 1, program, lacks, ctx);
		} else if (*line) {
			line[strlen(line) - 1] = '\0';
			program = line;
		}
	}
	return ret;
}

int libraries_find(struct paths *found, const struct paths *programs,
		   void (*lacks)(void *ctx, const char *program,
				 const char *library),
		   void *ctx)
{
	struct tool t = { .argv = NULL };
	const char **argv;
	int ret;

	if (!programs->nr)
		return 0;
	argv = calloc(programs->nr + 2, sizeof(*argv));
	if (!argv) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	argv[0] = "ldd";
	memcpy(argv + 1, programs->path, programs->nr * sizeof(*argv));
	t.argv = argv;
	/* ldd fails if a program is static. */
	ret = tool_run(&t);
	if (ret >= 0 && t.out)
		ret = parse_ldd(found, t.out, programs->path[0], lacks, ctx);
	tool_free(&t);
	free(argv);
	return ret > 0 ? 0 : ret;
}
