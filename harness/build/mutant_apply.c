// SPDX-License-Identifier: GPL-2.0
/* Puts mutants into the copy of a kernel's source. */
#include "build/mutant_apply.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/grow.h"
#include "base/locate.h"
#include "base/msg.h"
#include "build/mutant_patch.h"
#include "fetch/mutant_file.h"
#include "model/array_size.h"

/* Files of ours; what they are called in kernels/mutants/, and in a kernel. */
static const struct {
	const char *from, *to;
} ours[] = {
	{ "pincer_mutant.h", "include/linux/pincer_mutant.h" },
	{ "pincer_mutants.c", "mm/pincer_mutants.c" },
};

#define LIST "mm/pincer_mutant_list.h"
#define MAKEFILE "mm/Makefile"
#define MAKEFILE_LINE "obj-y += pincer_mutants.o\n"

/* struct names - paths in a kernel's source */
struct names {
	char **name;
	size_t nr;
};

static void free_names(struct names *n)
{
	while (n->nr)
		free(n->name[--n->nr]);
	free(n->name);
	n->name = NULL;
}

static bool has_name(const struct names *n, const char *name)
{
	for (size_t i = 0; i < n->nr; i++) {
		if (!strcmp(n->name[i], name))
			return true;
	}
	return false;
}

static int add_name(struct names *n, const char *name, size_t length)
{
	char *copy = strndup(name, length), **list;

	if (copy && has_name(n, copy)) {
		free(copy);
		return 0;
	}
	list = copy ? grow_array(n->name, n->nr, sizeof(*list)) : NULL;
	if (!list) {
		free(copy);
		return -ENOMEM;
	}
	n->name = list;
	n->name[n->nr++] = copy;
	return 0;
}

/* Names with blanks or newlines between. */
static int add_names(struct names *n, const char *list)
{
	size_t length;
	int ret = 0;

	for (; *list && !ret; list += length) {
		list += strspn(list, " \n");
		length = strcspn(list, " \n");
		if (length)
			ret = add_name(n, list, length);
	}
	return ret;
}

/* Replaced, never written to: the file may have other names elsewhere. */
static int put(const struct build_dir *w, const char *file, const char *text)
{
	char path[PATH_MAX], *there = NULL;
	bool same;
	int ret = path_format(path, "%s/%s", w->src, file);

	if (ret)
		return ret;
	same = !file_read(path, &there, NULL) && !strcmp(there, text);
	free(there);
	return same ? 0 : file_write(path, text);
}

static int source_version(const char *source, char *buf, size_t size)
{
	char path[PATH_MAX], *text;
	int v[3] = { 0 };
	int ret = path_format(path, "%s/Makefile", source);

	if (!ret)
		ret = file_need(path, &text, NULL);
	if (ret)
		return ret;
	ret = sscanf(strstr(text, "VERSION =") ?: "",
		     "VERSION = %d\nPATCHLEVEL = %d\nSUBLEVEL = %d", &v[0],
		     &v[1], &v[2]);
	free(text);
	snprintf(buf, size, "%d.%d.%d", v[0], v[1], v[2]);
	if (ret >= 2)
		return 0;
	msg_error("%s: does not say its version", path);
	return -EINVAL;
}

/* Whether a kernel of that version and configuration may have the mutant. */
static bool is_meant(struct mutant *m, const char *version,
		     const char *fragments)
{
	if (!mutant_fits_version(m, version))
		snprintf(m->reason, sizeof(m->reason), "is for %s, not %s",
			 m->kernels, version);
	else if (*m->config && !strstr(fragments, m->config))
		snprintf(m->reason, sizeof(m->reason),
			 "is for kernels with config = %s", m->config);
	else
		return true;
	m->state = MUTANT_EXCLUDED;
	return false;
}

