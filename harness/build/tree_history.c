// SPDX-License-Identifier: GPL-2.0
/* Which commits of the history a git tree has. */
#include "build/tree_history.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/tool.h"
#include "build/git.h"
#include "model/array_size.h"

#define ID_DIGITS 12
#define SHA_DIGITS 40
/* Between commits; no message has it. */
#define SEPARATOR "\x1e"
#define HEX "0123456789abcdef"

/* Without a tag to stop at, no more than this many commits are read. */
#define LOG_MAX "20000"

/* struct known - what git knows of each commit */
struct known {
	bool there[C_COUNT];	/* HEAD descends from it, or from a backport */
	bool gone[C_COUNT];	/* and it was reverted */
};

/* struct reverted - commits that later ones revert */
struct reverted {
	char (*sha)[SHA_DIGITS + 1];
	size_t nr;
};

static enum commit_id find_id(const char *sha)
{
	for (int i = C_NONE + 1; i < C_COUNT; i++)
		if (!strncmp(sha, history_commits[i].id, ID_DIGITS))
			return i;
	return C_NONE;
}

/* "6.12.117" is of the series v6.12, "7.3.0-rc7" is v7.3-rc7. */
static void base_tag(const char *version, char *buf, size_t size)
{
	const char *rc = strstr(version, "-rc");
	size_t len = strcspn(version, ".");

	len += version[len] == '.';
	len += strspn(version + len, "0123456789");
	snprintf(buf, size, "v%.*s%.8s", (int)len, version, rc ? rc : "");
}

/* Run git, which must succeed; its output is in @t, for tool_free(). */
static int git_output(const char *dir, const char *const *argv, struct tool *t)
{
	int ret = git_run(dir, argv, t);

	return ret > 0 ? git_failed(dir, t) : ret;
}

/* Mark the commits whose ids git lists when it is asked for all of them. */
static int mark(const char *dir, const char *const *options, int nr,
		const char *last, bool marks[C_COUNT])
{
	const char *argv[C_COUNT + 8] = { "git", "rev-list" };
	char *rest, *line;
	struct tool t;
	int n = 2, ret;

	for (int i = 0; i < nr; i++)
		argv[n++] = options[i];
	for (int i = C_NONE + 1; i < C_COUNT; i++)
		argv[n++] = history_commits[i].id;
	argv[n] = last;
	ret = git_output(dir, argv, &t);
	rest = t.out;
	while (!ret && (line = strsep(&rest, "\n")))
		marks[find_id(line)] = true;
	tool_free(&t);
	return ret;
}

/* Those that git has, without those that HEAD does not descend from. */
static int find_ancestors(const char *dir, struct known *k)
{
	static const char * const known[] = { "--ignore-missing", "--no-walk" };
	static const char * const beyond[] = { "--ignore-missing" };
	bool outside[C_COUNT] = { false };
	int ret;

	ret = mark(dir, known, 2, NULL, k->there);
	if (!ret)
		ret = mark(dir, beyond, 1, "^HEAD", outside);
	for (int i = C_NONE + 1; i < C_COUNT; i++)
		k->there[i] = k->there[i] && !outside[i];
	return ret;
}

/* The id in a line that names an upstream commit, or NULL. */
static const char *upstream_id(const char *line)
{
	static const char * const forms[][2] = {
		{ "commit ", " upstream" },
		{ "[ Upstream commit ", " ]" },
		{ "(cherry picked from commit ", ")" },
	};
	size_t len, i;

	line += strspn(line, " \t");
	for (i = 0; i < ARRAY_SIZE(forms); i++) {
		len = strlen(forms[i][0]);
		if (strncmp(line, forms[i][0], len))
			continue;
		if (strspn(line + len, HEX) >= ID_DIGITS &&
		    !strncmp(line + len + strspn(line + len, HEX),
			     forms[i][1], strlen(forms[i][1])))
			return line + len;
	}
	return NULL;
}

static bool was_reverted(const struct reverted *r, const char *sha)
{
	for (size_t i = 0; i < r->nr; i++)
		if (!strncmp(r->sha[i], sha, strlen(r->sha[i])))
			return true;
	return false;
}

