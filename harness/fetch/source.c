// SPDX-License-Identifier: GPL-2.0
/* From a suite to its kernel's source tree. */
#include "fetch/source.h"

#include <errno.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "fetch/fetch.h"
#include "fetch/source_unpack.h"

/*
 * The selftests include a file of scripts/, checkpatch.pl reads two more, and
 * the programs of the selftests include headers of tools/ and mm/.
 */
static const char * const part[] = {
	"tools/testing/selftests/",
	"scripts/subarch.include",
	"scripts/checkpatch.pl",
	"scripts/spelling.txt",
	"scripts/const_structs.checkpatch",
	"tools/include/uapi/",
	"tools/arch/",
	"mm/",
	NULL,
};

/* A package whose layout changed must be noticed here, not in a makefile. */
static int check_whole(const char *dir, const struct apt_set *set,
		       const char *const *wanted)
{
	char path[PATH_MAX];
	int ret;

	for (; *wanted; wanted++) {
		ret = path_format(path, "%s/%s", dir, *wanted);
		if (ret)
			return ret;
		if (!access(path, R_OK))
			continue;
		msg_error("%s: %s has no %s: the package has changed",
			  set->suite, set->package[0].name, *wanted);
		return -ENOENT;
	}
	return 0;
}

static int unpack(const char *dir, const char *debs, const struct apt_set *set,
		  const char *const *wanted)
{
	char deb[PATH_MAX];
	int ret;

	ret = path_format(deb, "%s/%s", debs, set->package[0].file);
	if (!ret)
		ret = source_unpack(deb, dir, wanted);
	return ret ? ret : check_whole(dir, set, part);
}

static int unpack_part(const char *dir, const char *debs,
		       const struct apt_set *set)
{
	return unpack(dir, debs, set, part);
}

static int unpack_all(const char *dir, const char *debs,
		      const struct apt_set *set)
{
	return unpack(dir, debs, set, NULL);
}

/* Two kinds, so that having one does not mean to have the other. */
static const struct fetch partial = {
	.packages = APT_SOURCE,
	.kind = "selftests",
	.layout = 2,
	.growth = 1,
	.unpack = unpack_part,
};

static const struct fetch whole = {
	.packages = APT_SOURCE,
	.kind = "sources",
	.layout = 1,
	/* Measured with blocks: up to 10.9. */
	.growth = 12,
	.unpack = unpack_all,
};

int source_obtain(const char *suite, const char *name, bool all,
		  const struct progress *p, char dir[PATH_MAX])
{
	struct apt_set set;

	return fetch(all ? &whole : &partial, suite, name, p, &set, dir);
}

int source_tree(const char *suite, const char *name, const struct progress *p,
		struct apt_set *set, char dir[PATH_MAX])
{
	return fetch(&whole, suite, name, p, set, dir);
}

int source_tree_known(const char *suite, struct apt_set *set,
		      char dir[PATH_MAX])
{
	return fetch_known(&whole, suite, set, dir);
}

/* What only the top directory has all of. */
bool source_is_whole(const char *dir)
{
	static const char * const files[] = {
		"Kconfig", "Makefile", "scripts/kconfig/merge_config.sh", NULL
	};
	char path[PATH_MAX];

	for (int i = 0; files[i]; i++)
		if (path_format(path, "%s/%s", dir, files[i]) ||
		    !path_is_file(path))
			return false;
	return true;
}
