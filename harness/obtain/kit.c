// SPDX-License-Identifier: GPL-2.0
/* What a guest is given for the tests of a bundle: finding out. */
#include "kit.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "msg.h"

#define NR(array) (sizeof(array) / sizeof((array)[0]))

/* What busybox is itself, when scripts ask for it. */
static const char *const plain[] = { "sh", "ash" };

/* Shells that are one program. perl and python are many files. */
static const char *const shells[] = { "bash", "dash", "ksh", "zsh" };

/* struct search - what a bundle's files turn out to be */
struct search {
	struct kit *kit;
	struct bundle *bundle;
	char **elf;		/* paths */
	size_t nr_elf;
	bool scripts;
};

static bool is_one_of(const char *const *names, size_t nr, const char *name)
{
	size_t i;

	for (i = 0; i < nr; i++) {
		if (!strcmp(names[i], name))
			return true;
	}
	return false;
}

static void lack(struct bundle_test *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static void lack(struct bundle_test *t, const char *fmt, ...)
{
	va_list ap;

	/* The first thing stands for what follows from it. */
	if (*t->lacks)
		return;
	va_start(ap, fmt);
	vsnprintf(t->lacks, sizeof(t->lacks), fmt, ap);
	va_end(ap);
}

static void find_busybox(char path[PATH_MAX])
{
	static const char *const places[] = {
		"/bin/busybox", "/usr/bin/busybox", "/usr/local/bin/busybox",
	};
	const char *named = getenv("PINCER_BUSYBOX");
	size_t i;

	path[0] = '\0';
	if (named && *named) {
		if (!access(named, X_OK))
			snprintf(path, PATH_MAX, "%s", named);
		return;
	}
	for (i = 0; i < NR(places) && !*path; i++) {
		if (!access(places[i], X_OK))
			snprintf(path, PATH_MAX, "%s", places[i]);
	}
}

/* The shell of that name, which guests then get; NULL when there is none. */
static const char *find_shell(struct kit *k, const char *name)
{
	static const char *const dirs[] = { "/bin", "/usr/bin" };
	char path[PATH_MAX];
	size_t i;
	int at;

	for (at = 0; at < k->nr_shells; at++) {
		if (!strcmp(strrchr(k->shells[at], '/') + 1, name))
			return k->shells[at];
	}
	for (i = 0; i < NR(dirs) && at < (int)NR(k->shells); i++) {
		snprintf(path, sizeof(path), "%s/%s", dirs[i], name);
		if (access(path, X_OK))
			continue;
		strcpy(k->shells[k->nr_shells++], path);
		return k->shells[at];
	}
	return NULL;
}

/* Whether scripts for this interpreter can run; else @t, if any, lacks it. */
static void look_at_script(struct search *s, const char *interpreter,
			   struct bundle_test *t)
{
	const bool known = is_one_of(plain, NR(plain), interpreter) ||
			   is_one_of(shells, NR(shells), interpreter);

	if (!known) {
		if (t)
			lack(t, "needs %s, which guests do not have",
			     interpreter);
		return;
	}
	s->scripts = true;
	if (!*s->kit->busybox) {
		if (t)
			lack(t, "needs a shell: install busybox-static");
		return;
	}
	if (!is_one_of(plain, NR(plain), interpreter) &&
	    !find_shell(s->kit, interpreter) && t)
		lack(t, "needs %s: install it", interpreter);
}

static int add_elf(struct search *s, const char *path)
{
	s->elf[s->nr_elf] = strdup(path);
	if (!s->elf[s->nr_elf]) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	s->nr_elf++;
	return 0;
}

static int look_at(struct search *s, const char *file)
{
	struct bundle_test *t = bundle_test_of(s->bundle, file);
	char path[PATH_MAX], interpreter[INTERPRETER_MAX];
	int ret;

	ret = path_format(path, "%s/%s", s->bundle->dir, file);
	if (ret)
		return ret;
	switch (program_kind(path, interpreter)) {
	case PROGRAM_ELF:
		return add_elf(s, path);
	case PROGRAM_SCRIPT:
		look_at_script(s, interpreter, t);
		return 0;
	default:
		if (t)
			lack(t, "is neither a program nor a script that names its shell");
		return 0;
	}
}

static int look_at_all(struct search *s)
{
	const struct tree_list *files = &s->kit->files;
	size_t i;
	int ret = 0;

	for (i = 0; i < files->nr && !ret; i++)
		ret = look_at(s, files->path[i]);
	if (!s->scripts)
		s->kit->busybox[0] = '\0';
	return ret;
}

static void note_lack(void *ctx, const char *program, const char *library)
{
	const struct bundle *b = ctx;
	const size_t length = strlen(b->dir);
	struct bundle_test *t = NULL;

	if (!strncmp(program, b->dir, length) && program[length] == '/')
		t = bundle_test_of(b, program + length + 1);
	if (t)
		lack(t, "needs %s, which is not on this machine: install it",
		     library);
}

static int find_libraries(struct search *s)
{
	struct kit *k = s->kit;
	int i, ret = 0;

	for (i = 0; i < k->nr_shells && !ret; i++)
		ret = add_elf(s, k->shells[i]);
	if (!ret && *k->busybox)
		ret = add_elf(s, k->busybox);
	if (!ret)
		ret = libraries_find(&k->libraries,
				     (const char *const *)s->elf, s->nr_elf,
				     note_lack, s->bundle);
	return ret;
}

/* Every test's program must be there: a result that is missing is no result. */
static int check_programs(const struct bundle *b)
{
	const struct bundle_test *first = NULL;
	char path[PATH_MAX], more[32] = "";
	size_t i, missing = 0;

	for (i = 0; i < b->nr; i++) {
		if (bundle_path(b, &b->tests[i], path))
			return -ENAMETOOLONG;
		if (path_is_file(path))
			continue;
		if (!missing++)
			first = &b->tests[i];
	}
	if (!first)
		return 0;
	if (missing > 1)
		snprintf(more, sizeof(more), ", nor %zu more", missing - 1);
	msg_error("%s/" BUNDLE_LIST ":%d: there is no %s/%s%s: install the bundle again, take the line out, or choose others with --contract",
		  b->dir, first->line, first->collection, first->program,
		  more);
	return -ENOENT;
}

int kit_make(struct kit *k, struct bundle *b)
{
	struct search s = { .kit = k, .bundle = b };
	int ret;

	memset(k, 0, sizeof(*k));
	ret = check_programs(b);
	if (!ret)
		ret = tree_list_all(b->dir, &k->files);
	if (ret)
		return ret;
	find_busybox(k->busybox);
	s.elf = calloc(k->files.nr + NR(k->shells) + 1, sizeof(*s.elf));
	if (!s.elf) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	ret = look_at_all(&s);
	if (!ret)
		ret = find_libraries(&s);
	while (s.nr_elf)
		free(s.elf[--s.nr_elf]);
	free(s.elf);
	return ret;
}

void kit_free(struct kit *k)
{
	tree_list_free(&k->files);
	libraries_free(&k->libraries);
}
