// SPDX-License-Identifier: GPL-2.0
/* The configuration of a kernel that is built: fragments over tinyconfig. */
#include "build/build_config.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "build/build_check.h"
#include "base/files.h"
#include "base/msg.h"

#define ENDING ".config"

/* These are used by those who ask for them. */
static const char * const on_demand[] = { "debug" ENDING };

static int is_usual(const struct dirent *d)
{
	size_t len = strlen(d->d_name), end = strlen(ENDING);

	if (*d->d_name == '.' || len <= end ||
	    strcmp(d->d_name + len - end, ENDING))
		return 0;
	for (size_t i = 0; i < ARRAY_SIZE(on_demand); i++)
		if (!strcmp(d->d_name, on_demand[i]))
			return 0;
	return 1;
}

static int add(struct fragments *f, const char *dir, const char *name)
{
	if (f->nr == FRAGMENTS_MAX) {
		msg_error("%s: more than %d fragments", dir, FRAGMENTS_MAX);
		return -E2BIG;
	}
	return path_format(f->path[f->nr++], "%s/%s", dir, name);
}

static int add_more(struct fragments *f, const char *dir, const char *more)
{
	char name[NAME_MAX];
	size_t len;
	int ret;

	for (; *more; more += len) {
		more += strspn(more, " ,");
		len = strcspn(more, " ,");
		if (!len)
			break;
		snprintf(name, sizeof(name), "%.*s" ENDING, (int)len, more);
		ret = add(f, dir, name);
		if (ret)
			return ret;
		if (access(f->path[f->nr - 1], R_OK)) {
			msg_error("config = %.*s: there is no %s", (int)len,
				  more, f->path[f->nr - 1]);
			return -ENOENT;
		}
	}
	return 0;
}

int fragments_find(const char *dir, const char *more, struct fragments *f)
{
	char full[PATH_MAX];
	struct dirent **names;
	int n, ret = 0;

	f->nr = 0;
	/* make runs elsewhere. */
	n = realpath(dir, full) ? scandir(full, &names, is_usual, alphasort) :
				  -1;
	if (n < 0) {
		ret = -errno;
		msg_error("%s: cannot read the fragments there: %s", dir,
			  strerror(-ret));
		return ret;
	}
	for (int i = 0; i < n; i++) {
		if (!ret)
			ret = add(f, full, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return ret ? ret : add_more(f, full, more);
}

static int run_make(const struct workplace *w, const char *target,
		    const char *config)
{
	struct tool t;
	int ret = build_make(w, target, config, &t);

	tool_free(&t);
	return ret;
}

static int merge(const struct workplace *w, const char *config,
		 const struct fragments *f)
{
	char set[PATH_MAX + 16];
	const char * const env[] = { set, NULL };
	const char *argv[FRAGMENTS_MAX + 8] = {
		"scripts/kconfig/merge_config.sh", "-m", "-O", w->obj, config,
	};
	struct tool t = { .argv = argv, .dir = w->src, .env = env };
	int ret;

	snprintf(set, sizeof(set), "KCONFIG_CONFIG=%s", config);
	for (int i = 0; i < f->nr; i++)
		argv[5 + i] = f->path[i];
	ret = tool_check(&t, tool_run(&t), "%s: %s failed", w->name, argv[0]);
	tool_free(&t);
	return ret;
}

/* Put a new .config into its place, if it is new. */
static int replace(const char *new, const char *config)
{
	char *left = NULL, *right = NULL;
	bool same;
	int ret = 0;

	same = !file_read(new, &left, NULL) &&
	       !file_read(config, &right, NULL) && !strcmp(left, right);
	free(left);
	free(right);
	if (!same && rename(new, config)) {
		ret = -errno;
		msg_error("%s: cannot write: %s", config, strerror(-ret));
	}
	return ret;
}

int build_configure(const struct workplace *w, const struct fragments *f)
{
	char new[PATH_MAX], config[PATH_MAX];
	int ret;

	ret = path_format(new, "%s/.config.new", w->obj);
	if (!ret)
		ret = path_format(config, "%s/.config", w->obj);
	if (!ret)
		ret = run_make(w, "tinyconfig", new);
	if (!ret)
		ret = merge(w, new, f);
	if (!ret)
		ret = run_make(w, "olddefconfig", new);
	if (!ret)
		ret = build_check(w->name, w->src, new, f);
	return ret ? ret : replace(new, config);
}
