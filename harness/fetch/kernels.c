// SPDX-License-Identifier: GPL-2.0
/* The kernels that the .ini files of a directory describe. */
#include "fetch/kernels.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "fetch/kernel_ini.h"
#include "model/strings.h"

/* The length of the name in "NAME.ini", 0 for any other file. */
static size_t ini_name(const char *file)
{
	size_t len = strlen(file);

	if (file[0] == '.' || len < 5 || !string_ends(file, ".ini"))
		return 0;
	return len - 4;
}

static int is_ini(const struct dirent *d)
{
	return ini_name(d->d_name) != 0;
}

static int by_order(const void *a, const void *b)
{
	const struct kernel_ini *l = a, *r = b;

	if (l->order != r->order)
		return l->order < r->order ? -1 : 1;
	return strcmp(l->k.name, r->k.name);
}

static int read_ini(const char *dir, const char *file, struct kernel_ini *e)
{
	char path[PATH_MAX];
	size_t len = ini_name(file);
	int ret;

	ret = path_format(path, "%s/%s", dir, file);
	if (ret)
		return ret;
	if (len >= sizeof(e->k.name)) {
		msg_error("%s: name longer than %zu characters: rename it",
			  path, sizeof(e->k.name) - 1);
		return -ENAMETOOLONG;
	}
	memcpy(e->k.name, file, len);
	if (!strcmp(e->k.name, "all")) {
		msg_error("%s: a kernel cannot be called \"all\", which stands for all of them: rename it",
			  path);
		return -EINVAL;
	}
	ret = kernel_ini_read(path, e);
	if (!ret && !strcmp(e->k.name, origin_name(ORIGIN_RUNNING)) &&
	    e->k.origin != ORIGIN_RUNNING) {
		msg_error("%s: a kernel cannot be called \"running\", which stands for this machine's own: rename it",
			  path);
		return -EINVAL;
	}
	return ret;
}

int kernels_load(const char *dir, struct kernel **list, size_t *nr)
{
	struct kernel_ini *entries = NULL;
	struct dirent **files;
	int n, ret = 0;

	*list = NULL;
	*nr = 0;
	n = scandir(dir, &files, is_ini, NULL);
	if (n < 0) {
		ret = -errno;
		msg_error("%s: cannot read the kernels there: %s", dir,
			  strerror(-ret));
		return ret;
	}
	entries = calloc(n + 1, sizeof(*entries));
	*list = calloc(n + 1, sizeof(**list));
	if (!entries || !*list)
		ret = -ENOMEM;
	for (int i = 0; i < n && !ret; i++)
		ret = read_ini(dir, files[i]->d_name, &entries[i]);
	if (!ret) {
		qsort(entries, n, sizeof(*entries), by_order);
		for (int i = 0; i < n; i++)
			(*list)[i] = entries[i].k;
		*nr = n;
	} else {
		free(*list);
		*list = NULL;
	}
	while (n--)
		free(files[n]);
	free(files);
	free(entries);
	return ret;
}