static int add_reverted(struct reverted *r, const char *sha)
{
	size_t len = strspn(sha, HEX);
	void *more;

	if (len < ID_DIGITS)
		return 0;
	more = grow_array(r->sha, r->nr, sizeof(*r->sha));
	if (!more)
		return -ENOMEM;
	r->sha = more;
	snprintf(r->sha[r->nr++], sizeof(*r->sha), "%.*s", (int)len, sha);
	return 0;
}

/*
 * One commit: its id, then its message. Later commits come first, so what
 * reverts it has been seen.
 */
static int take_commit(char *text, struct reverted *r, struct known *k)
{
	static const char reverts[] = "This reverts commit ";
	char *sha = strsep(&text, "\n"), *line;
	const char *id;
	int ret = 0;

	if (was_reverted(r, sha))
		return 0;
	while (!ret && (line = strsep(&text, "\n"))) {
		id = upstream_id(line);
		if (id && !was_reverted(r, id))
			k->there[find_id(id)] = true;
		if (strncmp(line, reverts, strlen(reverts)))
			continue;
		line += strlen(reverts);
		ret = add_reverted(r, line);
		/* One of the history takes its target away by itself. */
		if (!find_id(sha))
			k->gone[find_id(line)] = true;
	}
	return ret;
}

static int read_log(const char *dir, const char *range, struct known *k)
{
	const char * const argv[] = {
		"git", "log", "--format=" SEPARATOR "%H%n%B", "-n",
		strstr(range, "..") ? "-1" : LOG_MAX, range, NULL
	};
	struct reverted r = { .nr = 0 };
	char *rest, *commit;
	struct tool t;
	int ret;

	ret = git_output(dir, argv, &t);
	rest = t.out;
	while (!ret && (commit = strsep(&rest, SEPARATOR)))
		if (*commit)
			ret = take_commit(commit, &r, k);
	tool_free(&t);
	free(r.sha);
	return ret;
}

/* Return: 1 when HEAD descends from a tag, 0 when not, or a negative errno. */
static int descends_from(const char *dir, const char *tag)
{
	char ref[64];
	const char * const is_there[] = {
		"git", "show-ref", "-q", "--verify", ref, NULL
	};
	const char * const is_ancestor[] = {
		"git", "merge-base", "--is-ancestor", ref, "HEAD", NULL
	};
	int ret;

	snprintf(ref, sizeof(ref), "refs/tags/%s", tag);
	ret = git_ask(dir, is_there);
	return ret > 0 ? git_ask(dir, is_ancestor) : ret;
}

/* Corrects @h by what git knows; @complete: HEAD descends from @tag. */
static int correct(const char *dir, const char *tag, bool complete,
		   struct history *h)
{
	struct known k = { { false }, { false } };
	char range[48];
	int ret;

	snprintf(range, sizeof(range), "%s%sHEAD", complete ? tag : "",
		 complete ? ".." : "");
	ret = find_ancestors(dir, &k);
	if (!ret)
		ret = read_log(dir, range, &k);
	if (ret)
		return ret;
	/* The tag is as good as its number; what came then, git knows. */
	if (complete)
		history_from_version(h, tag + 1);
	for (int i = C_NONE + 1; i < C_COUNT; i++)
		h->has[i] = (h->has[i] || k.there[i]) && !k.gone[i];
	return 0;
}

int tree_history(const char *dir, const char *version, struct history *h,
		 char *from, size_t size)
{
	char tag[32];
	int ret, complete;

	base_tag(version, tag, sizeof(tag));
	snprintf(from, size, "version %s of its Makefile", version);
	ret = git_tracks(dir);
	if (ret > 0)
		ret = git_has_commits(dir);
	/* A tree without a commit has nothing to tell. */
	if (ret <= 0)
		return ret;
	complete = descends_from(dir, tag);
	ret = complete < 0 ? complete : correct(dir, tag, complete, h);
	if (ret)
		return ret;
	if (complete)
		snprintf(from, size, "git: what HEAD descends from, and upstream commits named since %s",
			 tag);
	else
		snprintf(from, size, "version %s of its Makefile, and what git knows besides",
			 version);
	return 0;
}
