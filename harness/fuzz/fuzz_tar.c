// SPDX-License-Identifier: GPL-2.0
/* The tar file of a source: unpacked into its directory, and nowhere else. */
#include <limits.h>

#include "base/files.h"
#include "fetch/source_unpack.h"
#include "fuzz.h"
#include "tests/scratch.h"

void fuzz_one(const char *data, size_t size)
{
	const char *dir = fuzz_dir();
	char into[PATH_MAX];

	if (path_format(into, "%s/into", dir) || dirs_make(into))
		fuzz_wrong("%s has no room for a directory", dir);
	source_unpack_tar(fuzz_file(data, size), into);
	if (scratch_count(dir) != 1)
		fuzz_wrong("a source was unpacked beside its directory");
}
