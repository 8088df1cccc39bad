// SPDX-License-Identifier: GPL-2.0
/* Which files of a kernel tree are its source: git knows. */
#include "build/tree_list.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "base/tool.h"
#include "build/git.h"

static int add(struct tree_list *l, const char *path, size_t len)
{
	char **more;

	/* Room doubles whenever a power of two is reached. */
	if (!(l->nr & (l->nr - 1))) {
		more = reallocarray(l->path, l->nr ? 2 * l->nr : 1,
				    sizeof(*more));
		if (!more)
			return -ENOMEM;
		l->path = more;
	}
	l->path[l->nr] = strndup(path, len);
	return l->path[l->nr++] ? 0 : -ENOMEM;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort(struct tree_list *l)
{
	size_t nr = 0;

	if (!l->nr)
		return;
	qsort(l->path, l->nr, sizeof(*l->path), by_name);
	for (size_t i = 1; i < l->nr; i++) {
		if (!strcmp(l->path[nr], l->path[i]))
			free(l->path[i]);
		else
			l->path[++nr] = l->path[i];
	}
	l->nr = nr + 1;
}

int tree_list_split(const char *text, struct tree_list *l)
{
	size_t len;
	int ret = 0;

	for (; *text && !ret; text += len + 1) {
		len = strlen(text);
		ret = add(l, text, len);
	}
	sort(l);
	return ret;
}

bool tree_list_has(const struct tree_list *l, const char *path)
{
	return l->nr && bsearch(&path, l->path, l->nr, sizeof(*l->path),
				by_name);
}

static int ask(const char *dir, const char *const *argv, struct tree_list *l)
{
	struct tool t;
	int ret;

	ret = git_run(dir, argv, &t);
	ret = tool_check(&t, ret, "%s: git cannot list its files", dir);
	if (!ret && t.out)
		ret = tree_list_split(t.out, l);
	tool_free(&t);
	return ret;
}

static int list_tracked(const char *dir, struct tree_list *l)
{
	static const char * const argv[] = {
		"git", "ls-files", "-z", "-c", "-o", "--exclude-standard", NULL
	};

	return ask(dir, argv, l);
}

/* What a build leaves, where no .gitignore says so. */
#define LEFTOVERS \
	"-x", "*.o", "-x", "*.a", "-x", "*.ko", "-x", "*.mod", \
	"-x", "*.mod.c", "-x", "*.cmd", "-x", "*.order", "-x", "*.symvers", \
	"-x", "*.so", "-x", "*.so.dbg", "-x", "/.config*", "-x", "/vmlinux*", \
	"-x", "/System.map", "-x", "/include/config/", \
	"-x", "/include/generated/", "-x", "/arch/*/include/generated/", \
	"-x", "/scripts/basic/fixdep", "-x", ".git"

/*
 * The .gitignore that comes with a packaged source may be for the packager's
 * repository and ignore all there is.
 */
static int list_untracked(const char *dir, const char *git_dir,
			  struct tree_list *l)
{
	const char * const ignoring[] = {
		"git", git_dir, "--work-tree=.", "ls-files", "-z", "-o",
		"--exclude-per-directory=.gitignore", LEFTOVERS, NULL
	};
	const char * const all[] = {
		"git", git_dir, "--work-tree=.", "ls-files", "-z", "-o",
		LEFTOVERS, NULL
	};
	int ret = ask(dir, ignoring, l);

	if (ret || tree_list_has(l, "Makefile"))
		return ret;
	tree_list_free(l);
	return ask(dir, all, l);
}

/* An empty repository elsewhere lets git look at any directory. */
static int list_plain(const char *dir, struct tree_list *l)
{
	char empty[] = "/tmp/pincer-git-XXXXXX", git_dir[64];
	const char * const init[] = { "git", "init", "-q", "--bare", empty,
				      NULL };
	struct tool t;
	int ret;

	if (!mkdtemp(empty)) {
		ret = -errno;
		msg_error("%s: %s", empty, strerror(-ret));
		return ret;
	}
	snprintf(git_dir, sizeof(git_dir), "--git-dir=%s", empty);
	ret = git_run("/", init, &t);
	tool_free(&t);
	if (!ret)
		ret = list_untracked(dir, git_dir, l);
	else if (ret > 0)
		ret = -EIO;
	tree_remove(empty);
	return ret;
}

int tree_list_source(const char *dir, struct tree_list *l)
{
	int ret;

	memset(l, 0, sizeof(*l));
	ret = git_tracks(dir);
	if (ret < 0)
		return ret;
	return ret ? list_tracked(dir, l) : list_plain(dir, l);
}

int tree_list_all(const char *dir, struct tree_list *l)
{
	char *const roots[] = { (char *)dir, NULL };
	const size_t skip = strlen(dir) + 1;
	FTSENT *e;
	int ret = 0;
	FTS *fts;

	memset(l, 0, sizeof(*l));
	fts = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	if (!fts)
		return -errno;
	while (!ret && (e = fts_read(fts))) {
		if (e->fts_info == FTS_F || e->fts_info == FTS_SL)
			ret = add(l, e->fts_path + skip,
				  e->fts_pathlen - skip);
		else if (e->fts_info == FTS_ERR || e->fts_info == FTS_DNR)
			ret = -e->fts_errno;
	}
	if (ret)
		msg_error("%s: cannot list its files: %s", dir,
			  strerror(-ret));
	fts_close(fts);
	sort(l);
	return ret;
}

void tree_list_free(struct tree_list *l)
{
	while (l->nr)
		free(l->path[--l->nr]);
	free(l->path);
	l->path = NULL;
}
