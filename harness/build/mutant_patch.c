// SPDX-License-Identifier: GPL-2.0
/*
 * Semantic patches of mutants on one file of a kernel, one after the other.
 *
 * spatch takes 0.2 s for each, so what it makes is kept, named by a digest of
 * all that it was made from: the name of the text before and the patch.
 */
#include "build/mutant_patch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/files.h"
#include "base/msg.h"
#include "base/tool.h"

#define INCLUDE "#include <linux/pincer_mutant.h>\n"
/* What spatch says when a patch fits nowhere; it fails then. */
#define NO_CHANGE "no modified files"

/* struct step - the file after some of the patches */
struct step {
	const struct mutant_patch *p;
	char path[PATH_MAX];
	char name[DIGEST_SIZE];
	const char *last;
};

bool mutant_changes(const struct mutant *m, const char *file)
{
	const size_t length = strlen(file);
	const char *at = m->files;

	for (; *at; at += strcspn(at, " "), at += strspn(at, " ")) {
		if (strcspn(at, " ") == length && !strncmp(at, file, length))
			return true;
	}
	return false;
}

static int name_next(const struct step *s, const struct mutant *m,
		     char name[DIGEST_SIZE])
{
	char *patch, *both;
	int ret = file_need(m->path, &patch, NULL);

	if (ret)
		return ret;
	ret = asprintf(&both, "%s\n%s", s->name, patch);
	free(patch);
	if (ret < 0)
		return -ENOMEM;
	ret = digest_text(both, ret, name);
	free(both);
	return ret;
}

/* spatch may write the same again. */
static int differs(const char *left, const char *right)
{
	char *a, *b;
	int ret = file_need(left, &a, NULL);

	if (ret)
		return ret;
	if (!file_read(right, &b, NULL)) {
		ret = strcmp(a, b) != 0;
		free(b);
	}
	free(a);
	return ret;
}

/* Return: 1 when it changed the file into @to, 0 when it fits nowhere. */
static int run_spatch(const struct step *s, const struct mutant *m,
		      const char *to)
{
	const char *const argv[] = {
		"timeout", "60", "spatch", "--iso-limit", "0", "--very-quiet",
		"--no-show-diff",
		"--sp-file", m->path, s->path, "-o", to, NULL
	};
	struct tool t = { .argv = argv };
	int ret = tool_run(&t);

	if (ret > 0 && t.err && strstr(t.err, NO_CHANGE))
		ret = 0;
	else if (ret)
		ret = tool_check(&t, ret, "%s: spatch failed on %s", m->path,
				 s->p->file);
	else
		ret = differs(s->path, to);
	tool_free(&t);
	return ret;
}

static void does_not_fit(const struct step *s, struct mutant *m, int alone)
{
	m->state = MUTANT_UNFIT;
	if (alone && s->last)
		snprintf(m->reason, sizeof(m->reason),
			 "changes nothing in %s after %s, though it does without: let both add to the statement instead of replacing it",
			 s->p->file, s->last);
	else
		snprintf(m->reason, sizeof(m->reason),
			 "changes nothing in this kernel's %s", s->p->file);
	if (m->chosen)
		msg_error("%s: %s", m->path, m->reason);
}

/* Whether it would fit if no other mutant had been there before. */
static int try_alone(const struct step *s, const struct mutant *m)
{
	struct step first = { .p = s->p };
	char to[PATH_MAX];
	int ret;

	ret = path_format(first.path, "%s/%s", s->p->src, s->p->file);
	if (!ret)
		ret = path_format(to, "%s/alone.c", s->p->cache);
	if (!ret)
		ret = run_spatch(&first, m, to);
	unlink(to);
	return ret;
}

/* The reason names a file: an error of one patch does not end the others. */
static void patch_failed(struct mutant *m)
{
	m->state = MUTANT_UNFIT;
	snprintf(m->reason, sizeof(m->reason), "%.200s", msg_last());
}

static int make_step(const struct step *s, struct mutant *m, const char *to)
{
	char tmp[PATH_MAX + 8];
	int ret;

	snprintf(tmp, sizeof(tmp), "%s.new", to);
	ret = run_spatch(s, m, tmp);
	if (ret < 0 && ret != -EINTR)
		patch_failed(m);
	if (!ret)
		does_not_fit(s, m, s->last ? try_alone(s, m) : 0);
	if (ret > 0 && rename(tmp, to))
		return -errno;
	return ret == -EINTR ? ret : 0;
}

/* One patch more; one that does not fit leaves the file as it was. */
static int next_step(struct step *s, struct mutant *m)
{
	char to[PATH_MAX], name[DIGEST_SIZE];
	int ret = name_next(s, m, name);

	if (!ret)
		ret = path_format(to, "%s/%s.1.c", s->p->cache, name);
	if (ret)
		return ret;
	if (!path_is_file(to))
		ret = make_step(s, m, to);
	if (ret || m->state == MUTANT_UNFIT)
		return ret;
	/* Used now, which cache_prune_files() is to know. */
	utimensat(-100, to, NULL, 0);
	strcpy(s->path, to);
	strcpy(s->name, name);
	s->last = m->name;
	return 0;
}

static int read_step(const struct step *s, char **text)
{
	char *body;
	int ret = file_need(s->path, &body, NULL);

	if (ret)
		return ret;
	ret = asprintf(text, INCLUDE "%s", body) < 0 ? -ENOMEM : 0;
	free(body);
	return ret;
}

int mutant_patch(const struct mutant_patch *p, char **text)
{
	struct step s = { .p = p };
	int ret;

	*text = NULL;
	ret = path_format(s.path, "%s/%s", p->src, p->file);
	if (!ret)
		ret = digest_file(s.path, s.name);
	for (size_t i = 0; i < p->mutants->nr && !ret; i++) {
		if (p->mutants->list[i].state == MUTANT_NOT_RUN &&
		    mutant_changes(&p->mutants->list[i], p->file))
			ret = next_step(&s, &p->mutants->list[i]);
	}
	return ret || !s.last ? ret : read_step(&s, text);
}
