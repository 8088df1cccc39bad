// SPDX-License-Identifier: GPL-2.0
/* A kernel's .ini file: refused with a reason, or whole. */
#include <string.h>

#include "base/msg.h"
#include "fetch/kernel_ini.h"
#include "fuzz.h"

static void check_kernel(const struct kernel *k)
{
	if ((unsigned int)k->origin >= NR_ORIGINS)
		fuzz_wrong("a kernel's origin is %d", k->origin);
	if (k->origin == ORIGIN_URL && strlen(k->sha256) != 64)
		fuzz_wrong("a URL has the checksum \"%s\"", k->sha256);
}

void fuzz_one(const char *data, size_t size)
{
	const char *path = fuzz_file(data, size);
	struct kernel_ini e = { .order = 0 };

	msg_error("nothing");
	if (!kernel_ini_read(path, &e))
		check_kernel(&e.k);
	else if (strncmp(msg_last(), path, strlen(path)))
		fuzz_wrong("refused without a word about the file: %s",
			   msg_last());
}
