// SPDX-License-Identifier: GPL-2.0
/* The configuration of a kernel that is built: fragments over tinyconfig. */
#include "build/build_config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "build/build_check.h"
#include "build/build_make.h"

static int run_make(const struct build_dir *w, const char *target,
		    const char *config)
{
	struct tool t;
	int ret = build_make(w, target, config, &t);

	tool_free(&t);
	return ret;
}

static int merge(const struct build_dir *w, const char *config,
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

static int move(const char *from, const char *to)
{
	int ret = rename(from, to) ? -errno : 0;

	if (ret == -ENOENT)
		ret = 0;
	if (ret)
		msg_error("%s: cannot become %s: %s", from, to, strerror(-ret));
	return ret;
}

/*
 * tinyconfig of 5.10 and 6.1 merges onto .config, whatever KCONFIG_CONFIG says: an
 * option of an earlier build would survive. The .config that objects were made
 * with stands aside meanwhile, and longer when a run is killed here.
 */
static int make_tinyconfig(const struct build_dir *w, const char *config,
			   const char *new)
{
	char kept[PATH_MAX];
	int ret, back;

	ret = path_format(kept, "%s/.config.kept", w->obj);
	if (!ret && access(kept, F_OK))
		ret = move(config, kept);
	if (ret)
		return ret;
	unlink(config);
	ret = run_make(w, "tinyconfig", NULL);
	if (!ret)
		ret = move(config, new);
	back = move(kept, config);
	return ret ? ret : back;
}

int build_configure(const struct build_dir *w, const struct fragments *f)
{
	char new[PATH_MAX], config[PATH_MAX];
	int ret;

	ret = path_format(new, "%s/.config.new", w->obj);
	if (!ret)
		ret = path_format(config, "%s/.config", w->obj);
	if (!ret)
		ret = make_tinyconfig(w, config, new);
	if (!ret)
		ret = merge(w, new, f);
	if (!ret)
		ret = run_make(w, "olddefconfig", new);
	if (!ret)
		ret = build_check(w->name, w->src, new, f);
	return ret ? ret : replace(new, config);
}
