// SPDX-License-Identifier: GPL-2.0
/* What git says of a kernel tree. */
#include "build/git.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"

int git_run(const char *dir, const char *const *argv, struct tool *t)
{
	static const char * const env[] = {
		/* git would refresh its index, and the tree is not ours. */
		"GIT_OPTIONAL_LOCKS=0",
		/* says() reads its messages. */
		"LC_ALL=C", NULL
	};

	*t = (struct tool){ .argv = argv, .dir = dir, .env = env };
	return tool_run(t);
}

static bool says(const struct tool *t, const char *text)
{
	return t->err && strstr(t->err, text);
}

int git_failed(const char *dir, const struct tool *t)
{
	char why[256];

	tool_error_line(t, why, sizeof(why));
	msg_error("%s: git does not read its .git: %s; mend what `git -C %s fsck` or `git -C %s status` complains of, or name a copy without .git",
		  dir, why, dir, dir);
	return -EIO;
}

int git_ask(const char *dir, const char *const *argv)
{
	struct tool t;
	int ret = git_run(dir, argv, &t);

	if (ret > 1)
		ret = git_failed(dir, &t);
	else if (ret >= 0)
		ret = !ret;
	tool_free(&t);
	return ret;
}

static bool has_dot_git(const char *dir)
{
	char path[PATH_MAX];

	return !path_format(path, "%s/.git", dir) && !access(path, F_OK);
}

int git_tracks(const char *dir)
{
	static const char * const argv[] = {
		"git", "ls-files", "--error-unmatch", "Makefile", NULL
	};
	struct tool t;
	int ret = git_run(dir, argv, &t);

	/* Of a damaged .git, too, git says that it is no repository. */
	if (ret > 1 && says(&t, "not a git repository") && !has_dot_git(dir))
		ret = 0;
	else if (ret > 1)
		ret = git_failed(dir, &t);
	else if (ret >= 0)
		ret = !ret;
	tool_free(&t);
	return ret;
}

int git_has_commits(const char *dir)
{
	static const char * const argv[] = {
		"git", "log", "-n", "1", "--format=%H", NULL
	};
	struct tool t;
	int ret = git_run(dir, argv, &t);

	if (ret > 0 && says(&t, "does not have any commits yet"))
		ret = 0;
	else if (ret > 0)
		ret = git_failed(dir, &t);
	else if (!ret)
		ret = 1;
	tool_free(&t);
	return ret;
}
