/* SPDX-License-Identifier: GPL-2.0 */
/* A tracer of this process, made for one transfer. */
#ifndef PINCER_PTRACE_H
#define PINCER_PTRACE_H

#include "lib/attempt.h"

/**
 * ptrace_copy_buffer() - let a child stop this process and move the buffer by ptrace,
 *	word by word until one is refused
 * @a: the attempt; receives why it could not be tried
 * @copy: a->len bytes: where to, or where from
 * @write: to the buffer, rather than from it
 *
 * Return: bytes, or the errno of the first word.
 */
long ptrace_copy_buffer(struct attempt *a, char *copy, bool write);

#endif
