// SPDX-License-Identifier: GPL-2.0
/*
 * Tools under fuzzing: none is ever run, each has a section of the input for its
 * output. The linker has all calls of tool_run() come here.
 */
#include "canned_tool.h"

#include <stdlib.h>
#include <string.h>

#include "base/tool.h"
#include "fuzz.h"

#define FAILS "exit 1\n"

static const char *rest;

int __wrap_tool_run(struct tool *t);

void canned_tool(const char *data)
{
	rest = data;
}

int __wrap_tool_run(struct tool *t)
{
	char *text = fuzz_section(&rest);
	const int status = !strncmp(text, FAILS, strlen(FAILS));

	t->out = t->on_output ? NULL : strdup(text);
	t->err = strdup(text);
	if (t->on_output)
		t->on_output(t->ctx, text, strlen(text));
	free(text);
	return status;
}
