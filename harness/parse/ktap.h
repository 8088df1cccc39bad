/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Parses KTAP, which kselftest and KUnit print, nested or not, among other lines.
 *
 * A result that was planned and that never came counts as missing, and a line
 * that was cut off is no result.
 */
#ifndef PINCER_KTAP_H
#define PINCER_KTAP_H

#include <stdbool.h>
#include <stddef.h>

#define KTAP_LINE_MAX 4096	/* bytes of a line that are looked at */
#define KTAP_NAME_MAX 256
#define KTAP_DEPTH_MAX 8

/** enum ktap_kind - what a line is */
enum ktap_kind {
	KTAP_OTHER,	/* nothing of ours: noise, or output of a test */
	KTAP_VERSION,	/* "KTAP version 1", "TAP version 13" */
	KTAP_PLAN,	/* "1..N" */
	KTAP_RESULT,	/* "ok 1 name # SKIP why" */
	KTAP_DIAGNOSTIC,	/* "# ..." */
	KTAP_BAIL,	/* "Bail out! ..." */
};

/** enum ktap_directive - what follows the '#' of a result */
enum ktap_directive { KTAP_NONE, KTAP_SKIP, KTAP_TODO, KTAP_XFAIL, KTAP_ERROR };

/**
 * struct ktap_line - one line, parsed
 * @kind: what it is
 * @indent: columns it is indented by
 * @ok: result: whether it says "ok"
 * @directive: result: its directive
 * @number: result: its number, 0 without one; plan: how many
 * @name: result: its name, "" without one
 * @text: the line without escape codes, indentation and line end
 */
struct ktap_line {
	enum ktap_kind kind;
	int indent;
	bool ok;
	enum ktap_directive directive;
	unsigned long number;
	char name[KTAP_NAME_MAX];
	char text[KTAP_LINE_MAX];
};

/** ktap_line_read() - parse one line; never fails */
void ktap_line_read(struct ktap_line *l, const char *line);

/**
 * struct ktap_count - the results of a whole output, subtests included
 * @passed: results that say ok
 * @failed: results that say not ok, neither skipped nor expected
 * @skipped: results that were skipped
 * @expected: results that failed as they were expected to
 * @missing: results that a plan promised and that never came; at least 1
 *	when there was no plan at all, or a bail-out
 */
struct ktap_count {
	unsigned long passed, failed, skipped, expected, missing;
};

/**
 * struct ktap - a parser, to be zeroed before use
 * @line: called with each line, in order
 * @ctx: its first argument
 * @count: the results so far; @missing is known after ktap_end()
 *
 * The rest is the parser's own.
 */
struct ktap {
	void (*line)(void *ctx, const struct ktap_line *l);
	void *ctx;
	struct ktap_count count;

	struct ktap_level {
		int indent;
		bool planned;
		unsigned long plan, seen, failed;
	} level[KTAP_DEPTH_MAX];
	int depth;
	bool planned, bailed;
	bool overlong;
	size_t length;
	char buf[KTAP_LINE_MAX];
};

/** ktap_feed() - parse some more output, in pieces of any size */
void ktap_feed(struct ktap *k, const char *data, size_t size);

/** ktap_count_line() - count a line that ktap_line_read() has parsed */
void ktap_count_line(struct ktap *k, const struct ktap_line *line);

/** ktap_end() - the output has ended; a last line without a newline is dropped */
void ktap_end(struct ktap *k);

#endif
