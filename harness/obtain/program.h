/* SPDX-License-Identifier: GPL-2.0 */
/* What a program is, and what it needs beside it to be started. */
#ifndef PINCER_PROGRAM_H
#define PINCER_PROGRAM_H

#include <stddef.h>

#define INTERPRETER_MAX 64

/** enum program_kind - what the first bytes of a file say */
enum program_kind { PROGRAM_NONE, PROGRAM_ELF, PROGRAM_SCRIPT };

/**
 * program_kind() - look at a file
 * @path: the file
 * @interpreter: receives the name of what runs a script, without directories:
 *	"bash" for "#!/bin/bash -e" and for "#!/usr/bin/env bash"
 */
enum program_kind program_kind(const char *path,
			       char interpreter[INTERPRETER_MAX]);

/**
 * struct libraries - what dynamic programs load when they start
 * @path: the files, each once, the loader too
 * @nr: how many
 */
struct libraries {
	char **path;
	size_t nr;
};

/**
 * libraries_find() - let the loader say what programs need
 * @l: filled in; libraries_free() gives it back, also after an error
 * @programs: their paths; static ones need nothing
 * @nr: how many
 * @lacks: told of each library that is not there
 * @ctx: its first argument
 *
 * Return: 0, or a negative errno, said.
 */
int libraries_find(struct libraries *l, const char *const *programs, size_t nr,
		   void (*lacks)(void *ctx, const char *program,
				 const char *library),
		   void *ctx);

/** libraries_free() - give them back */
void libraries_free(struct libraries *l);

#endif
