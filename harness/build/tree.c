// SPDX-License-Identifier: GPL-2.0
/*
 * A copy of a kernel tree, kept up to date.
 *
 * What each file was when it was copied is remembered in "manifest": records
 * of five numbers and the path, each ended by a NUL. Whatever changes a file
 * changes its ctime, so what has not changed need not be read.
 */
#include "build/tree.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "build/tree_file.h"
#include "build/tree_list.h"

/* struct machine - what is remembered of a file; all 0 when it is in doubt */
struct machine {
	unsigned int mode;
	long long size, mtime, ctime;	/* of the tree's */
	long long stamp;		/* of the copy: when it was written */
};

/* struct file - one of them */
struct file {
	const char *path;
	struct machine f;
};

/* struct manifest - all of them, sorted by path */
struct manifest {
	char *text;
	struct file *file;
	size_t nr;
};

static long long nanoseconds(const struct timespec *t)
{
	return t->tv_sec * 1000000000LL + t->tv_nsec;
}

static int load(const char *path, struct manifest *m)
{
	const char *at;
	size_t size, room = 0;
	int ret, n;

	memset(m, 0, sizeof(*m));
	ret = file_read(path, &m->text, &size);
	if (ret)
		return ret == -ENOENT ? 0 : ret;
	for (at = m->text; at < m->text + size; at += strlen(at) + 1)
		room++;
	m->file = calloc(room + 1, sizeof(*m->file));
	if (!m->file)
		return -ENOMEM;
	for (at = m->text; at < m->text + size; at += strlen(at) + 1) {
		struct machine *f = &m->file[m->nr].f;

		if (sscanf(at, "%o %lld %lld %lld %lld %n", &f->mode, &f->size,
			   &f->mtime, &f->ctime, &f->stamp, &n) == 5)
			m->file[m->nr++].path = at + n;
	}
	return 0;
}

static void drop(struct manifest *m)
{
	free(m->file);
	free(m->text);
}

static void record(FILE *out, const char *path, const struct machine *f)
{
	fprintf(out, "%o %lld %lld %lld %lld %s", f->mode, f->size, f->mtime,
		f->ctime, f->stamp, path);
	fputc('\0', out);
}

/* What is there now; what git names and is not there was removed. */
static int look(const struct tree *t, const struct tree_list *l,
		struct manifest *m)
{
	char path[PATH_MAX];
	struct stat st;

	memset(m, 0, sizeof(*m));
	m->file = calloc(l->nr + 1, sizeof(*m->file));
	if (!m->file)
		return -ENOMEM;
	for (size_t i = 0; i < l->nr; i++) {
		if (path_format(path, "%s/%s", t->from, l->path[i]) ||
		    lstat(path, &st) ||
		    (!S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode)))
			continue;
		m->file[m->nr++] = (struct file){
			.path = l->path[i],
			.f = { .mode = st.st_mode, .size = st.st_size,
			       .mtime = nanoseconds(&st.st_mtim),
			       /* Of ours, only the links to it change. */
			       .ctime = t->owned ?
					nanoseconds(&st.st_ctim) : 0, },
		};
	}
	return 0;
}

/* Takes over the stamp of a file that has not changed. */
static bool unchanged(struct file *now, const struct file *then)
{
	if (now->f.mode != then->f.mode || now->f.size != then->f.size ||
	    now->f.mtime != then->f.mtime || now->f.ctime != then->f.ctime)
		return false;
	now->f.stamp = then->f.stamp;
	return true;
}

/**
 * compare() - what must be done
 * @now: what is there; the stamp of what did not change is filled in
 * @then: what was there
 * @both: receives records for all of them, in doubt what must be done
 *
 * Return: how many of them are in doubt.
 */
