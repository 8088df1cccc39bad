// SPDX-License-Identifier: GPL-2.0
/*
 * A copy of a kernel tree, kept up to date.
 *
 * git lists the files of the tree, rsync copies them. rsync --checksum reads
 * all of both trees and looks every path up: 7 s of processor time for the
 * 78,000 files of an unchanged kernel, against 0.5 s for lstat(). So rsync is
 * given only those of which lstat() differs from the last time. It also leaves
 * the files alone that build_install() changes in the copy.
 *
 * "files" holds a record for each file: path, DATA, and what lstat() filled in.
 * Whatever changes a file changes its ctime.
 */
#include "build/tree.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "base/tool.h"
#include "build/tree_list.h"

/* Between a path and its data: no path has it. Nothing follows in doubt. */
#define DATA "//"

/*
 * struct sync - a tree, and its copy as it was left
 * @paths: what is a file or symbolic link in the tree
 * @text: their records, @size bytes, each ended by a NUL
 * @now: the same, sorted
 * @then: the records of what is in the copy
 * @changed: the copy is no longer what it was
 */
struct sync {
	const struct tree *t;
	char src[PATH_MAX], files[PATH_MAX], id[PATH_MAX];
	struct tree_list paths, now, then;
	char *text;
	size_t size;
	bool changed;
};

static long long nanoseconds(const struct timespec *t)
{
	return t->tv_sec * 1000000000LL + t->tv_nsec;
}

/* git also lists what was deleted, and submodules, which are directories. */
static bool print_record(const struct tree *t, const char *path, FILE *out)
{
	char full[PATH_MAX];
	struct stat st;

	if (path_format(full, "%s/%s", t->from, path) || lstat(full, &st) ||
	    (!S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode)))
		return false;
	/* In our own trees, linking changes the ctime. */
	fprintf(out, "%s" DATA "%o %lld %lld %lld", path, st.st_mode,
		(long long)st.st_size, nanoseconds(&st.st_mtim),
		t->owned ? nanoseconds(&st.st_ctim) : 0);
	fputc('\0', out);
	return true;
}

static int read_tree(struct sync *s)
{
	struct tree_list *l = &s->paths;
	FILE *out;
	size_t nr = 0;
	int ret;

	ret = s->t->owned ? tree_list_source(s->t->from, l) :
			    tree_list_all(s->t->from, l);
	if (ret)
		return ret;
	out = open_memstream(&s->text, &s->size);
	if (!out)
		return -ENOMEM;
	for (size_t i = 0; i < l->nr; i++) {
		if (print_record(s->t, l->path[i], out))
			l->path[nr++] = l->path[i];
		else
			free(l->path[i]);
	}
	l->nr = nr;
	return fclose(out) ? -ENOMEM : tree_list_split(s->text, &s->now);
}

static size_t path_length(const char *record)
{
	const char *data = strstr(record, DATA);

	return data ? (size_t)(data - record) : strlen(record);
}

static void print_text(FILE *out, const char *before, const char *text,
		       size_t len, const char *after)
{
	fprintf(out, "%s%.*s%s", before, (int)len, text, after);
	fputc('\0', out);
}

/**
 * compare() - what the copy lacks, and has too much
 * @s: both
 * @records: receives the records of both, without data where they differ
 * @differ: receives the paths that are new or differ, as rsync reads them
 *
 * Return: whether anything differs.
 */
static bool compare(const struct sync *s, FILE *records, FILE *differ)
{
	const struct tree_list *now = &s->now, *then = &s->then;
	size_t i = 0, j = 0, len, nr = 0;
	const char *record;
	int order;

	for (; i < now->nr || j < then->nr; i += order <= 0, j += order >= 0) {
		order = i == now->nr ? 1 : j == then->nr ? -1 :
			strcmp(now->path[i], then->path[j]);
		record = order > 0 ? then->path[j] : now->path[i];
		len = order ? path_length(record) : strlen(record);
		print_text(records, "", record, len, order ? DATA : "");
		/* rsync would take "#name" for a comment, "./#name" not. */
		if (order < 0)
			print_text(differ, "./", record, len, "");
		nr += !!order;
	}
	return nr;
}

/* First, since a directory may have taken the place of a file. */
static int remove_gone(struct sync *s)
{
	char path[PATH_MAX];
	size_t len;
	int ret = 0;

	for (size_t i = 0; i < s->then.nr && !ret; i++) {
		len = path_length(s->then.path[i]);
		s->then.path[i][len] = '\0';
		if (!tree_list_has(&s->paths, s->then.path[i])) {
			ret = path_format(path, "%s/%s", s->src,
					  s->then.path[i]);
			if (!ret && !unlink(path))
				s->changed = true;
		}
	}
	return ret;
}