static void check_files(struct mutant *m, const char *source)
{
	char path[PATH_MAX];
	struct names n = { NULL, 0 };

	if (add_names(&n, m->files))
		m->state = MUTANT_UNFIT;
	for (size_t i = 0; i < n.nr && m->state == MUTANT_NOT_RUN; i++) {
		if (!path_format(path, "%s/%s", source, n.name[i]) &&
		    path_is_file(path))
			continue;
		m->state = MUTANT_UNFIT;
		snprintf(m->reason, sizeof(m->reason),
			 "this kernel has no %.150s", n.name[i]);
		if (m->chosen)
			msg_error("%s: %s", m->path, m->reason);
	}
	free_names(&n);
}

/* All files that are changed by any of them. */
static int find_files(const struct mutants *m, struct names *n)
{
	int ret = 0;

	for (size_t i = 0; i < m->nr && !ret; i++) {
		if (m->list[i].state == MUTANT_NOT_RUN)
			ret = add_names(n, m->list[i].files);
	}
	return ret;
}

static int change_file(const struct build_dir *w, const struct mutant_patch *p,
		       struct names *changed)
{
	char *text = NULL;
	int ret = mutant_patch(p, &text);

	if (!ret && text) {
		ret = put(w, p->file, text);
		if (!ret)
			ret = add_name(changed, p->file, strlen(p->file));
	}
	free(text);
	return ret;
}

/* What was changed once and is not any more becomes the source's again. */
static int restore_file(const struct build_dir *w, const char *source,
			const char *file)
{
	char path[PATH_MAX], *text;
	int ret = path_format(path, "%s/%s", source, file);

	if (ret || !path_is_file(path))
		return ret;
	ret = file_need(path, &text, NULL);
	if (ret)
		return ret;
	ret = put(w, file, text);
	free(text);
	return ret;
}

static int save_names(const char *path, const struct names *n,
		      const struct names *more)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	int ret = -ENOMEM;

	for (size_t i = 0; f && i < n->nr; i++)
		fprintf(f, "%s\n", n->name[i]);
	for (size_t i = 0; f && i < more->nr; i++)
		fprintf(f, "%s\n", more->name[i]);
	if (f && !fclose(f))
		ret = file_write(path, text);
	free(text);
	return ret;
}

/* struct application - mutants_apply() at work */
struct application {
	const struct build_dir *w;
	const char *source;
	struct mutants *m;
	struct names files, before, changed;
	char record[PATH_MAX], cache[PATH_MAX];
};

static int open_application(struct application *a)
{
	char *text;
	int ret;

	ret = path_format(a->record, "%s/mutated", a->w->dir);
	if (!ret)
		ret = path_format(a->cache, "%s/spatch", a->w->dir);
	if (!ret)
		ret = dirs_make(a->cache);
	if (!ret)
		ret = find_files(a->m, &a->files);
	if (!ret && !file_read(a->record, &text, NULL)) {
		ret = add_names(&a->before, text);
		free(text);
	}
	/* Known before the first change, in case this is killed. */
	return ret ? ret : save_names(a->record, &a->files, &a->before);
}

static int change_files(struct application *a)
{
	int ret = 0;

	for (size_t i = 0; i < a->files.nr && !ret; i++) {
		const struct mutant_patch p = {
			a->m, a->source, a->files.name[i], a->cache
		};

		progress_step(a->w->p, a->w->name, "mutate %s", p.file);
		ret = change_file(a->w, &p, &a->changed);
	}
	for (size_t i = 0; i < a->before.nr && !ret; i++) {
		if (!has_name(&a->changed, a->before.name[i]))
			ret = restore_file(a->w, a->source, a->before.name[i]);
	}
	return ret;
}

static int put_ours(const struct build_dir *w)
{
	char kernels[PATH_MAX], path[PATH_MAX], *text;
	int ret = 0;

	locate_kernels(kernels);
	for (size_t i = 0; i < ARRAY_SIZE(ours) && !ret; i++) {
		ret = path_format(path, "%s/mutants/%s", kernels,
				  ours[i].from);
		if (!ret)
			ret = file_need(path, &text, NULL);
		if (ret)
			return ret;
		ret = put(w, ours[i].to, text);
		free(text);
	}
	return ret;
}

