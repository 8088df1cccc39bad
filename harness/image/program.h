/* SPDX-License-Identifier: GPL-2.0 */
/* What kind of program a file is, and which libraries it needs. */
#ifndef PINCER_PROGRAM_H
#define PINCER_PROGRAM_H

#include "base/paths.h"

#define INTERPRETER_MAX 64

/** enum program_kind - what the first bytes of a file say */
enum program_kind { PROGRAM_NONE, PROGRAM_ELF, PROGRAM_SCRIPT };

/**
 * program_kind() - whether a file is a program or a script
 * @path: the file
 * @interpreter: receives the name of what runs a script, without directories:
 *	"bash" for "#!/bin/bash -e" and for "#!/usr/bin/env bash"
 */
enum program_kind program_kind(const char *path,
			       char interpreter[INTERPRETER_MAX]);

/**
 * libraries_find() - the libraries of programs, by ldd
 * @found: receives the files, the loader too
 * @programs: their paths; static ones need nothing
 * @lacks: called with each library that is missing
 * @ctx: its first argument
 *
 * Return: 0, or a negative errno, reported.
 */
int libraries_find(struct paths *found, const struct paths *programs,
		   void (*lacks)(void *ctx, const char *program,
				 const char *library),
		   void *ctx);

#endif
