/* SPDX-License-Identifier: GPL-2.0 */
/* What is made of the lines that a kernel's makefiles print. */
#ifndef PINCER_BUILD_HEARD_H
#define PINCER_BUILD_HEARD_H

#include <stdio.h>
#include <time.h>

#include "base/progress.h"

/**
 * struct heard - what was heard
 * @name: the kernel's name
 * @p: told how far it is, or NULL
 * @strip: a directory that errors need not name
 * @log: receives all of it
 * @before: objects that were there before
 * @expected: how many there will be in the end; 0 when nobody knows
 * @objects: how many were made now
 * @errors: the first errors, for a message
 * @nr_errors: how many
 * @last_word: make's own first complaint
 * @line: the line that is coming in
 * @len: how much of it is there
 * @begun: since when
 * @step: when the listener was told
 * @said: when it was told in so many words
 */
struct heard {
	const char *name;
	const struct progress *p;
	const char *strip;
	FILE *log;
	size_t before, expected, objects;
	char errors[768];
	int nr_errors;
	char last_word[256];
	char line[1024];
	size_t len;
	time_t begun, step, said;
};

/** heard_text() - take what make said; as tool's @hear, with a struct heard */
void heard_text(void *heard, const char *text, size_t len);

/** heard_reason() - why the build failed, in a line's part */
const char *heard_reason(const struct heard *h);

#endif
