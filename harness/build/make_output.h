/* SPDX-License-Identifier: GPL-2.0 */
/* The output of a kernel's makefiles: errors, and how far the build is. */
#ifndef PINCER_MAKE_OUTPUT_H
#define PINCER_MAKE_OUTPUT_H

#include <stdio.h>
#include <time.h>

#include "base/progress.h"

/**
 * struct make_output - what was parsed so far
 * @name: the kernel's name
 * @p: receives the progress; NULL for none
 * @strip: a directory that errors need not name
 * @log: receives all of the output; NULL for nowhere
 * @before: objects that were there before the build
 * @expected: how many there will be in the end; 0 when that is not known
 * @objects: how many this build has made
 * @errors: the first errors of compilers and linkers, for a message
 * @nr_errors: how many errors there were
 * @stop: the first "*** ..." of make itself
 * @line: the line that is coming in
 * @len: bytes of it so far
 * @begun: when the build began
 * @step: when @p was last called
 * @reported: when @p was last called with a phase
 */
struct make_output {
	const char *name;
	const struct progress *p;
	const char *strip;
	FILE *log;
	size_t before, expected, objects;
	char errors[768];
	int nr_errors;
	char stop[256];
	char line[1024];
	size_t len;
	time_t begun, step, reported;
};

/**
 * make_output_feed() - parse some more output, in pieces of any size
 * @make_output: a struct make_output; so it can be a tool's @on_output
 * @text: the output
 * @len: bytes of @text
 */
void make_output_feed(void *make_output, const char *text, size_t len);

/** make_output_reason() - why the build failed, as a part of a message */
const char *make_output_reason(const struct make_output *m);

#endif
