/* SPDX-License-Identifier: GPL-2.0 */
/* Run a tool and keep its output. */
#ifndef PINCER_TOOL_H
#define PINCER_TOOL_H

#include <stddef.h>
#include <sys/types.h>

/**
 * struct tool - what to run, and its output
 * @argv: program and arguments, ended by NULL
 * @dir: where to run it, or NULL for here
 * @env: "NAME=VALUE", ended by NULL, over our own environment; or NULL
 * @on_output: called with its output while it runs; NULL to keep the output
 * @ctx: the first argument of @on_output
 * @out: receives its stdout; tool_free() frees it
 * @err: receives its stderr
 */
struct tool {
	const char *const *argv;
	const char *dir;
	const char *const *env;
	void (*on_output)(void *ctx, const char *text, size_t len);
	void *ctx;
	char *out;
	char *err;
};

/**
 * tool_run() - run a tool to its end, with stdin empty
 * @s: what to run
 *
 * A program is looked for in PATH, and then in /usr/sbin, which the PATH of a
 * normal user often lacks.
 *
 * An interrupt is passed on to the tool, which also dies with this program.
 *
 * Return: 0; its exit status, 128 + signal when killed, not reported, since the
 * caller knows what it means; a negative errno, reported, if it could not be
 * run; -EINTR, silently, after an interrupt.
 */
int tool_run(struct tool *s);

/**
 * tool_error_line() - the line with which a tool reports why it failed
 * @s: after tool_run()
 * @buf: receives the first line of @err that starts with "E:", "error",
 *	"curl: (", "fatal: " or "rsync: ", else the last line that is not empty
 * @size: bytes in @buf
 */
void tool_error_line(const struct tool *s, char *buf, size_t size);

/**
 * tool_check() - whether a tool that has to succeed did
 * @t: after tool_run()
 * @ret: what that returned
 * @fmt: what failed; why is added
 *
 * Return: 0, or a negative errno, reported.
 */
int tool_check(const struct tool *t, int ret, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/** tool_free() - free the output */
void tool_free(struct tool *s);

/* What follows is shared by the files tool*.c only. */

/**
 * tool_start() - start it
 * @s: what to run
 * @out: a descriptor for its stdout
 * @err: a descriptor for its stderr
 * @pid: receives its process, the leader of a process group
 *
 * Return: 0, or a negative errno, not reported.
 */
int tool_start(const struct tool *s, int out, int err, pid_t *pid);

#endif