static size_t compare(struct manifest *now, const struct manifest *then,
		      FILE *both)
{
	static const struct machine doubt;
	size_t i = 0, j = 0, nr = 0;
	int order;

	while (i < now->nr || j < then->nr) {
		order = i == now->nr ? 1 : j == then->nr ? -1 :
			strcmp(now->file[i].path, then->file[j].path);
		if (!order && unchanged(&now->file[i], &then->file[j])) {
			record(both, now->file[i].path, &now->file[i].f);
		} else {
			record(both, order > 0 ? then->file[j].path :
			       now->file[i].path, &doubt);
			nr++;
		}
		i += order <= 0;
		j += order >= 0;
	}
	return nr;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path,
		      ((const struct file *)b)->path);
}

/* First, since a directory may have taken the place of a file. */
static void remove_gone(const struct tree *t, const struct manifest *now,
			const struct manifest *then)
{
	char path[PATH_MAX];

	for (size_t i = 0; i < then->nr; i++) {
		if (!bsearch(&then->file[i], now->file, now->nr,
			     sizeof(*now->file), by_path) &&
		    !path_format(path, "%s/src/%s", t->work,
				 then->file[i].path))
			unlink(path);
	}
}

/* Another name will do for what nobody changes; see build_install.c. */
static bool may_link(const struct tree *t, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	return !t->owned && strcmp(name, "Kconfig") && strcmp(name, "Makefile");
}

static int put_changed(const struct tree *t, struct manifest *now, bool first)
{
	char from[PATH_MAX], to[PATH_MAX];
	struct stat st;
	int ret = 0;

	for (size_t i = 0; i < now->nr && !ret; i++) {
		if (now->file[i].f.stamp)
			continue;
		ret = path_format(from, "%s/%s", t->from, now->file[i].path);
		if (!ret)
			ret = path_format(to, "%s/src/%s", t->work,
					  now->file[i].path);
		if (!ret)
			ret = tree_file_put(from, &st, to,
					    may_link(t, now->file[i].path),
					    first);
		if (!ret)
			now->file[i].f.stamp = nanoseconds(&st.st_mtim);
	}
	return ret;
}

/*
 * In between, the manifest names the old and the new, in doubt what is being
 * changed: whenever we are killed, the next run knows what to look at.
 */
static int update(const struct tree *t, const char *path, struct manifest *now,
		  const struct manifest *then)
{
	char *text = NULL;
	size_t size = 0, doubtful;
	FILE *f = open_memstream(&text, &size);
	int ret = 0;

	if (!f)
		return -ENOMEM;
	doubtful = compare(now, then, f);
	fclose(f);
	if (doubtful) {
		ret = file_replace(path, text, size);
		if (!ret) {
			remove_gone(t, now, then);
			ret = put_changed(t, now, !then->nr);
		}
	}
	free(text);
	return ret;
}

static int finish(const char *path, const struct manifest *now, char *id)
{
	char *text = NULL, *content = NULL;
	size_t size = 0, content_size = 0;
	FILE *f = open_memstream(&text, &size);
	FILE *c = open_memstream(&content, &content_size);
	int ret = f && c ? 0 : -ENOMEM;

	for (size_t i = 0; i < now->nr && !ret; i++) {
		const struct file *n = &now->file[i];

		record(f, n->path, &n->f);
		fprintf(c, "%s %o %lld %lld\n", n->path, n->f.mode & 0100,
			n->f.size, n->f.stamp);
	}
	if (f)
		fclose(f);
	if (c)
		fclose(c);
	if (!ret)
		ret = file_replace(path, text, size);
	if (!ret && id)
		ret = digest_text(content, content_size, id);
	free(text);
	free(content);
	return ret;
}

int tree_sync(const struct tree *t, char id[DIGEST_SIZE])
{
	struct manifest now = { 0 }, then = { 0 };
	struct tree_list l = { 0 };
	char path[PATH_MAX];
	int ret;

	ret = path_format(path, "%s/manifest", t->work);
	if (!ret)
		ret = t->owned ? tree_list_source(t->from, &l) :
				 tree_list_all(t->from, &l);
	if (!ret)
		ret = load(path, &then);
	if (!ret)
		ret = look(t, &l, &now);
	if (!ret)
		ret = update(t, path, &now, &then);
	if (!ret)
		ret = finish(path, &now, id);
	drop(&then);
	drop(&now);
	tree_list_free(&l);
	return ret;
}
