// SPDX-License-Identifier: GPL-2.0
/* Finds an offline memory block: memhp_default_state= leaves the pc-dimm so. */
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "init.h"

void init_find_memory(void)
{
	char state[32];
	glob_t g;
	size_t i;

	if (glob("/sys/devices/system/memory/memory*", 0, NULL, &g))
		return;
	for (i = 0; i < g.gl_pathc; i++)
		if (!init_read(state, sizeof(state), "%s/state",
			       g.gl_pathv[i]) && !strcmp(state, "offline"))
			setenv("PINCER_MEMORY_BLOCK", g.gl_pathv[i], 1);
	globfree(&g);
}
