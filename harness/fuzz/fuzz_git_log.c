// SPDX-License-Identifier: GPL-2.0
/* What git says of a kernel tree, and the history that follows from it. */
#include <string.h>

#include "build/tree_history.h"
#include "canned_tool.h"
#include "fuzz.h"

#define VERSION "6.12.107"

/* The sections are the outputs of the calls of git, in their order. */
void fuzz_one(const char *data, size_t size)
{
	struct history h;
	char from[128] = "";

	(void)size;
	canned_tool(data);
	history_from_version(&h, VERSION);
	if (!tree_history("/src", VERSION, &h, from, sizeof(from)) && !*from)
		fuzz_wrong("nothing says how the history is known");
	if (h.has[C_NONE])
		fuzz_wrong("the kernel has no commit, as a commit");
}
