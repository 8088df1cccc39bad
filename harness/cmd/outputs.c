// SPDX-License-Identifier: GPL-2.0
/* The files that a run writes into results/. */
#include "cmd/outputs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "cmd/cmd.h"

#define CONSOLES "results/console/"
#define UPSTREAM_LOGS "results/upstream/"

/* A directory that can be written to; @option is what else could be done. */
static int check_dir(const char *dir, const char *option)
{
	if (!access(dir, W_OK | X_OK))
		return 0;
	msg_error("%s: results cannot be written there: %s; %s", dir,
		  strerror(errno), option);
	return STATUS_USAGE;
}

int outputs_check(const char *json)
{
	char dir[PATH_MAX];
	struct stat st;
	int ret;

	ret = dirs_make("results");
	if (!ret)
		ret = check_dir("results", "run it where you may write");
	if (ret || !json)
		return ret;
	if (!strcmp(json, "-")) {
		msg_error("run: --json takes the name of a file: stdout is for the matrix, and "
			  RESULTS_LATEST " is always written");
		return STATUS_USAGE;
	}
	if (!lstat(json, &st) && !S_ISREG(st.st_mode)) {
		msg_error("%s: is no regular file; name another with --json",
			  json);
		return STATUS_USAGE;
	}
	path_dirname(json, dir);
	return check_dir(dir, "name another file with --json");
}

/* One file after the other; those that are not there are left out. */
static int join_files(const struct share *s, const char *file, FILE *out)
{
	char from[PATH_MAX], *text;
	size_t i, size;
	int ret;

	for (i = 0; i < s->nr; i++) {
		ret = path_format(from, "%s/%s", s->jobs[i].dir, file);
		if (ret)
			return ret;
		if (!path_is_file(from))
			continue;
		ret = file_read(from, &text, &size);
		if (ret)
			return ret;
		if (fwrite(text, 1, size, out) != size)
			ret = -errno;
		free(text);
		if (ret)
			return ret;
	}
	return 0;
}

/* Whether any of a kernel's guests has left such a file. */
static bool any_left(const struct share *s, const char *file)
{
	char path[PATH_MAX];
	size_t i;

	for (i = 0; i < s->nr; i++) {
		if (!path_format(path, "%s/%s", s->jobs[i].dir, file) &&
		    path_is_file(path))
			return true;
	}
	return false;
}

/* Joins the files of one kernel's guests; sets @kept to the path, if any. */
static void keep_file(const struct share *s, const char *file, const char *below,
		      const struct result_kernel *k, char kept[PATH_MAX])
{
	char to[PATH_MAX], *c;
	FILE *out;
	int ret;

	if (!any_left(s, file) ||
	    path_format(to, "%s%s.txt", below, k->name))
		return;
	for (c = to + strlen(below); *c; c++)
		*c = *c == '/' ? '_' : *c;
	/* If that fails, the copying will say why. */
	mkdir(below, 0777);
	out = fopen(to, "we");
	ret = out ? join_files(s, file, out) : -errno;
	if (out && fclose(out) && !ret)
		ret = -errno;
	if (!ret)
		strcpy(kept, to);
	else
		msg_note("%s: its output cannot be kept in %s: %s", k->name, to,
			 strerror(-ret));
}

void outputs_keep(const struct share *s, struct result_kernel *k)
{
	keep_file(s, "console", CONSOLES, k, k->console);
	keep_file(s, "upstream", UPSTREAM_LOGS, k, k->upstream_log);
}
