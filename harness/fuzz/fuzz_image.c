// SPDX-License-Identifier: GPL-2.0
/* A kernel image: its header, and the vmlinux in it. */
#include <limits.h>
#include <string.h>

#include "base/files.h"
#include "fetch/image_header.h"
#include "fuzz.h"
#include "guest/vmlinux.h"
#include "tests/scratch.h"

void fuzz_one(const char *data, size_t size)
{
	const char *path = fuzz_file(data, size);
	struct image_header h;
	char boot[PATH_MAX];

	if (!image_header_read(path, &h) && h.format != IMAGE_BZIMAGE &&
	    h.format != IMAGE_ELF)
		fuzz_wrong("an image has the format %d", h.format);
	vmlinux_boot(path, boot);
	if (!path_is_file(boot))
		fuzz_wrong("%s, which is to be booted, is no file", boot);
	/* Each input has an entry of its own in the cache. */
	tree_remove(scratch_path("pincer"));
}
