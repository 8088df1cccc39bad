/* SPDX-License-Identifier: GPL-2.0 */
/* Run a kernel's makefiles, out of its tree. */
#ifndef PINCER_BUILD_MAKE_H
#define PINCER_BUILD_MAKE_H

#include <stddef.h>

#include "base/tool.h"
#include "build/build_dir.h"

/**
 * build_make() - make a target that does not take long
 * @w: the place
 * @target: the target
 * @config: where its .config is, or NULL for the usual place
 * @t: receives the output of make, for tool_free()
 *
 * Return: 0, or a negative errno, reported.
 */
int build_make(const struct build_dir *w, const char *target,
	       const char *config, struct tool *t);

/**
 * build_vmlinux() - build the kernel itself, as fast as the machine can
 * @w: the place, configured
 *
 * Return: 0, or a negative errno, reported with the compiler's first errors.
 */
int build_vmlinux(const struct build_dir *w);

/**
 * build_compiler() - what compiles
 * @buf: receives the first line of its --version
 * @size: bytes in @buf
 *
 * Return: 0, or a negative errno, reported.
 */
int build_compiler(char *buf, size_t size);

#endif
