// SPDX-License-Identifier: GPL-2.0
/* The files that a run leaves. */
#include "outputs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"
#include "files.h"
#include "msg.h"

#define CONSOLES "results/console/"
#define SAID "results/upstream/"

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

static int copy_file(const char *from, const char *to)
{
	char *text;
	size_t size;
	FILE *out;
	int ret;

	ret = file_read(from, &text, &size);
	if (ret)
		return ret;
	out = fopen(to, "we");
	if (!out || fwrite(text, 1, size, out) != size)
		ret = -errno;
	if (out && fclose(out) && !ret)
		ret = -errno;
	free(text);
	return ret;
}

/* What one kernel's guests left in @dir; the path it has then, or "". */
static void keep(const char *dir, const char *file, const char *below,
		 const struct result_kernel *k, char kept[PATH_MAX])
{
	char from[PATH_MAX], to[PATH_MAX], *c;
	int ret;

	if (path_format(from, "%s/%s", dir, file) ||
	    path_format(to, "%s%s.txt", below, k->name))
		return;
	for (c = to + strlen(below); *c; c++)
		*c = *c == '/' ? '_' : *c;
	if (!path_is_file(from))
		return;
	/* If that fails, the copying will say why. */
	mkdir(below, 0777);
	ret = copy_file(from, to);
	if (!ret)
		strcpy(kept, to);
	else
		msg_note("%s: what it said cannot be kept in %s: %s", k->name,
			 to, strerror(-ret));
}

void outputs_keep(const char *dir, struct result_kernel *k)
{
	keep(dir, "console", CONSOLES, k, k->console);
	keep(dir, "upstream", SAID, k, k->said);
}