/* The mutants that are in this kernel, and the file that defines them. */
static int put_list(const struct build_dir *w, const struct mutants *m)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	int ret = -ENOMEM;

	for (size_t i = 0; f && i < m->nr; i++) {
		if (m->list[i].state == MUTANT_NOT_RUN)
			fprintf(f, "PINCER_MUTANT(%s)\n", m->list[i].name);
	}
	if (f && !fclose(f))
		ret = put(w, LIST, text);
	free(text);
	return ret;
}

static int put_makefile(const struct build_dir *w, const char *source)
{
	char path[PATH_MAX], *text, *more;
	int ret = path_format(path, "%s/" MAKEFILE, source);

	if (!ret)
		ret = file_need(path, &text, NULL);
	if (ret)
		return ret;
	ret = asprintf(&more, "%s\n" MAKEFILE_LINE, text) < 0 ? -ENOMEM :
		put(w, MAKEFILE, more);
	free(text);
	free(more);
	return ret;
}

/* A mutant that fits only some of its files is left out of all of them. */
static int change_until_stable(struct application *a)
{
	size_t before, after = 0;
	int ret;

	do {
		before = after;
		free_names(&a->changed);
		ret = change_files(a);
		after = 0;
		for (size_t i = 0; i < a->m->nr; i++)
			after += a->m->list[i].state == MUTANT_UNFIT;
	} while (!ret && after != before);
	return ret;
}

int mutants_apply(const struct build_dir *w, const char *source,
		  const char *fragments, struct mutants *m)
{
	struct application a = { .w = w, .source = source, .m = m };
	char version[32];
	int ret = source_version(source, version, sizeof(version));

	if (ret)
		return ret;
	progress_phase(w->p, w->name, "put %zu mutants in", m->nr);
	for (size_t i = 0; i < m->nr; i++)
		if (is_meant(&m->list[i], version, fragments))
			check_files(&m->list[i], source);
	ret = open_application(&a);
	if (!ret)
		ret = change_until_stable(&a);
	if (!ret)
		ret = put_ours(w);
	if (!ret)
		ret = put_list(w, m);
	if (!ret)
		ret = put_makefile(w, source);
	if (!ret)
		ret = save_names(a.record, &a.changed, &(struct names){ NULL, 0 });
	free_names(&a.files);
	free_names(&a.before);
	free_names(&a.changed);
	return ret;
}

static int identify_file(const char *path, FILE *out)
{
	char *text;
	int ret = file_need(path, &text, NULL);

	if (ret)
		return ret;
	fprintf(out, "%s\n%s", path_name(path), text);
	free(text);
	return 0;
}

int mutants_identify(const struct mutants *m, FILE *out)
{
	char kernels[PATH_MAX], path[PATH_MAX];
	int ret = 0;

	locate_kernels(kernels);
	for (size_t i = 0; i < ARRAY_SIZE(ours) && !ret; i++) {
		ret = path_format(path, "%s/mutants/%s", kernels,
				  ours[i].from);
		if (!ret)
			ret = identify_file(path, out);
	}
	for (size_t i = 0; i < m->nr && !ret; i++)
		ret = identify_file(m->list[i].path, out);
	return ret;
}

int mutants_save(const struct mutants *m, const char *path)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	int ret = -ENOMEM;

	for (size_t i = 0; f && i < m->nr; i++) {
		if (m->list[i].state != MUTANT_NOT_RUN)
			fprintf(f, "%s %d %s\n", m->list[i].name,
				m->list[i].state, m->list[i].reason);
	}
	if (f && !fclose(f))
		ret = file_write(path, text);
	free(text);
	return ret;
}

int mutants_restore(struct mutants *m, const char *path)
{
	char *text, *rest, *line, name[64];
	struct mutant *one;
	int ret, state, at;

	ret = file_need(path, &text, NULL);
	if (ret)
		return ret;
	rest = text;
	while ((line = strsep(&rest, "\n"))) {
		if (sscanf(line, "%63s %d %n", name, &state, &at) != 2)
			continue;
		one = mutants_find(m, name);
		if (!one)
			continue;
		one->state = state;
		snprintf(one->reason, sizeof(one->reason), "%s", line + at);
	}
	free(text);
	return 0;
}
