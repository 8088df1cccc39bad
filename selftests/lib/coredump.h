/* SPDX-License-Identifier: GPL-2.0 */
/* The core dump of a child, which is made only to be looked at. */
#ifndef PINCER_COREDUMP_H
#define PINCER_COREDUMP_H

#include "lib/attempt.h"

/* What goes into it: bits of /proc/PID/coredump_filter, see core(5). */
#define COREDUMP_ANON_SHARED (1 << 1)
#define COREDUMP_MAPPED_SHARED (1 << 3)

/**
 * struct coredump - a core dump
 * @at: the file, mapped
 * @size: of it, bytes
 */
struct coredump {
	char *at;
	size_t size;
};

/**
 * coredump_make() - have a child of ours dump its core
 * @a: the attempt
 * @filter: what goes into it
 * @core: filled in
 *
 * The kernel is told meanwhile where to put it, whoever dumps: for guests, and
 * it has to have ELF_CORE.
 *
 * Return: 0, or -errno with why in @a.
 */
long coredump_make(struct attempt *a, int filter, struct coredump *core);

/** coredump_free() - the reverse of coredump_make() */
void coredump_free(struct coredump *core);

/**
 * coredump_bytes() - how much of a mapping is in there
 * @core: the core dump
 * @at: where the mapping begins
 * @bytes: receives the bytes, or NULL when there are none
 *
 * Return: how many, -ENOENT when the core dump does not know of the mapping,
 * -ENODATA when it ends before it.
 */
long coredump_bytes(const struct coredump *core, const void *at,
		    const char **bytes);

#endif