/* Our own trees never change: another name for each file will do. */
static int link_all(struct sync *s)
{
	const char * const argv[] = { "cp", "-al", s->t->from, s->src, NULL };
	struct tool t = { .argv = argv };
	int ret = tool_run(&t);

	ret = tool_check(&t, ret, "%s: cannot link it to %s", s->t->from,
			 s->src);
	tool_free(&t);
	return ret;
}

/*
 * A copy that is new has the times of the tree; later, what changed gets the
 * present time. rsync lists each file, link and mode that it changes.
 */
static int run_rsync(struct sync *s, const char *list, bool first)
{
	char from[PATH_MAX + 2];
	const char * const argv[] = {
		"rsync", first ? "--times" : "--checksum", "--links",
		"--executability", "--from0", "--files-from", list,
		"--no-implied-dirs", "--ignore-missing-args", "--force",
		"--out-format=%i %n", from, s->src, NULL
	};
	struct tool t = { .argv = argv };
	int ret;

	snprintf(from, sizeof(from), "%s/", s->t->from);
	ret = tool_run(&t);
	ret = tool_check(&t, ret, "%s: cannot copy it to %s", s->t->from,
			 s->src);
	s->changed |= t.out && *t.out;
	tool_free(&t);
	return ret;
}

static int copy(struct sync *s, const char *paths, size_t size)
{
	const bool first = !path_is_dir(s->src);
	char list[PATH_MAX];
	int ret;

	s->changed |= first;
	if (first && !s->t->owned)
		return link_all(s);
	ret = path_format(list, "%s/differ", s->t->work);
	if (!ret)
		ret = file_replace(list, paths, size);
	if (!ret)
		ret = run_rsync(s, list, first);
	unlink(list);
	return ret;
}

/*
 * Meanwhile "files" names the old and the new, without data for what is being
 * changed, and there is no id: whenever we are killed, the next run knows what
 * to look at. The id is made of the records at the time of the last change.
 */
static int update(struct sync *s, const char *records, size_t size,
		  const char *differ, size_t differ_size, char *id)
{
	int ret = file_replace(s->files, records, size);

	if (!ret) {
		unlink(s->id);
		ret = remove_gone(s);
	}
	if (!ret && differ_size)
		ret = copy(s, differ, differ_size);
	if (!ret && (s->changed || !*id))
		ret = digest_text(s->text, s->size, id);
	if (!ret)
		ret = file_replace(s->files, s->text, s->size);
	return ret ? ret : file_write(s->id, id);
}

static int compare_and_update(struct sync *s, char *id)
{
	char *records = NULL, *differ = NULL;
	size_t size = 0, differ_size = 0;
	FILE *r = open_memstream(&records, &size);
	FILE *d = open_memstream(&differ, &differ_size);
	int ret = r && d ? 0 : -ENOMEM;
	bool differs = !ret && compare(s, r, d);

	if (r && fclose(r))
		ret = -ENOMEM;
	if (d && fclose(d))
		ret = -ENOMEM;
	if (!ret && (differs || !*id))
		ret = update(s, records, size, differ, differ_size, id);
	free(records);
	free(differ);
	return ret;
}

static int open_copy(struct sync *s, char id[DIGEST_SIZE])
{
	char *text;
	int ret;

	ret = path_format(s->src, "%s/src", s->t->work);
	if (!ret)
		ret = path_format(s->files, "%s/files", s->t->work);
	if (!ret)
		ret = path_format(s->id, "%s/id", s->t->work);
	id[0] = '\0';
	if (ret || !path_is_dir(s->src))
		return ret;
	if (!file_read(s->id, &text, NULL)) {
		snprintf(id, DIGEST_SIZE, "%s", text);
		free(text);
	}
	if (!file_read(s->files, &text, NULL)) {
		ret = tree_list_split(text, &s->then);
		free(text);
	}
	return ret;
}

int tree_sync(const struct tree *t, char id[DIGEST_SIZE])
{
	struct sync s = { .t = t };
	int ret;

	ret = open_copy(&s, id);
	if (!ret)
		ret = read_tree(&s);
	if (!ret)
		ret = compare_and_update(&s, id);
	free(s.text);
	tree_list_free(&s.paths);
	tree_list_free(&s.now);
	tree_list_free(&s.then);
	return ret;
}
