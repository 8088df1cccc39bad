// SPDX-License-Identifier: GPL-2.0
/* What a program is, and what it needs beside it to be started. */
#include "program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "msg.h"
#include "tool.h"

static const char *base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

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
		if (!*word || *word == '-' || !strcmp(base(word), "env"))
			continue;
		snprintf(interpreter, INTERPRETER_MAX, "%s", base(word));
		break;
	}
	return PROGRAM_SCRIPT;
}

static int add(struct libraries *l, const char *path, size_t length)
{
	char **more;
	size_t i;

	for (i = 0; i < l->nr; i++) {
		if (!strncmp(l->path[i], path, length) && !l->path[i][length])
			return 0;
	}
	more = reallocarray(l->path, l->nr + 1, sizeof(*more));
	if (!more)
		return -ENOMEM;
	l->path = more;
	more[l->nr] = strndup(path, length);
	if (!more[l->nr])
		return -ENOMEM;
	l->nr++;
	return 0;
}

/*
 * What ldd says of one library: "\tlibc.so.6 => /lib/libc.so.6 (0x7f...)",
 * "\t/lib64/ld-linux-x86-64.so.2 (0x7f...)" of the loader, "\tlibx.so => not
 * found", and "\tlinux-vdso.so.1 (0x7f...)" of what is no file.
 */
static int take(struct libraries *l, const char *line, const char *program,
		void (*lacks)(void *ctx, const char *program,
			      const char *library),
		void *ctx)
{
	const char *arrow = strstr(line, " => "), *path = line;
	char name[128];

	if (arrow)
		path = arrow + 4;
	if (*path == '/')
		return add(l, path, strcspn(path, " "));
	if (arrow && !strncmp(path, "not found", 9)) {
		snprintf(name, sizeof(name), "%.*s", (int)(arrow - line),
			 line);
		lacks(ctx, program, name);
	}
	return 0;
}

int libraries_find(struct libraries *l, const char *const *programs, size_t nr,
		   void (*lacks)(void *ctx, const char *program,
				 const char *library),
		   void *ctx)
{
	const char *program = nr ? programs[0] : "";
	char *line, *rest;
	struct tool t = { .argv = NULL };
	const char **argv;
	int ret;

	memset(l, 0, sizeof(*l));
	argv = calloc(nr + 2, sizeof(*argv));
	if (!argv) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	argv[0] = "ldd";
	memcpy(argv + 1, programs, nr * sizeof(*argv));
	t.argv = argv;
	/* That some are static is a failure to ldd, but not to us. */
	ret = nr ? tool_run(&t) : 0;
	if (ret > 0)
		ret = 0;
	rest = t.out;
	/* Of several programs it names each before what that one needs. */
	while (!ret && (line = strsep(&rest, "\n"))) {
		if (*line == '\t') {
			ret = take(l, line + 1, program, lacks, ctx);
		} else if (*line) {
			line[strlen(line) - 1] = '\0';
			program = line;
		}
	}
	if (ret == -ENOMEM)
		msg_error("out of memory");
	tool_free(&t);
	free(argv);
	return ret;
}

void libraries_free(struct libraries *l)
{
	while (l->nr)
		free(l->path[--l->nr]);
	free(l->path);
	l->path = NULL;
}
