// SPDX-License-Identifier: GPL-2.0
/* A memory module that the kernel was told not to use. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "init.h"

void init_find_memory(void)
{
	char path[256], state[32];
	glob_t g;
	size_t i;

	if (glob("/sys/devices/system/memory/memory*", 0, NULL, &g))
		return;
	for (i = 0; i < g.gl_pathc; i++) {
		snprintf(path, sizeof(path), "%s/state", g.gl_pathv[i]);
		if (!init_read(path, state, sizeof(state)) &&
		    !strcmp(state, "offline"))
			setenv("PINCER_MEMORY_BLOCK", g.gl_pathv[i], 1);
	}
	globfree(&g);
}
