// SPDX-License-Identifier: GPL-2.0
/* Errors and notes for the user, one line each on stderr. */
#include "base/msg.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/interrupt.h"
#include "model/strings.h"

/* Kernels may be obtained in several threads; each has its own last error. */
static _Thread_local char last[4096];
static void (*clear_line)(void);
static const char *advice = "";

static void print_line(const char *kind, const char *text)
{
	if (clear_line)
		clear_line();
	/* One call, so that lines of several processes stay whole. */
	fprintf(stderr, "pincer: %s%s\n", kind, text);
}

void msg_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(last, sizeof(last), fmt, ap);
	va_end(ap);
	string_append(last, sizeof(last), "%s", advice);
	/* After a signal everything fails, and only because of it. */
	if (!interrupt_signal())
		print_line("", last);
}

void msg_note(const char *fmt, ...)
{
	char text[sizeof(last)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	print_line("note: ", text);
}

void msg_set_advice(const char *text)
{
	advice = text;
}

const char *msg_last(void)
{
	return last;
}

void msg_set_clear(void (*clear)(void))
{
	clear_line = clear;
}
