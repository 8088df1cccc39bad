// SPDX-License-Identifier: GPL-2.0
/* Which fragments of a .config there are in kernels/config/. */
#include "build/fragments.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "model/array_size.h"
#include "model/strings.h"

#define ENDING ".config"

/* Used only by kernels whose "config =" names them. */
static const char * const on_demand[] = { "debug" ENDING };

static int is_usual(const struct dirent *d)
{
	if (*d->d_name == '.' || !string_ends(d->d_name, ENDING))
		return 0;
	for (size_t i = 0; i < ARRAY_SIZE(on_demand); i++)
		if (!strcmp(d->d_name, on_demand[i]))
			return 0;
	return 1;
}

static int add_fragment(struct fragments *f, const char *dir, const char *name)
{
	if (f->nr == FRAGMENTS_MAX) {
		msg_error("%s: more than %d fragments", dir, FRAGMENTS_MAX);
		return -E2BIG;
	}
	return path_format(f->path[f->nr++], "%s/%s", dir, name);
}

static int add_named(struct fragments *f, const char *dir, const char *more)
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
		ret = add_fragment(f, dir, name);
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
			ret = add_fragment(f, full, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return ret ? ret : add_named(f, full, more);
}
