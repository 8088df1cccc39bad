/* SPDX-License-Identifier: GPL-2.0 */
/* PTRACE_PEEKDATA and PTRACE_POKEDATA of this process, by a child. */
#ifndef PINCER_PTRACE_H
#define PINCER_PTRACE_H

#include "lib/attempt.h"

/**
 * ptrace_copy_buffer() - have a child read or write the buffer by ptrace(), word
 *	by word until one fails
 * @a: the attempt
 * @copy: a->len bytes: the destination, or the source
 * @write: to the buffer, rather than from it
 *
 * Return: bytes, -errno of the first word, or -errno after attempt_skip() or
 * attempt_setup_error().
 */
long ptrace_copy_buffer(struct attempt *a, char *copy, bool write);

#endif
